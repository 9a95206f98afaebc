"""The meter says how full the context is and what leaves it; reading says how long it takes."""

import pytest

from app.core.context_window import ContextUse
from app.core.events import PromptProgress
from app.ui.chat.context_meter import ContextMeter, context_words
from app.ui.status_line import StatusLine, seconds_left


def test_words(qapp) -> None:
    words = context_words(ContextUse(1000, 4096), 0)
    assert words.startswith("1,000 of 4,096 tokens are used. Beyond 3,072 the oldest questions")
    assert "system prompt stays" in words
    full = context_words(ContextUse(3500, 4096), 4)
    assert "With the next question the oldest ones leave" in full
    assert "the oldest first: 4." in full


def test_nothing_is_shown_before_there_is_anything(qtbot) -> None:
    meter = ContextMeter()
    qtbot.addWidget(meter)
    meter.show_use(500, 4096, 0)
    assert meter.text() == "Context 500 of 4,096 tokens"
    meter.show_use(3600, 4096, 0)
    assert meter.text().endswith("nearly full")
    meter.show_use(0, 4096, 0)
    assert meter.text() == ""
    assert meter.toolTip() == ""


def test_the_meter_follows_the_conversation_shown(qtbot, parts) -> None:
    parts.chat.submit("Hello")
    qtbot.waitUntil(lambda: parts.chat.idle)
    assert "of 4,096 tokens" in parts.window.context.text()
    name = parts.chat.conversation.conversation_id
    shown = parts.window.context.text()
    parts.chat.new_conversation()
    assert parts.window.context.text() == ""
    parts.shelf.keeper.open(name)
    qtbot.waitUntil(lambda: parts.window.context.text() == shown)


@pytest.mark.parametrize(
    ("evaluated", "cached", "seconds", "left"),
    [(100, 0, 2.0, 18.0), (600, 500, 1.0, 4.0), (0, 0, 0, 0)],
)
def test_time_left_is_by_the_pace_of_what_was_really_read(
    evaluated: int, cached: int, seconds: float, left: float
) -> None:
    progress = PromptProgress("turn", evaluated, 1000, cached, seconds)
    assert seconds_left(progress) == pytest.approx(left)


def test_reading_says_how_far_and_how_long(qtbot) -> None:
    line = StatusLine()
    qtbot.addWidget(line)
    line.take((PromptProgress("turn", 100, 1000, 0, 2.0),))
    expected = "Reading the conversation: 100 of 1,000 tokens, about 18 s left"
    assert line.whole_text == expected
