"""Tokens by origin on a real transcript: what is drawn, and that the text never notices."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QTextCursor
from PySide6.QtTest import QTest

from app.core.speculation import Origin
from app.ui.chat.conversation import Entry, EntryState
from app.ui.chat.transcript import Transcript
from app.ui.theme import DARK, LIGHT
from tests.rounds import told_round
from tests.ui.accessible import accessible_text

ROUNDS = (
    told_round([("The", Origin.PLAIN)]),
    told_round([(" boat", Origin.ACCEPTED), (" sailed", Origin.RECOVERED)], (" sank", " deep")),
    told_round([(" home", Origin.ACCEPTED), (".", Origin.BONUS)]),
    told_round([("\n", Origin.PLAIN)]),
    told_round([("Rain", Origin.RECOVERED)], ("Snow",)),
)
TEXT = "The boat sailed home.\nRain"


@pytest.fixture
def transcript(qtbot):
    made = Transcript(LIGHT)
    made.show_source(True)
    qtbot.addWidget(made)
    made.resize(600, 300)
    made.show()
    return made


@pytest.fixture
def answer(transcript) -> Entry:
    """An answer in the middle of its streaming, all of it shown."""
    transcript.add(Entry("user", "Question?"))
    entry = Entry("assistant", state=EntryState.STREAMING)
    transcript.add(entry)
    return entry


def stream(transcript: Transcript, answer: Entry, rounds=ROUNDS) -> None:
    for one in rounds:
        answer.tokens.add(one)
        text = "".join(piece.text for piece in one.pieces)
        answer.text += text
        transcript.grow(text, "")


def finish(transcript: Transcript, answer: Entry) -> None:
    answer.state, answer.note = EntryState.DONE, "8 tokens"
    transcript.finish(answer)


def colours(transcript: Transcript) -> set[str]:
    image = transcript.viewport().grab().toImage()
    return {
        image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())
    }


def drawn(transcript: Transcript, theme=LIGHT) -> set[str]:
    seen = colours(transcript)
    names = ("accepted", "recovered", "bonus", "rejected")
    return {name for name in names if QColor(getattr(theme, name)).name() in seen}


def chosen(transcript: Transcript) -> int | None:
    now = transcript.origins.chosen
    return None if now is None else now.token


def place_of(transcript: Transcript, words: str) -> QPoint:
    found = transcript.document().find(words)
    found.setPosition(found.selectionStart())
    return transcript.cursorRect(found).center() + QPoint(3, 0)


def test_each_origin_has_its_colour_when_shown_and_none_otherwise(transcript, answer):
    stream(transcript, answer)
    assert drawn(transcript) == set()
    transcript.show_origins(True)
    assert drawn(transcript) == {"accepted", "recovered", "bonus", "rejected"}
    transcript.set_theme(DARK, [Entry("user", "Question?"), answer])
    assert drawn(transcript, DARK) == {"accepted", "recovered", "bonus", "rejected"}
    transcript.show_origins(False)
    assert drawn(transcript, DARK) == set()


@pytest.mark.parametrize("when", ["before", "midway", "after"])
def test_the_text_is_the_same_whenever_origins_are_turned_on(transcript, answer, when):
    transcript.show_origins(when == "before")
    stream(transcript, answer, ROUNDS[:2])
    transcript.show_origins(when != "after")
    stream(transcript, answer, ROUNDS[2:])
    finish(transcript, answer)
    transcript.show_origins(True)
    shown = [QPoint(place_of(transcript, word)) for word in ("boat", "sailed", "Rain")]
    lines = f"You\nQuestion?\nForetoken\n{TEXT}\n8 tokens"
    assert transcript.toPlainText() == lines
    assert accessible_text(transcript).replace("\u2029", "\n") == lines
    assert transcript.document().find("boat sailed").hasSelection()
    assert transcript.document().find("sank").isNull()
    transcript.selectAll()
    assert transcript.createMimeDataFromSelection().text() == lines
    transcript.show_origins(False)
    assert place_of(transcript, "sailed").x() < shown[1].x() - 40
    assert place_of(transcript, "Rain").x() < shown[2].x() - 20
    transcript.show_origins(True)
    assert [place_of(transcript, word) for word in ("boat", "sailed", "Rain")] == shown


def test_a_selection_stays_when_origins_come_and_go(transcript, answer):
    stream(transcript, answer)
    transcript.setTextCursor(transcript.document().find("sailed home"))
    transcript.show_origins(True)
    assert transcript.createMimeDataFromSelection().text() == "sailed home"
    transcript.show_origins(False)
    assert transcript.createMimeDataFromSelection().text() == "sailed home"


def test_no_indent_of_a_ghost_reaches_the_next_line(transcript, answer):
    transcript.show_origins(True)
    stream(transcript, answer)
    stream(transcript, answer, [told_round([("\n\nSun", Origin.PLAIN)])])
    assert place_of(transcript, "Sun").x() < place_of(transcript, "Rain").x() - 20


def test_what_is_read_stays_in_place(transcript, answer):
    for number in range(60):
        end = f" line {number}\n"
        stream(transcript, answer, [told_round([(end, Origin.RECOVERED)], (" no no no no",))])
    bar = transcript.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    top = transcript.cursorForPosition(QPoint(0, 0)).position()
    for shown in (True, False):
        transcript.show_origins(shown)
        assert transcript.cursorForPosition(QPoint(0, 0)).position() == top
    bar.setValue(bar.maximum())
    transcript.show_origins(True)
    assert bar.value() == bar.maximum()


def test_a_click_chooses_a_token_and_a_drag_selects_text(transcript, answer):
    stream(transcript, answer)
    viewport, left = transcript.viewport(), Qt.MouseButton.LeftButton
    QTest.mouseClick(viewport, left, pos=place_of(transcript, "home"))
    assert chosen(transcript) is None
    transcript.show_origins(True)
    QTest.mouseClick(viewport, left, pos=place_of(transcript, "home"))
    assert chosen(transcript) == 3
    ghost = place_of(transcript, " sailed") - QPoint(20, 0)
    QTest.mouseClick(viewport, left, pos=ghost)
    assert chosen(transcript) == 2
    QTest.mouseClick(viewport, left, pos=place_of(transcript, "Rain") - QPoint(15, 0))
    assert chosen(transcript) == 6
    QTest.mouseClick(viewport, left, pos=QPoint(400, 290))
    assert chosen(transcript) is None
    QTest.mousePress(viewport, left, pos=place_of(transcript, "boat"))
    QTest.mouseMove(viewport, place_of(transcript, "home"))
    QTest.mouseRelease(viewport, left, pos=place_of(transcript, "home"))
    assert chosen(transcript) is None
    assert "sailed" in transcript.createMimeDataFromSelection().text()


def test_a_failed_answer_shows_the_draft_it_ended_in(transcript, answer):
    transcript.show_origins(True)
    stream(transcript, answer, ROUNDS[:2])
    answer.tokens.add(told_round([(" far", Origin.ACCEPTED)], (" away",)))
    answer.text += " far"
    transcript.grow(" far", "on its way")
    answer.state, answer.note = EntryState.FAILED, "Incomplete: the engine stopped."
    transcript.finish(answer)
    assert transcript.toPlainText().endswith("sailed far\nIncomplete: the engine stopped.")
    cursor = QTextCursor(transcript.document().find("far"))
    box = transcript.cursorRect(cursor)
    QTest.mouseClick(
        transcript.viewport(), Qt.MouseButton.LeftButton, pos=box.center() - QPoint(12, 0)
    )
    assert answer.tokens.token(4).ends
    assert chosen(transcript) == 4


def test_a_text_cut_at_a_stop_string_keeps_its_origins(transcript, answer):
    transcript.show_origins(True)
    stream(transcript, answer)
    answer.text = TEXT[:8]
    finish(transcript, answer)
    assert transcript.toPlainText().endswith(f"\n{TEXT[:8]}\n8 tokens")
    assert drawn(transcript) == {"accepted", "rejected"}
