"""Thinking is folded away beside the author's name, and the answer stands alone and whole."""

import time

import pytest
from PySide6.QtGui import QTextCursor

from app.core.conversations import Turn
from app.core.thinking import ThinkingMarks
from app.ui.chat.conversation import Entry, EntryState
from app.ui.chat.thought import LINK
from app.ui.chat.transcript import Transcript
from app.ui.theme import LIGHT

TAGS = ThinkingMarks("<think>", "</think>")
TEXT = "<think>\nfirst I *think*,\nthen I speak\n</think>\n\nA **bold** answer.\n\nAnd more."
QUESTION = Entry("user", "Hello?")


@pytest.fixture
def transcript(qtbot) -> Transcript:
    made = Transcript(LIGHT)
    qtbot.addWidget(made)
    made.resize(600, 400)
    made.show()
    return made


def answer(text: str = TEXT, seconds: float = 12.0, state: EntryState = EntryState.DONE) -> Entry:
    return Entry("assistant", text, state, turn=Turn(thinking=TAGS, thinking_seconds=seconds))


def grown(transcript: Transcript, size: int) -> Entry:
    """Let an answer come in pieces of so many letters."""
    entry = answer("", 0.0, EntryState.STREAMING)
    transcript.add(QUESTION)
    transcript.add(entry)
    for start in range(0, len(TEXT), size):
        entry.text += TEXT[start : start + size]
        transcript.grow(TEXT[start : start + size], "")
    entry.state = EntryState.DONE
    entry.turn = Turn(thinking=TAGS, thinking_seconds=12.0)
    transcript.finish(entry)
    return entry


def test_a_kept_answer_is_shown_without_its_thinking(transcript: Transcript) -> None:
    transcript.show_entries([QUESTION, answer()])
    shown = transcript.toPlainText()
    assert "Foretoken\u2003Thought for 12 s\nA bold answer." in shown
    assert "think" not in shown.replace("Thought", "")


@pytest.mark.parametrize("size", [1, 4, 9, 30, 200])
def test_growing_comes_to_the_same(transcript: Transcript, size: int) -> None:
    entry = grown(transcript, size)
    shown = transcript.toPlainText()
    transcript.show_entries([QUESTION, entry])
    assert shown == transcript.toPlainText()


@pytest.mark.parametrize("size", [1, 9, 200])
def test_opened_it_grows_before_the_answer(transcript: Transcript, size: int) -> None:
    entry = answer("", 0.0, EntryState.STREAMING)
    transcript.show_entries([QUESTION, entry])
    transcript.toggle_thinking(entry.message_id)
    for start in range(0, len(TEXT), size):
        entry.text += TEXT[start : start + size]
        transcript.grow(TEXT[start : start + size], "")
    entry.state, entry.turn = EntryState.DONE, Turn(thinking=TAGS, thinking_seconds=12.0)
    transcript.finish(entry)
    shown = transcript.toPlainText()
    assert shown.index("first I *think*,\nthen I speak") < shown.index("A bold answer.\nAnd more.")
    transcript.show_entries([QUESTION, entry])
    assert transcript.toPlainText() == shown


def test_it_is_opened_and_closed_by_its_link(transcript: Transcript) -> None:
    entry = answer()
    transcript.show_entries([QUESTION, entry])
    closed = transcript.toPlainText()
    transcript._follow(LINK + entry.message_id)
    assert "then I speak" in transcript.toPlainText()
    transcript._follow(LINK + entry.message_id)
    assert transcript.toPlainText() == closed


def test_the_answer_s_places_are_those_of_its_source(transcript: Transcript) -> None:
    """Tokens are marked by offsets in the whole text, thinking and marks counted."""
    for opened in (False, True):
        entry = grown(transcript, 3)
        if opened:
            transcript.toggle_thinking(entry.message_id)
        places = transcript.passages[-1].places
        position = places.position(TEXT.index("bold"))
        cursor = QTextCursor(transcript.document())
        cursor.setPosition(position)
        cursor.setPosition(position + 4, QTextCursor.MoveMode.KeepAnchor)
        assert cursor.selectedText() == "bold"
        assert places.offset(position) == TEXT.index("bold")
        transcript.clear_entries()


def test_copying_gives_the_answer_without_what_was_thought(transcript: Transcript) -> None:
    transcript.show_entries([QUESTION, answer()])
    transcript.selectAll()
    copied = transcript.createMimeDataFromSelection().text()
    assert "A **bold** answer." in copied
    assert "first I" not in copied
    assert "<think>" not in copied


def test_a_long_thought_says_how_long_while_it_lasts(transcript: Transcript, monkeypatch) -> None:
    clock = [100.0]
    monkeypatch.setattr(time, "perf_counter", lambda: clock[0])
    entry = answer("", 0.0, EntryState.STREAMING)
    transcript.show_entries([QUESTION, entry])
    for seconds, words in ((0.0, "Thinking…"), (3.4, "Thinking, 3 s"), (9.9, "Thinking, 9 s")):
        clock[0] = 100.0 + seconds
        entry.text += "<think>well" if not entry.text else " well"
        transcript.grow("<think>well" if seconds == 0.0 else " well", "")
        assert words in transcript.toPlainText()


def test_an_answer_stopped_while_thinking_says_so(transcript: Transcript) -> None:
    stopped = answer("<think>so far", 3.0, EntryState.STOPPED)
    transcript.show_entries([QUESTION, stopped])
    shown = transcript.toPlainText()
    assert "Stopped while thinking" in shown
    assert "so far" not in shown


@pytest.mark.parametrize("text", ["<thin", "Hello <think> there", "<think></think>Hello"])
def test_what_is_no_thinking_is_shown_whole(transcript: Transcript, text: str) -> None:
    transcript.show_entries([QUESTION, answer(text)])
    shown = transcript.toPlainText()
    assert "Thought" not in shown
    assert shown.endswith(f"Foretoken\n{text.removeprefix('<think></think>')}")


def test_the_source_is_shown_with_all_that_was_written(transcript: Transcript) -> None:
    transcript.show_source(True)
    transcript.show_entries([QUESTION, answer()])
    assert "<think>" in transcript.toPlainText()
