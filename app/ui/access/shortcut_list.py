"""Every shortcut there is: those of the menus as they are, and the keys inside views."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from app.ui.chat.messages import acts


@dataclass(frozen=True, slots=True)
class Shortcut:
    """A key, as this system writes it, and what it does; `group` is where."""

    group: str
    words: str
    keys: str


def _tr(text: str) -> str:
    return QCoreApplication.translate("shortcuts", text)


def menu_shortcuts(bar: QMenuBar) -> list[Shortcut]:
    """Return those of the menus' actions, in the order of the menus."""
    found: list[Shortcut] = []
    for menu in (action.menu() for action in bar.actions()):
        if isinstance(menu, QMenu):
            found += _of_menu(menu, plain_words(menu.title()))
    return found


def _of_menu(menu: QMenu, group: str) -> list[Shortcut]:
    found: list[Shortcut] = []
    for action in menu.actions():
        inner = action.menu()
        if isinstance(inner, QMenu):
            found += _of_menu(inner, group)
        elif keys := _keys_of(action):
            found.append(Shortcut(group, plain_words(action.text()), keys))
    return found


def _keys_of(action: QAction) -> str:
    return ", ".join(key_words(key) for key in action.shortcuts() if not key.isEmpty())


def key_words(key: QKeySequence | str) -> str:
    """Return a key as this system writes it: Ctrl+R, or ⌘R on a Mac."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)


def plain_words(text: str) -> str:
    """Return a menu's words without the mark of its letter and without the dots of a dialog."""
    kept = text.replace("&&", "\0").replace("&", "").replace("\0", "&")
    return kept.removesuffix("…")


def view_shortcuts() -> list[Shortcut]:
    """Return the keys that views understand while they have the keyboard."""
    groups: tuple[tuple[str, tuple[tuple[str, tuple[str, ...]], ...]], ...] = (
        (
            _tr("Message"),
            (
                (_tr("Send"), ("Return",)),
                (_tr("Begin a new line"), ("Shift+Return",)),
                (_tr("Stop the answer, or go back to the conversation"), ("Esc",)),
            ),
        ),
        (
            _tr("Tokens"),
            (
                (_tr("Previous and next token"), ("Left", "Right")),
                (_tr("First and last token of the answer"), ("Home", "End")),
                (_tr("Back to the message"), ("Esc",)),
            ),
        ),
        (
            _tr("Conversations"),
            (
                (_tr("Open"), ("Return",)),
                (_tr("Rename"), ("F2",)),
                (_tr("Delete"), ("Del",)),
            ),
        ),
        (
            _tr("Charts"),
            (
                (_tr("Read the figure before or after"), ("Left", "Right")),
                (_tr("Read the first or the last figure"), ("Home", "End")),
            ),
        ),
        (_tr("Race"), ((_tr("Start"), ("Ctrl+Return",)),)),
        (
            _tr("Replay"),
            (
                (_tr("Play or pause"), ("Space",)),
                (_tr("One round back or on"), ("Left", "Right")),
                (_tr("First and last round"), ("Home", "End")),
                (_tr("Ten rounds back or on"), ("PgUp", "PgDown")),
                (_tr("Close"), ("Esc",)),
            ),
        ),
        (
            _tr("Models"),
            ((_tr("To the results"), ("Down",)), (_tr("Delete a model"), ("Del",))),
        ),
    )
    found = [
        Shortcut(group, words, ", ".join(key_words(key) for key in keys))
        for group, rows in groups
        for words, keys in rows
    ]
    chosen = _tr("Message that is chosen")
    return found + [
        Shortcut(chosen, acts.words(act), key_words(key)) for act, key in acts.KEYS.items()
    ]
