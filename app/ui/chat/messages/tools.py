"""Joins what can be done with messages to the transcript, the keyboard and the menu."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QMenu, QMenuBar

from app.ui.chat.chat_view import ChatView
from app.ui.chat.conversation import Entry
from app.ui.chat.messages.actions import MessageActions
from app.ui.chat.messages.acts import KEYS, Act, words
from app.ui.chat.messages.choice import MessageChoice
from app.ui.chat.messages.menu import message_menu, pop_up
from app.ui.chat.messages.other_pair import OtherPair, PairMenu
from app.ui.chat.messages.places import MessagePlaces
from app.ui.chat.messages.versions import VersionStrips


class MessageTools(QObject):
    """The bar, the versions, the menus.

    Attributes:
        choice: which message is meant. strips: the versions that can be seen.

    Signals:
        notice(Notice): to be shown above the composer.
    """

    notice = Signal(object)

    def __init__(self, view: ChatView, other: OtherPair) -> None:
        super().__init__(view)
        self._view, self._chat, self._other = view, view.chat, other
        transcript = view.transcript
        self._places = MessagePlaces(transcript)
        self.choice = MessageChoice(transcript, self._places)
        self.strips = VersionStrips(transcript, self._places)
        self.actions = MessageActions(view.chat, self._places, self)
        self.pair_menu = PairMenu(other, lambda: self.choice.entry, view)
        self.choice.bar.set_pair_menu(self.pair_menu)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._place)
        self._connect()

    def _connect(self) -> None:
        choice, strips, chat = self.choice, self.strips, self._chat
        transcript = self._view.transcript
        choice.bar.wanted.connect(self._do)
        choice.bar.menu_wanted.connect(self._pop_up_chosen)
        choice.left.connect(self._view.setFocus)
        strips.stepped.connect(self.actions.step)
        self.actions.edit_wanted.connect(self._edit)
        self.actions.copied.connect(choice.tell_copied)
        self.actions.notice.connect(self.notice)
        self.actions.notice_over.connect(self._view.notice.clear)
        scroll = transcript.verticalScrollBar()
        scroll.valueChanged.connect(choice.scrolled)
        transcript.resized.connect(choice.place)
        for moved in (scroll.valueChanged, scroll.rangeChanged, transcript.resized):
            moved.connect(strips.place)
        for changed in (chat.branch_changed, chat.cleared, chat.entry_added, chat.answer_ended):
            changed.connect(self._place)
        transcript.document().contentsChanged.connect(self._soon.start)
        for quiet in (chat.busy_changed, chat.held_changed):
            quiet.connect(self._look)
        transcript.customContextMenuRequested.connect(self._pop_up)

    @Slot()
    def _place(self) -> None:
        """Follow text that was written, anew or before what is in view."""
        self.choice.place()
        self.strips.place()

    @Slot()
    def _look(self) -> None:
        self.choice.set_quiet(self._chat.idle)
        self.strips.set_quiet(not self._chat.busy)

    @Slot(object)
    def _do(self, act: Act) -> None:
        entry = self.choice.entry
        if entry is None:
            return
        by_keyboard = self.choice.chosen
        self.actions.do(act, entry)
        if by_keyboard and act in (Act.DELETE, Act.AGAIN, Act.GO_ON):
            self.choice.leave()

    @Slot(object)
    def _edit(self, entry: Entry) -> None:
        self._view.editing.begin(entry)

    def _step(self, by: int) -> None:
        """Step through the versions of the chosen message, else of the last that has any."""
        chosen = self.choice.chosen
        entry = self.choice.entry if chosen else None
        if entry is None:
            entries = reversed(self._chat.conversation.entries)
            entry = next((one for one in entries if one.versions > 1), None)
        if entry is None:
            return
        index = self._places.find(entry.message_id)
        self.actions.step(entry, by)
        if chosen and index is not None and index < len(self._places):
            self.choice.choose(index)

    @Slot(QPoint)
    def _pop_up(self, place: QPoint) -> None:
        """Show the menu of the message at a place of the transcript's viewport."""
        index = self._places.at(place.y())
        if index is not None:
            at = self._view.transcript.viewport().mapToGlobal(place)
            link = self._view.transcript.anchorAt(place)
            pop_up(self.menu_for(self._places.entry(index), link), at)

    @Slot(QPoint)
    def _pop_up_chosen(self, place: QPoint) -> None:
        if self.choice.entry is not None:
            pop_up(self.menu_for(self.choice.entry), place)

    def menu_for(self, entry: Entry, link: str = "") -> QMenu:
        """Return all that can be done with a message, a link in it, and what is selected."""
        transcript = self._view.transcript
        pairs = PairMenu(self._other, lambda: entry)
        menu = message_menu(entry, self.actions, transcript, quiet=self._chat.idle, pairs=pairs)
        pairs.setParent(menu, pairs.windowFlags())
        menu.addSeparator()
        if transcript.textCursor().hasSelection():
            menu.addAction(self.tr("Copy selection"), transcript.copy)
        if link:
            clipboard = QApplication.clipboard()
            menu.addAction(self.tr("Copy link"), lambda: clipboard.setText(link))
        menu.addAction(self.tr("Select all"), self._select_all)
        return menu

    def _select_all(self) -> None:
        self._view.transcript.complete()
        self._view.transcript.selectAll()

    def join(self, bar: QMenuBar, before: QAction) -> None:
        """Add the menu of messages to the window's."""
        menu = QMenu(self.tr("&Message"), bar)
        bar.insertMenu(before, menu)
        self._add(menu, self.tr("Choose the message &above"), "Alt+Up", lambda: self._walk(-1))
        self._add(menu, self.tr("Choose the message &below"), "Alt+Down", lambda: self._walk(1))
        menu.addSeparator()
        for act, by in ((Act.PREVIOUS, -1), (Act.NEXT, 1)):
            self._add(menu, words(act), KEYS[act], lambda by=by: self._step(by))

    def _walk(self, by: int) -> None:
        self.choice.walk(by)

    @staticmethod
    def _add(menu: QMenu, text: str, keys: str, run: Callable[[], object]) -> None:
        menu.addAction(text, run).setShortcut(QKeySequence(keys))
