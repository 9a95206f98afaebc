"""All that can be done with a message, as a menu."""

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from app.ui.chat.conversation import Entry, EntryState
from app.ui.chat.messages.actions import MessageActions
from app.ui.chat.messages.acts import KEYS, Act, needs_quiet, offers, words


def message_menu(
    entry: Entry, actions: MessageActions, parent: QWidget, *, quiet: bool, pairs: QMenu
) -> QMenu:
    """Return a menu of what this message offers; the caller shows and deletes it."""
    menu = QMenu(parent)
    wanted = list(offers(entry))
    unfinished = entry.role == "assistant" and entry.state is EntryState.DONE and entry.text
    if unfinished and Act.GO_ON not in wanted:
        wanted.insert(wanted.index(Act.AGAIN) + 1, Act.GO_ON)
    for act in wanted:
        if act is Act.DELETE:
            menu.addSeparator()
            _add_versions(menu, entry, actions, quiet=quiet)
        _add(menu, act, entry, actions).setEnabled(quiet or not needs_quiet(act))
        if act is Act.AGAIN:
            menu.addMenu(pairs).setEnabled(quiet)
    return menu


def _add_versions(menu: QMenu, entry: Entry, actions: MessageActions, *, quiet: bool) -> None:
    if entry.versions < 2:
        return
    _add(menu, Act.PREVIOUS, entry, actions).setEnabled(quiet and entry.version > 1)
    _add(menu, Act.NEXT, entry, actions).setEnabled(quiet and entry.version < entry.versions)
    menu.addSeparator()


def _add(menu: QMenu, act: Act, entry: Entry, actions: MessageActions) -> QAction:
    action = menu.addAction(words(act), lambda: actions.do(act, entry))
    action.setShortcut(QKeySequence(KEYS[act]))
    return action


def pop_up(menu: QMenu, place: QPoint) -> None:
    """Show a menu once."""
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(place)
