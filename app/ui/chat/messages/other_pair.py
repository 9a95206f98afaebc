"""Answers again with another pair: loads it, and asks once it is there."""

from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QMenu, QWidget

from app.core.library import InstalledPair
from app.core.paths import embedded_drafter, embedded_target
from app.ui.chat.controller import ChatController
from app.ui.chat.conversation import Conversation, Entry
from app.ui.chat.messages.acts import Act, words
from app.ui.pair_controller import PairController, PairState, Ready, Unloaded
from app.ui.recent_menu import pair_words
from app.ui.settings.store import SettingsStore

MAX_PAIRS = 15

Pair = tuple[Path, Path | None]


class OtherPair(QObject):
    """Loads one of the pairs there are, and has an answer made again with it.

    A load that fails or is given up asks nothing: the pair that is back is not the one wanted.
    """

    def __init__(
        self,
        chat: ChatController,
        pairs: PairController,
        settings: SettingsStore,
        installed: Callable[[], Iterable[InstalledPair]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._chat, self._pairs, self._settings = chat, pairs, settings
        self._installed = installed
        self._wanted: tuple[Pair, Conversation, Entry] | None = None
        pairs.state_changed.connect(self._take)
        chat.turn_started.connect(self._forget)
        chat.conversation_left.connect(self._forget)

    def choices(self) -> list[Pair]:
        """Return the pairs opened before, then the other ones installed, then the embedded one.

        The pair in force is not among them.
        """
        recent = self._settings.current.recent
        known: list[Pair] = [(Path(t), Path(d) if d else None) for t, d in recent]
        known += [(pair.target, pair.drafter) for pair in self._installed()]
        known.append((embedded_target(), embedded_drafter()))
        spec = self._pairs.current_spec
        now = None if spec is None else (spec.target, spec.drafter)
        there = [pair for pair in dict.fromkeys(known) if pair != now and pair[0].exists()]
        return there[:MAX_PAIRS]

    def answer(self, entry: Entry, pair: Pair) -> None:
        """Load this pair, then answer again."""
        if self._chat.idle:
            self._wanted = None
            self._pairs.open_pair(*pair)
            self._wanted = pair, self._chat.conversation, entry

    @Slot(object)
    def _take(self, state: PairState) -> None:
        if self._wanted is None or not isinstance(state, Ready | Unloaded):
            return
        pair, conversation, entry = self._wanted
        self._wanted = None
        loaded = isinstance(state, Ready) and state.info.spec
        same = loaded and (loaded.target, loaded.drafter) == pair
        if same and conversation is self._chat.conversation:
            self._chat.answer_again(entry)

    @Slot()
    def _forget(self) -> None:
        self._wanted = None


class PairMenu(QMenu):
    """The pairs that an answer can be made again with."""

    def __init__(
        self, other: OtherPair, entry_of: Callable[[], Entry | None], parent: QWidget | None = None
    ) -> None:
        super().__init__(words(Act.OTHER_PAIR), parent)
        self._other, self._entry_of = other, entry_of
        self.aboutToShow.connect(self.fill)

    @Slot()
    def fill(self) -> None:
        """List what there is now, for the message that is meant now."""
        self.clear()
        entry = self._entry_of()
        for pair in self._other.choices():
            action = self.addAction(pair_words(*pair))
            action.setToolTip(str(pair[0]))
            action.setEnabled(entry is not None)
            if entry is not None:
                action.triggered.connect(
                    lambda _checked=False, e=entry, p=pair: self._other.answer(e, p)
                )
        if self.isEmpty():
            self.addAction(self.tr("No other pair was opened yet")).setEnabled(False)
