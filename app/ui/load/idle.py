"""Unloads a pair that nobody has asked anything for a while."""

from PySide6.QtCore import QObject, QTimer, Slot

from app.ui.chat.controller import ChatController
from app.ui.measuring import Measuring
from app.ui.pair_controller import PairController

MINUTE_MS = 60_000


class IdleUnload(QObject):
    """Counts from the last answer, measurement or load, as long as the pair's options say."""

    def __init__(
        self,
        pairs: PairController,
        chat: ChatController,
        measuring: Measuring,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._pairs, self._chat, self._measuring = pairs, chat, measuring
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.timeout.connect(self._unload)
        for happened in (
            pairs.state_changed,
            chat.busy_changed,
            measuring.began,
            measuring.ended,
        ):
            happened.connect(self.restart)

    @Slot()
    def restart(self) -> None:
        """Count from now on, if there is something to unload and nothing under way."""
        self.timer.stop()
        info = self._pairs.info
        if info is None or self._busy:
            return
        minutes = self._pairs.options.of(info.spec.target, info.spec.drafter).idle_minutes
        if minutes:
            self.timer.start(minutes * MINUTE_MS)

    @property
    def _busy(self) -> bool:
        return self._chat.busy or self._measuring.active

    @Slot()
    def _unload(self) -> None:
        if not self._busy:
            self._pairs.unload_idle()
