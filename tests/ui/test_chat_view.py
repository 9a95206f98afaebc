"""Tokens by origin in the whole window: menu, legend, inspector, keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from app.core.speculation import Origin
from app.ui.chat.conversation import EntryState
from tests.scripted_engine import ANSWER

KEYS = Qt.Key


@pytest.fixture
def view(parts):
    return parts.window.chat_view


def actions(parts) -> dict[str, QAction]:
    (view,) = [a for a in parts.window.menuBar().actions() if a.text() == "&View"]
    menu = view.menu()
    assert isinstance(menu, QMenu)
    return {action.text().replace("&", ""): action for action in menu.actions()}


def ask(qtbot, parts, text="x") -> None:
    parts.chat.submit(text)
    qtbot.waitUntil(lambda: not parts.chat.busy, timeout=10_000)


def test_the_menu_toggles_origins_and_new_conversations_remember(qtbot, parts, view, script):
    toggle = actions(parts)["Tokens by origin"]
    assert toggle.shortcut().toString() == "Ctrl+Shift+T"
    assert not view.legend.isVisible()
    ask(qtbot, parts)
    toggle.trigger()
    assert view.legend.isVisible() and view.transcript.origins.shown
    ask(qtbot, parts)
    assert [request.explain for request in script.requests] == [False, True]
    parts.chat.new_conversation()
    assert toggle.isChecked() and view.transcript.origins.shown
    toggle.trigger()
    assert not view.legend.isVisible() and not view.transcript.origins.shown
    parts.chat.new_conversation()
    assert not toggle.isChecked()


def test_the_choice_outlives_the_window(make_parts, qtbot):
    first = make_parts()
    first.chat.show_origins(True)
    first.window.close()
    second = make_parts()
    assert second.chat.conversation.origins
    assert actions(second)["Tokens by origin"].isChecked()
    assert second.window.chat_view.transcript.origins.shown


def test_turning_origins_on_in_mid_answer_changes_no_text(qtbot, parts, view, script):
    script.delay = 0.01
    parts.chat.submit("x")
    entries = parts.chat.conversation.entries
    qtbot.waitUntil(lambda: len(entries) == 2 and len(entries[-1].text) > 40)
    parts.chat.show_origins(True)
    qtbot.waitUntil(lambda: not parts.chat.busy, timeout=10_000)
    view.transcript.selectAll()
    copied = view.transcript.createMimeDataFromSelection().text()
    assert f"Foretoken\n{ANSWER}\n" in copied
    assert "guess" not in copied
    assert view.transcript.toPlainText().count(ANSWER.replace("\n\n", "\n")) == 1
    assert entries[-1].tokens.length == len(ANSWER)


def test_the_keyboard_walks_through_tokens_and_the_inspector_tells(qtbot, parts, view):
    parts.chat.show_origins(True)
    ask(qtbot, parts)
    inspect = actions(parts)["Inspect tokens"]
    assert inspect.shortcut().toString() == "F6"
    assert not view.inspector.isVisible()
    inspect.trigger()
    assert view.inspector.isVisible() and view.transcript.hasFocus()
    tokens = parts.chat.conversation.entries[-1].tokens
    assert f"token {len(tokens)} of {len(tokens)}" in view.inspector.words
    QTest.keyClick(view.transcript, KEYS.Key_Home)
    assert f"token 1 of {len(tokens)}" in view.inspector.words
    said = {}
    for index in range(len(tokens)):
        said[tokens.origin(index)] = view.inspector.words.replace("\u202f", " ")
        QTest.keyClick(view.transcript, KEYS.Key_Right)
    assert "guessed it (60 %), and the target kept it (90 %)" in said[Origin.ACCEPTED]
    assert "guessed “guess ” (60 %). The target found that 3.0 % likely" in said[Origin.RECOVERED]
    assert "for free (80 %)" in said[Origin.BONUS]
    assert view.inspector.accessibleName() == view.inspector.words
    QTest.keyClick(view.transcript, KEYS.Key_Left)
    assert f"token {len(tokens) - 1} of" in view.inspector.words
    QTest.keyClick(view.transcript, KEYS.Key_Escape)
    assert not view.inspector.isVisible()
    inspect.trigger()
    inspect.trigger()
    assert not view.inspector.isVisible() and view.composer.edit.hasFocus()


def test_the_walk_goes_on_in_the_answer_before(qtbot, parts, view):
    parts.chat.show_origins(True)
    for text in ("one", "two"):
        ask(qtbot, parts, text)
    view.transcript.tokens.enter()
    newest = view.transcript.origins.chosen.passage
    QTest.keyClick(view.transcript, KEYS.Key_Home)
    QTest.keyClick(view.transcript, KEYS.Key_Left)
    before = view.transcript.origins.chosen
    assert before.passage.entry is parts.chat.conversation.entries[1]
    QTest.keyClick(view.transcript, KEYS.Key_Right)
    assert view.transcript.origins.chosen == (newest, 0)
    QTest.keyClick(view.transcript, KEYS.Key_End)
    QTest.keyClick(view.transcript, KEYS.Key_Right)
    assert view.transcript.origins.chosen.token == len(newest.entry.tokens) - 1


def test_the_inspectors_buttons_have_names_and_work(qtbot, parts, view):
    parts.chat.show_origins(True)
    ask(qtbot, parts)
    view.transcript.tokens.enter()
    buttons = {b.accessibleName(): b for b in view.inspector.findChildren(QToolButton)}
    assert list(buttons) == ["Previous token", "Next token", "Close"]
    last = view.transcript.origins.chosen.token
    buttons["Previous token"].click()
    assert view.transcript.origins.chosen.token == last - 1
    buttons["Next token"].click()
    assert view.transcript.origins.chosen.token == last
    buttons["Close"].click()
    assert not view.inspector.isVisible()


def test_the_legend_names_every_mark_by_shape(parts, view):
    parts.chat.show_origins(True)
    names = [w.accessibleName() for w in view.legend.findChildren(QWidget) if w.accessibleName()]
    assert names == [
        "accepted: solid underline",
        "recovered: dotted underline",
        "bonus: double underline",
        "rejected: struck through, not part of the answer",
        "plain: no mark",
    ]
    parts.window.resize(640, 420)
    parts.window.grab()
    assert view.legend.width() <= view.width()


def test_a_stopped_answer_keeps_its_origins(qtbot, parts, view, script):
    script.delay = 0.02
    parts.chat.show_origins(True)
    parts.chat.submit("x")
    entries = parts.chat.conversation.entries
    qtbot.waitUntil(lambda: len(entries) == 2 and len(entries[-1].text) > 20)
    view.transcript.tokens.enter()
    parts.chat.stop()
    qtbot.waitUntil(lambda: not parts.chat.busy)
    entry = entries[-1]
    assert entry.state is EntryState.STOPPED
    assert entry.tokens.length == len(entry.text)
    assert view.inspector.isVisible()


def test_a_dead_engines_answer_keeps_its_origins(qtbot, parts, view, script):
    script.die_after = 4
    parts.chat.show_origins(True)
    ask(qtbot, parts)
    entry = parts.chat.conversation.entries[-1]
    assert entry.state is EntryState.FAILED
    assert entry.tokens.length == len(entry.text) > 0
    assert view.transcript.tokens.enter()
    assert view.inspector.isVisible()


def test_a_new_conversation_closes_the_inspector(qtbot, parts, view):
    parts.chat.show_origins(True)
    ask(qtbot, parts)
    view.transcript.tokens.enter()
    parts.chat.new_conversation()
    assert not view.inspector.isVisible()
    actions(parts)["Inspect tokens"].trigger()
    assert not view.inspector.isVisible()


def test_tokens_at_reading_speed_are_only_those_shown(qtbot, parts, view):
    parts.settings.update(display_pace=20)
    parts.chat.show_origins(True)
    parts.chat.submit("x")
    qtbot.waitUntil(lambda: bool(parts.chat.conversation.entries[-1].text))
    assert view.transcript.tokens.enter()
    chosen = view.transcript.origins.chosen
    tokens = chosen.passage.entry.tokens
    assert tokens.start(chosen.token + 1) <= len(chosen.passage.text) < len(ANSWER) / 2
    parts.chat.stop()
    qtbot.waitUntil(lambda: not parts.chat.busy)
