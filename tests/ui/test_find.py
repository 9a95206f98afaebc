"""Finding words in the conversation, also while it grows, and the way back to its end."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.scripted_engine import ANSWER

KEYS = Qt.Key


@pytest.fixture
def view(qtbot, parts):
    parts.chat.submit("Where is the harbour?")
    qtbot.waitUntil(lambda: not parts.chat.busy)
    return parts.window.chat_view


def press(which, modifier=Qt.KeyboardModifier.NoModifier):
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, which, modifier)


def find(view, words):
    press(KEYS.Key_F, Qt.KeyboardModifier.ControlModifier)
    view.find_bar.field.setText(words)


def test_hits_are_counted_marked_and_walked_through(view):
    find(view, "THE")
    count = f"the {ANSWER}".lower().count("the")
    assert view.find_bar.told.text() == f"1 of {count}"
    assert len(view.transcript.extraSelections()) == count
    press(KEYS.Key_F3)
    assert view.find_bar.told.text() == f"2 of {count}"
    press(KEYS.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    press(KEYS.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert view.find_bar.told.text() == f"{count} of {count}"


def test_escape_closes_and_selects_what_was_found(view):
    find(view, "wakes")
    press(KEYS.Key_Escape)
    assert not view.find_bar.isVisible()
    assert view.transcript.extraSelections() == []
    assert view.transcript.textCursor().selectedText() == "wakes"
    assert view.composer.edit.hasFocus()


def test_what_is_not_there_is_said(view):
    find(view, "submarine")
    assert view.find_bar.told.text() == "Not in this conversation"
    assert not view.find_bar.following.isEnabled()


def test_marks_are_in_no_copy_and_beside_origins(qtbot, parts, view):
    parts.chat.show_origins(True)
    find(view, "guess")  # rejected drafts are drawn, and no text
    assert view.find_bar.told.text() == "Not in this conversation"
    view.find_bar.field.setText("harbour")
    view.transcript.selectAll()
    assert ANSWER in view.transcript.createMimeDataFromSelection().text()
    assert len(view.transcript.extraSelections()) == 2


def test_text_that_comes_is_looked_through_too(qtbot, parts, view, script):
    find(view, "harbour")
    assert view.find_bar.told.text() == "1 of 2"
    script.delay = 0.01
    parts.chat.submit("and the other harbour?")
    qtbot.waitUntil(lambda: view.find_bar.told.text() == "1 of 4", timeout=5000)
    qtbot.waitUntil(lambda: not parts.chat.busy, timeout=10_000)


def test_a_hit_out_of_view_is_scrolled_to(qtbot, parts, view):
    for _ in range(4):
        parts.chat.submit("x")
        qtbot.waitUntil(lambda: not parts.chat.busy)
    bar = view.transcript.verticalScrollBar()
    assert bar.value() == bar.maximum() > 0
    find(view, "Where is")
    assert bar.value() < 100


def test_the_latest_text_is_a_click_away(qtbot, parts, view, script):
    for _ in range(3):
        parts.chat.submit("x")
        qtbot.waitUntil(lambda: not parts.chat.busy)
    bar = view.transcript.verticalScrollBar()
    assert not view.latest.isVisible()
    bar.setValue(bar.maximum() - 100)
    assert not view.latest.isVisible()
    script.delay = 0.02
    parts.chat.submit("y")
    qtbot.waitUntil(lambda: bool(parts.chat.turns.received))
    assert not view.latest.isVisible()
    bar.setValue(bar.maximum() - 100)
    assert view.latest.isVisible()
    view.latest.click()
    assert bar.value() == bar.maximum()
    assert not view.latest.isVisible()
    parts.chat.stop()
    qtbot.waitUntil(lambda: not parts.chat.busy)
