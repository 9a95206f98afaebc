"""While something is measured the chat waits, and keeps what was written."""

import pytest

from app.core.events import PairLoaded


@pytest.fixture
def measuring(parts):
    return parts.measuring


def _waits(engine, cancel):
    yield "step"
    cancel.wait()


def test_the_chat_waits_and_keeps_the_draft(qtbot, parts, measuring, script):
    composer = parts.window.chat_view.composer
    composer.set_text("a question")
    heard = []
    measuring.stepped.connect(heard.append)
    assert measuring.start("test", _waits)
    qtbot.waitUntil(lambda: heard == ["step"])
    assert not composer.button.isEnabled()
    composer.edit.entered.emit()
    parts.chat.submit("another way in")
    assert (script.requests, composer.edit.toPlainText()) == ([], "a question")
    assert "Something else" in measuring.obstacle
    assert not measuring.start("second", _waits)
    with qtbot.waitSignal(measuring.ended):
        measuring.cancel()
    assert measuring.obstacle == ""
    composer.edit.entered.emit()
    qtbot.waitUntil(lambda: not parts.chat.busy)
    assert len(script.requests) == 1


def test_nothing_is_measured_beside_an_answer(qtbot, parts, measuring, script):
    script.delay = 0.01
    parts.chat.submit("x")
    assert "answer is under way" in measuring.obstacle
    assert not measuring.start("test", _waits)
    parts.chat.stop()
    qtbot.waitUntil(lambda: not parts.chat.busy)


def test_another_pair_ends_a_measurement(qtbot, parts, measuring, tmp_path):
    loads = []
    parts.inference.load_event.connect(loads.append)
    assert measuring.start("test", _waits)
    with qtbot.waitSignal(measuring.ended):
        parts.pairs.open_pair(tmp_path / "t.gguf", None)
    qtbot.waitUntil(lambda: bool(loads) and isinstance(loads[-1], PairLoaded))
