"""The transcript: appended, never moved under the reader, copied without ghosts."""

import pytest

from app.ui.chat.conversation import Entry, EntryState
from app.ui.chat.draft_in_flight import draft_shown
from app.ui.chat.transcript import COLUMN_WIDTH, Transcript
from app.ui.theme import DARK, LIGHT
from tests.ui.accessible import accessible_text

LONG = "A line of some words.\n" * 80


@pytest.fixture
def transcript(qtbot):
    made = Transcript(LIGHT)
    made.show_source(True)
    qtbot.addWidget(made)
    made.resize(600, 400)
    made.show()
    return made


def _ask(transcript: Transcript) -> Entry:
    transcript.add(Entry("user", "Question?"))
    answer = Entry("assistant", state=EntryState.WAITING)
    transcript.add(answer)
    return answer


def test_a_streamed_answer_reads_as_it_was_sent(transcript):
    answer = _ask(transcript)
    transcript.grow("The harbour ", "wakes late")
    assert draft_shown(transcript.document()) == "wakes late"
    transcript.grow("wakes early.", "")
    answer.text, answer.note = "The harbour wakes early.", "5 tokens"
    transcript.finish(answer)
    assert transcript.toPlainText().splitlines() == [
        "You",
        "Question?",
        "Foretoken",
        "The harbour wakes early.",
        "5 tokens",
    ]


def test_the_final_text_wins_over_what_was_streamed(transcript):
    answer = _ask(transcript)
    transcript.grow("hello STOP", "")
    answer.text = "hello"
    transcript.finish(answer)
    assert transcript.toPlainText().endswith("\nhello")


def test_emoji_and_blank_lines_survive_ghosts(transcript):
    answer = _ask(transcript)
    parts = ["🙂 ", "one\n\n", "two 🙂"]
    for part in parts:
        transcript.grow("", "🙂🙂 ghost\n")
        transcript.grow(part, "👻")
    answer.text = "".join(parts)
    transcript.finish(answer)
    assert transcript.toPlainText().endswith("🙂 one\n\ntwo 🙂")


def test_streaming_follows_only_at_the_bottom(qtbot, transcript):
    _ask(transcript)
    bar = transcript.verticalScrollBar()
    transcript.grow(LONG, "")
    assert bar.value() == bar.maximum() > 0
    bar.setValue(100)
    for _ in range(20):
        transcript.grow("More and more words.\n", "ghost")
    assert bar.value() == 100
    bar.setValue(bar.maximum())
    transcript.grow(LONG, "")
    assert bar.value() == bar.maximum()


def test_a_smaller_window_keeps_the_end_in_view(transcript):
    _ask(transcript)
    transcript.grow(LONG, "")
    transcript.resize(500, 250)
    bar = transcript.verticalScrollBar()
    assert bar.value() == bar.maximum() > 0
    bar.setValue(50)
    transcript.resize(500, 200)
    assert bar.value() == 50


def test_streaming_touches_only_the_end(transcript):
    _ask(transcript)
    transcript.grow(LONG, "")
    changed_at = []
    transcript.document().contentsChange.connect(lambda position, *_: changed_at.append(position))
    before = transcript.document().characterCount()
    for _ in range(10):
        transcript.grow("word ", "ghost")
    assert min(changed_at) >= before - 1


def test_the_draft_in_flight_is_seen_but_is_no_text(transcript):
    _ask(transcript)
    transcript.grow("kept ", "")
    height = transcript.document().size().height()
    transcript.grow("", "ghost\nof many words " * 9)
    assert transcript.document().size().height() > height + 9 * 16
    transcript.selectAll()
    assert transcript.createMimeDataFromSelection().text().endswith("Foretoken\nkept ")
    assert transcript.document().find("ghost").isNull()
    assert "ghost" not in accessible_text(transcript)
    transcript.grow("", "")
    assert transcript.document().size().height() == height


def test_copies_are_the_source_to_the_character(transcript):
    answer = _ask(transcript)
    answer.text = "a\u00a0b \r\n\r\n🙂\tc\u2028d \n"
    transcript.grow(answer.text, "")
    transcript.finish(answer)
    transcript.selectAll()
    copied = transcript.createMimeDataFromSelection().text()
    assert copied == f"You\nQuestion?\nForetoken\n{answer.text}"
    first = transcript.document().find("🙂")
    transcript.setTextCursor(first)
    assert transcript.createMimeDataFromSelection().text() == "🙂"


def test_another_theme_keeps_text_and_place(transcript):
    answer = _ask(transcript)
    answer.text, answer.state, answer.note = LONG, EntryState.DONE, "note"
    transcript.grow(LONG, "")
    transcript.finish(answer)
    text = transcript.toPlainText()
    transcript.verticalScrollBar().setValue(120)
    transcript.set_theme(DARK, [Entry("user", "Question?"), answer])
    assert transcript.toPlainText() == text
    assert transcript.verticalScrollBar().value() == 120


def test_a_theme_change_in_mid_answer_keeps_the_answer_going(transcript):
    answer = _ask(transcript)
    transcript.grow("first ", "")
    answer.text = "first "
    transcript.set_theme(DARK, [Entry("user", "Question?"), answer])
    transcript.grow("second", "")
    assert transcript.toPlainText().endswith("first second")


@pytest.mark.parametrize("width", [900, 1600])
def test_the_column_is_centred_and_bounded(transcript, width):
    transcript.resize(width, 400)
    assert transcript.viewport().width() <= COLUMN_WIDTH
    left = transcript.viewport().x()
    right = transcript.width() - left - transcript.viewport().width()
    assert abs(left - right) <= 1
