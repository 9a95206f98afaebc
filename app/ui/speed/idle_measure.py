"""Measures plain decoding unasked, once somebody looks at an answer that cannot be compared."""

from PySide6.QtCore import QObject, QTimer, Slot

from app.ui.chat.controller import ChatController
from app.ui.speed.dock import SpeedDock
from app.ui.speed.history import SpeedHistory
from app.ui.speed.plain_speed import PlainSpeed

IDLE_MS = 1500
"""After an answer; whoever asks again in this time is not kept waiting."""


class IdleMeasure(QObject):
    """Waits for a quiet moment; the panel must be on the screen and something drafted."""

    def __init__(
        self,
        plain: PlainSpeed,
        chat: ChatController,
        history: SpeedHistory,
        dock: SpeedDock,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._plain, self._history, self._dock = plain, history, dock
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(IDLE_MS)
        self._timer.timeout.connect(self._look)
        chat.busy_changed.connect(self._wait)

    @Slot(bool)
    def _wait(self, busy: bool) -> None:
        if busy:
            self._timer.stop()
        else:
            self._timer.start()

    @Slot()
    def _look(self) -> None:
        history = self._history
        comparable = history.finished and history.statistics.draft_tokens > 0
        if comparable and history.baseline is None and self._dock.isVisible():
            self._plain.measure()
