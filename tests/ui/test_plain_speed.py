"""Plain decoding's speed in the window: picked up, measured on request, kept, never guessed."""

import dataclasses

import pytest

from app.core import baselines
from app.core.pairs import Method
from app.ui.speed.baseline_line import BaselineLine
from app.ui.speed.headline import Headline


@pytest.fixture
def panel(parts):
    return parts.window.figures.dock.panel


@pytest.fixture
def line(panel):
    return panel.findChild(BaselineLine)


def _ask(qtbot, parts, text="x"):
    parts.chat.submit(text)
    qtbot.waitUntil(lambda: not parts.chat.busy, timeout=10_000)


def test_a_dash_until_it_is_measured(qtbot, parts, line):
    _ask(qtbot, parts)
    assert parts.window.figures.history.baseline is None
    assert line.text() == "Plain –, not measured yet"


def test_an_answer_without_drafts_measures_it(qtbot, parts, line, script):
    script.delay = 0.002
    parts.settings.update(method="off")
    _ask(qtbot, parts)
    baseline = parts.window.figures.history.baseline
    assert baseline is not None
    assert 10 < baseline.tokens_per_second < 600
    qtbot.waitUntil(lambda: "rounds at context" in line.text())
    assert "just now" in line.text()
    parts.settings.update(method="auto")
    _ask(qtbot, parts)
    speed = panel_headline(parts)
    qtbot.waitUntil(lambda: "plain" in speed.text().lower())
    assert parts.window.figures.history.speedup is not None


def panel_headline(parts):
    return parts.window.figures.dock.panel.findChild(Headline).speed


def test_the_button_measures_the_conversation_as_it_stands(qtbot, parts, line, script):
    script.delay = 0.002
    _ask(qtbot, parts, "Tell me.")
    qtbot.waitUntil(line.button.isEnabled)
    shown = parts.window.chat_view.transcript.toPlainText()
    line.button.click()
    assert not line.button.isEnabled()
    assert "Measuring" in line.button.text()
    qtbot.waitUntil(line.button.isEnabled, timeout=5000)
    asked = script.requests[-1]
    assert asked.method is Method.OFF
    assert [message.role for message in asked.messages] == ["user", "assistant", "user"]
    assert asked.sampling.end_bias == float("-inf")
    assert parts.window.figures.history.baseline is not None
    assert parts.window.chat_view.transcript.toPlainText() == shown
    assert parts.window.figures.history.ledger.sitting.answers == 1


def test_whoever_asks_is_answered_first(qtbot, parts, line, script):
    script.delay = 0.02
    line.button.click()
    qtbot.waitUntil(lambda: len(script.requests) == 1)
    _ask(qtbot, parts)
    measured, asked = script.requests
    assert measured.cancel.is_set()
    assert not asked.cancel.is_set()
    assert parts.chat.conversation.entries[-1].text == script.answer


def test_it_is_measured_unasked_once_an_answer_cannot_be_compared(qtbot, parts, script):
    script.delay = 0.001
    _ask(qtbot, parts)
    history = parts.window.figures.history
    qtbot.waitUntil(lambda: history.baseline is not None, timeout=6000)
    assert [request.method for request in script.requests] == [Method.AUTO, Method.OFF]


def test_nobody_looks_nothing_is_measured(qtbot, parts, script):
    parts.window.panel_action.trigger()
    _ask(qtbot, parts)
    qtbot.wait(1800)
    assert len(script.requests) == 1


def test_nothing_is_measured_while_something_else_is(qtbot, parts, line):
    parts.chat.hold(True)
    assert not line.button.isEnabled()
    parts.chat.hold(False)
    assert line.button.isEnabled()


def test_a_failed_measurement_is_told_where_it_was_asked_for(qtbot, parts, line, script):
    script.die_after = 2
    line.button.click()
    qtbot.waitUntil(lambda: "stopped" in line.text())
    assert parts.window.figures.history.baseline is None


def test_it_is_known_again_after_a_start(qtbot, make_parts, profile, script):
    script.delay = 0.002
    first = make_parts()
    first.settings.update(method="off")
    first.pairs.start()
    qtbot.waitUntil(lambda: first.pairs.info is not None)
    _ask(qtbot, first)
    kept = list(baselines.load(profile.baselines_file).values())
    assert len(kept) == 1
    first.window.close()
    first.close()
    second = make_parts()
    second.pairs.start()
    qtbot.waitUntil(lambda: second.pairs.info is not None)
    assert second.window.figures.history.baseline == kept[0]


def test_another_pair_knows_nothing_of_it(qtbot, parts, script):
    script.delay = 0.002
    parts.settings.update(method="off")
    _ask(qtbot, parts)
    assert parts.window.figures.history.baseline is not None
    current = parts.pairs.info.spec
    parts.pairs.load(dataclasses.replace(current, drafter=None))
    qtbot.waitUntil(lambda: parts.pairs.info is not None)
    assert parts.window.figures.history.baseline is None
