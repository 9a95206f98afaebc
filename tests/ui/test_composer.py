"""Keys of the prompt box."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.ui.chat.composer import Composer


@pytest.fixture
def composer(qtbot):
    made = Composer()
    qtbot.addWidget(made)
    made.resize(500, 100)
    made.show()
    made.edit.setFocus()
    return made


def test_enter_sends_and_empties(qtbot, composer):
    QTest.keyClicks(composer.edit, "Hello?")
    with qtbot.waitSignal(composer.submitted) as sent:
        QTest.keyClick(composer.edit, Qt.Key.Key_Return)
    assert sent.args == ["Hello?"]
    assert composer.edit.toPlainText() == ""


def test_shift_enter_breaks_the_line(composer):
    sent = []
    composer.submitted.connect(sent.append)
    QTest.keyClicks(composer.edit, "a")
    QTest.keyClick(composer.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(composer.edit, "b")
    assert composer.edit.toPlainText().splitlines() == ["a", "b"]
    assert sent == []


def test_blank_text_is_not_sent(composer):
    sent = []
    composer.submitted.connect(sent.append)
    QTest.keyClicks(composer.edit, "   ")
    QTest.keyClick(composer.edit, Qt.Key.Key_Return)
    assert sent == []
    assert not composer.button.isEnabled()


def test_an_open_composition_keeps_its_enter(composer):
    sent = []
    composer.submitted.connect(sent.append)
    QTest.keyClicks(composer.edit, "kan")
    QApplication.sendEvent(composer.edit, QInputMethodEvent("かん", []))
    QTest.keyClick(composer.edit, Qt.Key.Key_Return)
    assert sent == []
    done = QInputMethodEvent("", [])
    done.setCommitString("漢")
    QApplication.sendEvent(composer.edit, done)
    QTest.keyClick(composer.edit, Qt.Key.Key_Return)
    assert sent == ["kan漢"]


def test_while_answering_the_button_stops_and_enter_still_sends(qtbot, composer):
    composer.set_busy(True)
    QTest.keyClicks(composer.edit, "next")
    assert composer.button.text() == "Stop"
    assert composer.queue_button.isVisible()
    with qtbot.waitSignal(composer.stop_requested):
        composer.button.click()
    with qtbot.waitSignal(composer.stop_requested):
        QTest.keyClick(composer.edit, Qt.Key.Key_Escape)
    assert composer.edit.toPlainText() == "next"
    with qtbot.waitSignal(composer.submitted) as sent:
        QTest.keyClick(composer.edit, Qt.Key.Key_Return)
    assert sent.args == ["next"]
    composer.set_busy(False)
    assert composer.button.text() == "Send"


def test_while_something_is_measured_text_is_kept(composer):
    composer.set_held(True)
    QTest.keyClicks(composer.edit, "next")
    QTest.keyClick(composer.edit, Qt.Key.Key_Return)
    assert composer.edit.toPlainText() == "next"


def test_the_field_grows_to_six_lines(composer):
    heights = []
    for lines in (1, 3, 6, 20):
        composer.edit.setPlainText("\n".join("x" * lines))
        heights.append(composer.edit.height())
    assert heights[0] < heights[1] < heights[2] == heights[3]
