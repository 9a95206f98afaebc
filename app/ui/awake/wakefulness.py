"""Keeps the system awake while an answer or a download is under way."""

from PySide6.QtCore import QObject, QTimer, Slot

from app.ui.awake.blocks import SleepBlock
from app.ui.chat.controller import ChatController
from app.ui.library.downloads.controller import DownloadsController

PATIENCE_MS = 20_000
"""No system falls asleep sooner after a key was pressed; most answers are over by then."""


class Wakefulness(QObject):
    """Holds a block while there is a reason to."""

    def __init__(
        self,
        block: SleepBlock,
        chat: ChatController,
        downloads: DownloadsController,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._block, self._chat, self._downloads = block, chat, downloads
        self._held = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PATIENCE_MS)
        self._timer.timeout.connect(self._hold)

        chat.busy_changed.connect(self._look)
        downloads.changed.connect(self._look)

    def _is_wanted(self) -> bool:
        queue = self._downloads
        states = (queue.state(job.job_id) for job in queue.jobs)
        return self._chat.busy or any(state is not None and state.is_active for state in states)

    @Slot()
    def _look(self) -> None:
        if not self._is_wanted():
            self.release()
        elif not (self._held or self._timer.isActive()):
            self._timer.start()

    @Slot()
    def _hold(self) -> None:
        self._held = True
        self._block.hold()

    def release(self) -> None:
        """Let the system sleep."""
        self._timer.stop()
        if self._held:
            self._held = False
            self._block.release()
