"""Messages written while an answer runs: sent in turn, never lost."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton


@pytest.fixture
def view(parts):
    return parts.window.chat_view


@pytest.fixture
def busy(qtbot, parts, script):
    script.delay = 0.02
    parts.chat.submit("first")
    qtbot.waitUntil(lambda: bool(parts.chat.turns.received))
    return parts


def write(view, text):
    view.composer.edit.setPlainText(text)
    QTest.keyClick(view.composer.edit, Qt.Key.Key_Return)


def asked(script):
    return [request.messages[-1].content for request in script.requests]


def test_what_is_sent_while_an_answer_runs_waits_for_its_end(qtbot, busy, view, script):
    write(view, "second")
    view.composer.edit.setPlainText("third")
    view.composer.queue_button.click()
    assert view.waiting.texts == ["second", "third"]
    assert view.waiting.lines.isVisible()
    assert view.composer.edit.toPlainText() == ""
    script.delay = 0.0
    qtbot.waitUntil(lambda: len(script.requests) == 3 and not busy.chat.busy, timeout=10_000)
    assert asked(script) == ["first", "second", "third"]
    assert not view.waiting.lines.isVisible()
    assert len(busy.chat.conversation.entries) == 6


def test_stop_keeps_what_waits_until_it_is_sent(qtbot, busy, view, script):
    write(view, "second")
    view.composer.edit.setPlainText("half")
    busy.chat.stop()
    qtbot.waitUntil(lambda: not busy.chat.busy)
    qtbot.wait(50)
    assert asked(script) == ["first"]
    assert view.waiting.texts == ["second"]
    assert view.composer.edit.toPlainText() == "half"
    (send,) = [b for b in view.waiting.lines.findChildren(QPushButton) if b.text() == "Send"]
    script.delay = 0.0
    send.click()
    qtbot.waitUntil(lambda: len(script.requests) == 2 and not busy.chat.busy)
    assert view.composer.edit.toPlainText() == "half"


def test_what_waits_can_be_edited_and_removed(qtbot, busy, view, script):
    write(view, "second")
    write(view, "third")
    view.waiting.remove(0)
    view.composer.edit.setPlainText("before")
    view.waiting.edit(0)
    assert view.waiting.texts == []
    assert view.composer.edit.toPlainText() == "before\n\nthird"
    busy.chat.stop()
    qtbot.waitUntil(lambda: not busy.chat.busy)


def test_leaving_puts_what_waits_into_the_draft(qtbot, busy, view, profile):
    write(view, "second")
    first = busy.shelf.keeper.current_id
    busy.chat.new_conversation()
    assert view.waiting.texts == []
    view.composer.edit.clear()
    busy.shelf.keeper.open(first)
    qtbot.waitUntil(lambda: busy.shelf.keeper.current_id == first)
    assert view.composer.edit.toPlainText() == "second"


def test_a_measurement_is_waited_for(qtbot, busy, view, script):
    write(view, "second")
    busy.chat.hold(True)
    script.delay = 0.0
    qtbot.waitUntil(lambda: not busy.chat.busy, timeout=10_000)
    qtbot.wait(50)
    assert asked(script) == ["first"]
    busy.chat.hold(False)
    qtbot.waitUntil(lambda: len(script.requests) == 2 and not busy.chat.busy)


def test_the_queue_button_is_there_only_while_it_can_be_used(qtbot, busy, view):
    assert not view.composer.queue_button.isVisible()
    view.composer.edit.setPlainText("x")
    assert view.composer.queue_button.isVisible()
    busy.chat.stop()
    qtbot.waitUntil(lambda: not busy.chat.busy)
    assert not view.composer.queue_button.isVisible()
