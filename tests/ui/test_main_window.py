"""The whole window over a scripted engine."""

import dataclasses
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QPlainTextEdit

from app.core.pairs import Method
from app.core.settings import Settings
from app.ui.notice import Notice
from app.ui.pair_controller import Ready
from app.ui.speed.headline import Headline
from app.ui.wording import method_name
from app.workers.gguf_files import FileReport
from tests.scripted_engine import ANSWER


def _idle(qtbot, parts):
    qtbot.waitUntil(lambda: not parts.chat.busy, timeout=10_000)
    qtbot.waitUntil(lambda: not parts.window.figures.ticker.active)


def test_typing_and_enter_gives_an_answer_and_figures(qtbot, parts):
    window = parts.window
    QTest.keyClicks(window.chat_view.composer.edit, "Hello?")
    QTest.keyClick(window.chat_view.composer.edit, Qt.Key.Key_Return)
    _idle(qtbot, parts)
    text = window.chat_view.transcript.toPlainText()
    assert "Hello?" in text
    assert ANSWER.splitlines()[0] in text
    assert "accepted" in window.status.whole_text
    assert "of 4,096" in window.context.text()
    assert window.figures.dock.panel.findChild(Headline).speed.text() == "Plain is not measured yet"


def test_an_example_can_be_clicked(qtbot, parts, script):
    buttons = parts.window.chat_view.empty.findChildren(QAbstractButton)
    buttons[0].click()
    _idle(qtbot, parts)
    assert script.requests[0].messages[0].content == buttons[0].text()


def test_the_header_offers_what_the_pair_can_do(qtbot, parts):
    header = parts.window.header
    choices = [header.method_choice.itemText(i) for i in range(header.method_choice.count())]
    assert choices == ["MTP", "Lookup (n-gram)", "Off (plain)"]
    assert header.depth_choice.currentText() == "depth auto"
    for index, method in enumerate(("auto", "ngram", "off")):
        header.method_choice.setCurrentIndex(index)
        header.method_choice.activated.emit(index)
        assert parts.settings.current.method == method
        assert header.depth_choice.isEnabled() == (method == "auto")
    header.depth_choice.activated.emit(5)
    assert parts.settings.current.depth == 5
    parts.pairs.open_pair(Path("/models/alone.gguf"), None)
    qtbot.waitUntil(lambda: parts.pairs.info is not None)
    choices = [header.method_choice.itemText(i) for i in range(header.method_choice.count())]
    assert choices == ["Lookup (n-gram)", "Off (plain)"]
    assert header.method_choice.currentText() == "Off (plain)"
    assert not header.depth_choice.isEnabled()


def test_the_header_says_why_and_the_choice_reaches_the_engine(qtbot, parts, script):
    header = parts.window.header
    assert header.method_choice.toolTip().startswith("scripted")
    assert "scripted" in header.method_choice.accessibleDescription()
    header.method_choice.setFocus()
    QTest.keyClick(header.method_choice, Qt.Key.Key_Down)
    parts.settings.update(lookup=True)
    parts.chat.submit("x")
    _idle(qtbot, parts)
    assert (script.requests[0].method, script.requests[0].lookup) == (Method.NGRAM, True)


def test_a_target_alone_is_looked_up_for(qtbot, parts):
    parts.pairs.open_pair(Path("/models/alone.gguf"), None)
    qtbot.waitUntil(lambda: parts.pairs.info is not None)
    assert parts.window.header.method_choice.currentText() == "Lookup (n-gram)"


def test_the_header_names_lookup_before_the_drafter(qtbot, parts):
    assert parts.window.header._drafter.whole_text == "drafted by foretoken-mini-drafter"
    parts.settings.update(lookup=True)
    parts.window._show_state(parts.pairs.state)
    assert "lookup, then foretoken-mini-drafter" in parts.window.header._drafter.whole_text


def test_the_header_names_eagle3(parts):
    header, info = parts.window.header, parts.pairs.info
    header.set_state(Ready(dataclasses.replace(info, method=Method.EAGLE3)), Settings())
    assert header.method_choice.itemText(0) == "EAGLE-3"
    assert header.method_choice.currentIndex() == 0
    assert method_name(Method.EAGLE3) == "EAGLE-3"


def test_a_dead_engine_offers_reload_and_the_chat_goes_on(qtbot, parts, script):
    script.die_after = 3
    parts.chat.submit("x")
    _idle(qtbot, parts)
    bar = parts.window.chat_view.notice
    assert bar.isVisible()
    assert "stopped" in bar.notice.title
    assert parts.window.header._target.whole_text == "No model loaded"
    script.die_after = None
    bar.notice.actions[0].run()
    qtbot.waitUntil(lambda: parts.pairs.info is not None)
    assert "without speculation" in bar.notice.title
    parts.chat.submit("y")
    _idle(qtbot, parts)
    assert parts.chat.conversation.entries[-1].text == ANSWER


def test_a_failed_load_is_told_in_place(qtbot, parts, script):
    script.bad = {"bad.gguf"}
    parts.pairs.open_pair(Path("/models/bad.gguf"), None)
    qtbot.waitUntil(lambda: parts.pairs.info is not None)
    notice = parts.window.chat_view.notice.notice
    assert (notice.kind, notice.title) == ("error", "bad.gguf is not a GGUF.")


def test_loading_shows_progress_and_cancel(qtbot, parts, script):
    script.load_seconds = 1.0
    parts.pairs.open_pair(Path("/models/big.gguf"), None)
    bar = parts.window.chat_view.notice
    qtbot.waitUntil(lambda: bar.notice is not None and (bar.notice.fraction or 0) > 0.1)
    bar.notice.actions[0].run()
    script.load_seconds = 0.0
    qtbot.waitUntil(lambda: parts.pairs.info is not None)
    assert parts.pairs.info.spec.target.name != "big.gguf"


def test_a_short_load_shows_no_progress(qtbot, parts, script):
    shown = []
    bar = parts.window.chat_view.notice
    parts.pairs.state_changed.connect(lambda _state: shown.append(bar.isVisible()))
    parts.pairs.open_pair(Path("/models/small.gguf"), None)
    qtbot.waitUntil(lambda: parts.pairs.info is not None)
    qtbot.wait(350)
    assert not any(shown)
    assert not bar.isVisible()


def test_escape_stops_from_anywhere(qtbot, parts, script):
    script.delay = 0.02
    parts.chat.submit("x")
    parts.window.chat_view.transcript.setFocus()
    QTest.keyClick(parts.window, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not parts.chat.busy)
    assert "Stopped" in parts.chat.conversation.entries[-1].note


def _drop(window, *names: str) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(name) for name in names])
    point, copy = QPoint(50, 50).toPointF(), Qt.DropAction.CopyAction
    none = Qt.KeyboardModifier.NoModifier
    event = QDropEvent(point, copy, data, Qt.MouseButton.LeftButton, none)
    window.dropEvent(event)


@pytest.fixture
def reports(parts, monkeypatch):
    known: dict[str, FileReport] = {}
    monkeypatch.setattr(
        parts.files, "inspect", lambda path: parts.files.inspected.emit(known[path.name])
    )
    return known


def test_a_dropped_target_is_loaded_and_its_drafter_offered(qtbot, parts, reports):
    target, drafter = Path("/models/t.gguf"), Path("/models/mtp-t.gguf")
    reports["t.gguf"] = FileReport(target, "target", drafters=(drafter,))
    _drop(parts.window, str(target), "/models/readme.txt")
    qtbot.waitUntil(lambda: parts.pairs.info is not None)
    notice = parts.window.chat_view.notice.notice
    assert "lies beside it" in notice.title
    notice.actions[0].run()
    qtbot.waitUntil(lambda: parts.pairs.info is not None)
    assert parts.pairs.info.spec.drafter == drafter


def test_a_dropped_drafter_joins_the_target(qtbot, parts, reports):
    drafter = Path("/models/mtp.gguf")
    reports["mtp.gguf"] = FileReport(drafter, "drafter")
    _drop(parts.window, str(drafter))
    qtbot.waitUntil(lambda: parts.pairs.info is not None)
    assert parts.pairs.info.spec.drafter == drafter


def test_a_dropped_file_that_is_no_model_is_refused_in_words(qtbot, parts, reports):
    reports["x.gguf"] = FileReport(Path("/x.gguf"), "unusable", "x is not a GGUF.", "Choose.")
    _drop(parts.window, "/x.gguf")
    assert parts.window.chat_view.notice.notice == Notice("error", "x is not a GGUF.", "Choose.")


def test_new_conversation_is_empty_again(qtbot, parts):
    parts.chat.submit("x")
    _idle(qtbot, parts)
    parts.chat.new_conversation()
    assert parts.window.chat_view.empty.isVisible()
    assert parts.window.chat_view.transcript.toPlainText() == ""
    assert parts.window.figures.history.statistics.rounds == 0
    assert parts.window.status.whole_text == ""
    headline = parts.window.figures.dock.panel.findChild(Headline)
    qtbot.waitUntil(lambda: not headline.isVisible())


def test_recent_pairs_are_listed(qtbot, parts):
    parts.pairs.open_pair(Path("/models/t.gguf"), Path("/models/d.gguf"))
    qtbot.waitUntil(lambda: parts.pairs.info is not None)
    assert [action.text() for action in parts.window.recent.actions()] == ["t.gguf  +  d.gguf"]


def test_reading_speed_is_labelled(qtbot, parts):
    parts.settings.update(display_pace=100)
    parts.chat.submit("x")
    qtbot.waitUntil(lambda: "measured" in parts.window.status.whole_text)
    assert "shown at reading speed" in parts.window.status.whole_text
    parts.chat.stop()


def test_every_control_has_a_name(qtbot, parts):
    parts.chat.submit("x")
    _idle(qtbot, parts)
    for kind in (QAbstractButton, QComboBox, QPlainTextEdit):
        for control in parts.window.findChildren(kind):
            if control.isVisible():
                text = control.text() if isinstance(control, QAbstractButton) else ""
                assert control.accessibleName() or text, control


def test_nothing_ticks_while_idle(qtbot, parts):
    parts.chat.submit("x")
    _idle(qtbot, parts)
    version = parts.window.figures.history.version
    qtbot.wait(120)
    assert not parts.window.figures.ticker.active
    assert parts.window.figures.history.version == version
