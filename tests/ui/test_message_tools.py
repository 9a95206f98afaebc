"""What can be done with messages in the window: by mouse, by keyboard, from the menu."""

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from app.ui.chat.conversation import Entry, EntryState
from app.ui.chat.messages.acts import Act, offers
from tests.scripted_engine import ANSWER

KEYS = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def view(parts):
    parts.window.resize(1100, 700)
    return parts.window.chat_view


@pytest.fixture
def tools(parts):
    return parts.messages


def wait_for_answer(qtbot, parts):
    qtbot.waitUntil(lambda: not parts.chat.busy, timeout=10_000)


def ask(qtbot, parts, text="Where is the harbour?"):
    parts.chat.submit(text)
    wait_for_answer(qtbot, parts)


def texts(parts):
    return [entry.text for entry in parts.chat.conversation.entries]


def point(view, y):
    """Move the mouse over the transcript, as far as it can be told."""
    place = QPointF(60, y)
    none = Qt.MouseButton.NoButton
    kind, modifiers = QEvent.Type.MouseMove, Qt.KeyboardModifier.NoModifier
    viewport = view.transcript.viewport()
    at = viewport.mapToGlobal(place)
    QApplication.sendEvent(viewport, QMouseEvent(kind, place, at, none, none, modifiers))


def key(which, modifier=Qt.KeyboardModifier.NoModifier):
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, which, modifier)


def test_what_a_message_offers_depends_on_whose_it_is_and_how_it_ended():
    assert offers(Entry("user", "x")) == (Act.COPY, Act.EDIT, Act.DELETE)
    stopped = Entry("assistant", "x", EntryState.STOPPED)
    assert Act.GO_ON in offers(stopped) and Act.AGAIN in offers(stopped)
    assert offers(Entry("assistant", "x", EntryState.STREAMING)) == (Act.COPY,)
    assert offers(Entry("assistant", "", EntryState.FAILED)) == (Act.AGAIN, Act.DELETE)


def test_the_bar_stands_at_the_message_under_the_mouse(qtbot, parts, view, tools):
    ask(qtbot, parts)
    bar = tools.choice.bar
    assert not bar.isVisible()
    point(view, 40)
    assert bar.isVisible() and tools.choice.entry.role == "user"
    assert bar.buttons[Act.AGAIN].isHidden()
    point(view, 160)
    assert tools.choice.entry.role == "assistant"
    assert bar.buttons[Act.AGAIN].isVisible()
    assert bar.buttons[Act.GO_ON].isHidden()
    assert "harbour" not in view.transcript.createMimeDataFromSelection().text()
    QApplication.sendEvent(view.transcript.viewport(), QEvent(QEvent.Type.Leave))
    assert not bar.isVisible()


def test_a_message_is_copied_as_it_was_written(qtbot, parts, view, tools):
    ask(qtbot, parts)
    point(view, 160)
    tools.choice.bar.buttons[Act.COPY].click()
    assert QApplication.clipboard().text() == ANSWER
    assert tools.choice.bar.buttons[Act.COPY].text() == "Copied"


def test_the_keyboard_chooses_a_message_and_leaves_it(qtbot, parts, view, tools):
    ask(qtbot, parts)
    key(KEYS.Key_Up, ALT)
    assert tools.choice.chosen and tools.choice.entry.role == "assistant"
    assert tools.choice.bar.accessibleName().startswith("Foretoken: The harbour")
    assert tools.choice.mark.isVisible()
    key(KEYS.Key_Up)
    assert tools.choice.entry.role == "user"
    key(KEYS.Key_Up)
    assert tools.choice.entry.role == "user"
    key(KEYS.Key_Right)
    assert QApplication.focusWidget() is tools.choice.bar.buttons[Act.EDIT]
    key(KEYS.Key_Down, ALT)
    assert tools.choice.entry.role == "assistant"
    key(KEYS.Key_Escape)
    assert not tools.choice.bar.isVisible() and not tools.choice.mark.isVisible()
    assert view.composer.edit.hasFocus()


def test_an_edited_question_is_answered_on_a_branch_of_its_own(qtbot, parts, view, tools):
    ask(qtbot, parts)
    view.composer.edit.setPlainText("half a thought")
    key(KEYS.Key_Up, ALT)
    key(KEYS.Key_Up)
    key(KEYS.Key_E)
    edit = view.composer.edit
    assert view.editing.line.isVisible() and edit.hasFocus()
    assert edit.toPlainText() == "Where is the harbour?"
    edit.setPlainText("Where is the lighthouse?")
    key(KEYS.Key_Return)
    wait_for_answer(qtbot, parts)
    assert texts(parts) == ["Where is the lighthouse?", ANSWER]
    assert edit.toPlainText() == "half a thought"
    assert not view.editing.line.isVisible()
    assert view.transcript.toPlainText().count("lighthouse") == 1


def test_escape_leaves_editing_and_changes_nothing(qtbot, parts, view, tools):
    ask(qtbot, parts)
    tools.actions.do(Act.EDIT, parts.chat.conversation.entries[1])
    view.composer.edit.setPlainText("otherwise")
    key(KEYS.Key_Escape)
    assert view.editing.entry is None
    assert texts(parts) == ["Where is the harbour?", ANSWER]
    assert view.composer.edit.toPlainText() == ""


def test_an_edited_answer_is_kept_beside_the_models(qtbot, parts, view, tools, script):
    ask(qtbot, parts)
    tools.actions.do(Act.EDIT, parts.chat.conversation.entries[1])
    assert view.composer.button.text() == "Keep"
    view.composer.edit.setPlainText("In the south.")
    key(KEYS.Key_Return)
    assert texts(parts)[1] == "In the south."
    assert len(script.requests) == 1
    assert Act.GO_ON in offers(parts.chat.conversation.entries[1])


def test_leaving_the_conversation_leaves_editing(qtbot, parts, view, tools):
    ask(qtbot, parts)
    tools.actions.do(Act.EDIT, parts.chat.conversation.entries[0])
    parts.chat.new_conversation()
    assert view.editing.entry is None and not view.editing.line.isVisible()


def test_versions_are_shown_beside_the_author_and_stepped_through(qtbot, parts, view, tools):
    ask(qtbot, parts)
    shown = [strip for strip in tools.strips.strips if strip.isVisible()]
    assert shown == []
    key(KEYS.Key_Up, ALT)
    key(KEYS.Key_R)
    wait_for_answer(qtbot, parts)
    (strip,) = [strip for strip in tools.strips.strips if strip.isVisible()]
    assert strip.label.text() == "2/2"
    assert not strip.after.isEnabled()
    strip.before.click()
    assert strip.label.text() == "1/2"
    assert parts.chat.conversation.entries[1].version == 1
    key(KEYS.Key_Right, ALT)
    assert parts.chat.conversation.entries[1].version == 2


def test_a_step_keeps_the_message_at_its_height(qtbot, parts, view, tools):
    for _ in range(4):
        ask(qtbot, parts)
    parts.chat.answer_again(parts.chat.conversation.entries[3])
    wait_for_answer(qtbot, parts)
    ask(qtbot, parts)
    answer = parts.chat.conversation.entries[3]
    view.transcript.verticalScrollBar().setValue(120)
    (strip,) = [strip for strip in tools.strips.strips if strip.isVisible()]
    height = strip.y()
    tools.actions.step(answer, -1)
    (strip,) = [strip for strip in tools.strips.strips if strip.isVisible()]
    assert strip.y() == height
    assert strip.label.text() == "1/2"


def test_strips_follow_the_text(qtbot, parts, view, tools):
    ask(qtbot, parts)
    parts.chat.answer_again(parts.chat.conversation.entries[1])
    wait_for_answer(qtbot, parts)
    for _ in range(3):
        ask(qtbot, parts)
    bar = view.transcript.verticalScrollBar()
    bar.setValue(0)
    (strip,) = [strip for strip in tools.strips.strips if strip.isVisible()]
    before = strip.y()
    bar.setValue(30)
    assert strip.y() == before - 30
    bar.setValue(bar.maximum())
    assert not strip.isVisible()


def test_a_cut_answer_goes_on(qtbot, parts, view, tools, script):
    script.delay = 0.02
    parts.chat.submit("x")
    qtbot.waitUntil(lambda: len(parts.chat.conversation.entries[-1].text) > 20)
    parts.chat.stop()
    wait_for_answer(qtbot, parts)
    cut = texts(parts)[1]
    script.delay, script.answer = 0.0, " and so on."
    key(KEYS.Key_Up, ALT)
    key(KEYS.Key_G)
    wait_for_answer(qtbot, parts)
    assert texts(parts)[1] == cut + " and so on."


def test_deleted_messages_come_back_with_undo(qtbot, parts, view, tools):
    ask(qtbot, parts, "One")
    ask(qtbot, parts, "Two")
    key(KEYS.Key_Up, ALT)
    key(KEYS.Key_Up)
    key(KEYS.Key_Delete)
    assert texts(parts) == ["One", ANSWER]
    assert view.notice.notice.title == "Deleted 2 messages: this one and what follows it."
    view.notice.notice.actions[0].run()
    assert texts(parts) == ["One", ANSWER, "Two", ANSWER]
    assert not view.notice.isVisible()


def test_undo_ends_with_the_conversation(qtbot, parts, view, tools):
    ask(qtbot, parts)
    tools.actions.do(Act.DELETE, parts.chat.conversation.entries[1])
    undo = view.notice.notice.actions[0]
    parts.chat.new_conversation()
    assert not view.notice.isVisible()
    undo.run()
    assert parts.chat.conversation.entries == []


def test_the_first_message_can_be_deleted(qtbot, parts, view, tools):
    ask(qtbot, parts)
    tools.actions.do(Act.DELETE, parts.chat.conversation.entries[0])
    assert view.empty.isVisible()
    view.notice.notice.actions[0].run()
    assert len(texts(parts)) == 2
    assert view.transcript.isVisible()


def test_only_copying_is_possible_while_an_answer_runs(qtbot, parts, view, tools, script):
    ask(qtbot, parts)
    script.delay = 0.05
    parts.chat.submit("y")
    point(view, 40)
    bar = tools.choice.bar
    assert bar.buttons[Act.COPY].isEnabled() and not bar.buttons[Act.EDIT].isEnabled()
    parts.chat.stop()
    wait_for_answer(qtbot, parts)
    view.transcript.verticalScrollBar().setValue(0)
    point(view, 40)
    assert bar.buttons[Act.EDIT].isEnabled()


def test_the_menu_holds_all_that_can_be_done(qtbot, parts, view, tools):
    ask(qtbot, parts)
    parts.chat.answer_again(parts.chat.conversation.entries[1])
    wait_for_answer(qtbot, parts)
    menu = tools.menu_for(parts.chat.conversation.entries[1])
    words = [action.text() for action in menu.actions() if action.text()]
    assert words == [
        "Copy",
        "Edit",
        "Regenerate",
        "Regenerate with",
        "Continue",
        "Previous version",
        "Next version",
        "Delete",
        "Select all",
    ]
    menu.deleteLater()


def test_temporary_conversations_say_so(qtbot, parts, view):
    label = view.findChild(object, "notKept")
    assert not label.isVisible()
    parts.chat.new_temporary()
    assert label.isVisible()
    ask(qtbot, parts)
    assert label.isVisible()
    parts.chat.new_conversation()
    assert not label.isVisible()


def test_strips_and_hits_survive_another_theme(qtbot, parts, view, tools):
    ask(qtbot, parts)
    parts.chat.answer_again(parts.chat.conversation.entries[1])
    wait_for_answer(qtbot, parts)
    view.find_bar.open_bar()
    view.find_bar.field.setText("harbour")
    marked = len(view.transcript.extraSelections())
    parts.themes.apply(Qt.ColorScheme.Dark)
    qtbot.waitUntil(lambda: any(strip.isVisible() for strip in tools.strips.strips))

    def are_marked():
        marks = view.transcript.extraSelections()
        return len(marks) == marked and all(mark.cursor.hasSelection() for mark in marks)

    qtbot.waitUntil(are_marked)
    parts.themes.apply(Qt.ColorScheme.Light)


def test_long_conversations_are_walked_to_their_beginning(qtbot, parts, view, tools, script):
    script.answer = ANSWER * 8
    for number in range(8):
        ask(qtbot, parts, f"Question {number}")
    parts.chat.branch_changed.emit()  # written anew: the end first
    for _ in range(16):
        key(KEYS.Key_Up, ALT)
    assert tools.choice.entry is parts.chat.conversation.entries[0]
    key(KEYS.Key_Escape)
    view.find_bar.open_bar()
    view.find_bar.field.setText("Question")
    assert view.find_bar.told.text().endswith("of 8")


@pytest.mark.qt_log_ignore("grabbing the keyboard", r"raise\(\)", "propagateSizeHints")
def test_the_menu_key_shows_all_that_can_be_done(qtbot, parts, view, tools):
    ask(qtbot, parts)
    key(KEYS.Key_Up, ALT)
    button = QApplication.focusWidget()
    assert button is not None
    reason = QContextMenuEvent.Reason.Keyboard
    place = button.rect().center()
    event = QContextMenuEvent(reason, place, button.mapToGlobal(place))
    QApplication.sendEvent(button, event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert "Regenerate with" in [action.text() for action in menu.actions()]
    menu.close()


def test_nothing_is_chosen_or_found_behind_another_page(qtbot, parts, view, tools):
    ask(qtbot, parts)
    parts.models.show()
    tools.choice.walk(-1)
    view.find_bar.open_bar()
    assert tools.choice.entry is None
    assert view.find_bar.isHidden()


@pytest.mark.parametrize("width", [1100, 640])
def test_the_bar_hides_neither_author_nor_versions(qtbot, parts, view, tools, width):
    parts.window.figures.dock.hide()
    parts.shelf.sidebar.hide()
    parts.window.resize(width, 600)
    ask(qtbot, parts)
    view.transcript.setFixedWidth(420 if width == 640 else 800)
    parts.chat.answer_again(parts.chat.conversation.entries[1])
    wait_for_answer(qtbot, parts)
    parts.chat.rewrite(parts.chat.conversation.entries[1], "My own.")  # may be continued too
    tools.choice.choose(1)
    (strip,) = [strip for strip in tools.strips.strips if strip.isVisible()]
    bar = tools.choice.bar
    assert bar.buttons[Act.GO_ON].isVisible()
    assert not bar.geometry().intersects(strip.geometry().adjusted(0, 4, 0, -4))
    assert bar.geometry().right() <= view.transcript.viewport().width()
