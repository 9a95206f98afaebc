"""Ctrl+C in the terminal, and a polite kill, reach the window at once and end it in good order."""

import signal
import socket
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier, Signal, Slot

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Interrupts(QObject):
    """Listens while it exists; `stop` gives the signals back.

    Python runs a signal's handler between two of its own instructions, and an idle window runs
    none; so the signal also writes to a socket that Qt watches (signal.set_wakeup_fd).

    Signals:
        asked(): someone wants the program to end.
    """

    asked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._watched, self._written = socket.socketpair()
        for end in (self._watched, self._written):
            end.setblocking(False)
        self._notifier = QSocketNotifier(self._watched.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._drain)
        self._wakeup = signal.set_wakeup_fd(self._written.fileno(), warn_on_full_buffer=False)
        self._handlers = {number: signal.signal(number, self._take) for number in _SIGNALS}

    def _take(self, number: int, frame: FrameType | None) -> None:
        del number, frame
        self.asked.emit()

    @Slot()
    def _drain(self) -> None:
        """Empty the socket; the handler has run by the time this does."""
        self._watched.recv(64)

    def stop(self) -> None:
        """Listen no more."""
        for number, handler in self._handlers.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(self._wakeup)
        self._notifier.setEnabled(False)
        self._watched.close()
        self._written.close()
