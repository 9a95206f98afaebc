"""How full the context is, and what leaves it next, in a few words below the conversation."""

from PySide6.QtCore import QCoreApplication, QObject, Qt, Slot
from PySide6.QtWidgets import QLabel, QWidget

from app.core.context_window import ContextUse, prompt_limit
from app.core.events import DraftVerified, PromptEvaluated, PromptProgress, TurnEvent
from app.ui.chat.controller import ChatController
from app.ui.chat.conversation import Entry
from app.ui.pair_controller import PairController
from app.ui.wording import count


class ContextMeter(QLabel):
    """Shows the use of the loaded pair's context by the conversation that is shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("muted")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAccessibleName(self.tr("Context"))
        self._limit = self._used = self._left_out = 0

    def show_use(self, used: int, limit: int, left_out: int) -> None:
        """Show that `used` tokens of `limit` are taken, `left_out` questions not among them."""
        if (used, limit, left_out) == (self._used, self._limit, self._left_out):
            return
        self._used, self._limit, self._left_out = used, limit, left_out
        use = ContextUse(used, limit)
        if not limit or not used:
            self.clear()
            self.setToolTip("")
            return
        words = self.tr("Context {used} of {limit} tokens")
        words = words.format(used=count(used), limit=count(limit))
        if use.overflows:
            words += self.tr(": nearly full")
        self.setText(words)
        self.setToolTip(context_words(use, left_out))
        self.setAccessibleDescription(context_words(use, left_out))


def context_words(use: ContextUse, left_out: int) -> str:
    """Say what the context holds, and what is going to leave it when."""
    limit = count(prompt_limit(use.limit))
    parts = [
        _tr("{used} of {limit} tokens are used.").format(
            used=count(use.used), limit=count(use.limit)
        )
    ]
    if left_out:
        parts.append(
            _tr("Questions left out, each with its answer, the oldest first: {n}.").format(
                n=left_out
            )
        )
    rule = (
        _tr("With the next question the oldest ones leave, each with its answer, ")
        if use.overflows
        else _tr("Beyond {limit} the oldest questions leave, each with its answer, ")
    )
    parts.append(
        rule.format(limit=limit)
        + _tr(
            "until half of that is free. The system prompt "
            "stays. Nothing is deleted from the conversation."
        )
    )
    return " ".join(parts)


def _tr(text: str) -> str:
    return QCoreApplication.translate("ContextMeter", text)


class ContextWatch(QObject):
    """Tells a meter what the conversation that is shown takes of the loaded pair's context."""

    def __init__(
        self,
        meter: ContextMeter,
        chat: ChatController,
        pairs: PairController,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._meter, self._chat, self._pairs = meter, chat, pairs
        self._left_out = 0
        chat.turn_events.connect(self._take)
        chat.answer_ended.connect(self._look)
        chat.branch_changed.connect(self._look)
        chat.cleared.connect(self._look)
        pairs.state_changed.connect(self._look)
        self._look()

    @property
    def _limit(self) -> int:
        info = self._pairs.info
        return info.context_length if info is not None else 0

    @Slot(object)
    def _take(self, events: tuple[TurnEvent, ...]) -> None:
        for event in events:
            if isinstance(event, PromptEvaluated):
                self._left_out = event.left_out
        match events[-1]:
            case PromptProgress(evaluated=used):
                self._meter.show_use(used, self._limit, self._left_out)
            case DraftVerified(context_used=used):
                self._meter.show_use(used, self._limit, self._left_out)
            case _:
                pass

    @Slot()
    def _look(self) -> None:
        if not self._chat.busy:
            used, self._left_out = used_by(self._chat.conversation.entries)
            self._meter.show_use(used, self._limit, self._left_out)


def used_by(entries: list[Entry]) -> tuple[int, int]:
    """Return the tokens that the last answer ended with, and what its prompt left out."""
    for entry in reversed(entries):
        turn = entry.turn
        if turn is not None and turn.statistics is not None:
            counted = turn.statistics
            return counted.prompt_tokens + counted.completion_tokens, turn.left_out
    return 0, 0
