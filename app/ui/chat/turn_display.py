"""Puts a turn's events on the screen at most 30 times a second, or at reading speed."""

import math
import time
from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from app.core.events import DraftProposed, DraftVerified, TurnEvent
from app.core.speculation import Origin
from app.ui.chat.pace import PaceBuffer, Step

FRAME_MS = 33


class TurnDisplay(QObject):
    """Turns rounds into text for the transcript; the first one of a turn is shown at once.

    Signals:
        grew(str, str): append this settled text; behind it stands this draft in flight.
        drained(): the turn was finished and all of it is shown.
    """

    grew = Signal(str, str)
    drained = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._buffer = PaceBuffer()
        self._finished = False
        self._shown_ghost = ""
        self._shown_at = -math.inf
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._frame)

    @property
    def paced(self) -> bool:
        """Whether this turn is shown at a pace of its own."""
        return self._buffer.paced

    def start(self, tokens_per_second: int) -> None:
        """Begin a turn; 0 shows text as fast as it comes."""
        self._timer.stop()
        self._buffer = PaceBuffer(tokens_per_second)
        self._finished = False
        self._shown_ghost = ""
        self._shown_at = -math.inf

    def feed(self, events: Sequence[TurnEvent]) -> None:
        """Take a batch of the running turn."""
        for event in events:
            match event:
                case DraftProposed():
                    self._buffer.propose(event.text)
                case DraftVerified():
                    self._buffer.push(_step(event))
                case _:
                    continue
        if not self._timer.isActive():
            wait = self._shown_at + FRAME_MS / 1000 - time.perf_counter()
            if wait > 0:
                self._timer.start(math.ceil(1000 * wait))
            else:
                self._frame()

    def finish(self) -> None:
        """Nothing more comes; `drained` follows when all is shown."""
        self._finished = True
        self._buffer.propose("")
        if not self._buffer.paced:
            self.flush()
        elif not self._timer.isActive():
            self._frame()

    def flush(self) -> None:
        """Show everything that came so far."""
        self._timer.stop()
        shown = self._buffer.flush()
        self._show(shown.text, shown.ghost)
        self._end_if_drained()

    def cancel(self) -> None:
        """Forget the turn; nothing more is shown."""
        self._timer.stop()
        self._buffer = PaceBuffer()

    @Slot()
    def _frame(self) -> None:
        self._shown_at = time.perf_counter()
        shown = self._buffer.take(self._shown_at)
        self._show(shown.text, shown.ghost)
        if self._buffer.pending:
            self._timer.start(FRAME_MS)
        self._end_if_drained()

    def _show(self, text: str, ghost: str) -> None:
        if text or ghost != self._shown_ghost:
            self._shown_ghost = ghost
            self.grew.emit(text, ghost)

    def _end_if_drained(self) -> None:
        if self._finished and not self._buffer.pending:
            self._finished = False
            self._timer.stop()
            self.drained.emit()


def _step(event: DraftVerified) -> Step:
    accepted = "".join(p.text for p in event.pieces if p.origin is Origin.ACCEPTED)
    text = "".join(piece.text for piece in event.pieces)
    return Step(accepted + "".join(event.rejected), text, max(1, event.emitted_tokens))
