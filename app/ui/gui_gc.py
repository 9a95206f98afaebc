"""Garbage collection on the GUI thread only.

A worker that happens to collect a dead QObject with an active timer crashes the process, so the
automatic collector is off and a timer of the GUI thread does its work.
"""

import gc

from PySide6.QtCore import QObject, Qt, QTimer, Slot

INTERVAL_MS = 2_000
"""Often enough for what a chat allocates; a check of the counters costs about a microsecond."""


class GuiGarbageCollector(QObject):
    """Replaces the automatic collector while it exists; `stop` brings it back."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thresholds = gc.get_threshold()
        self._settled = False
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._timer.timeout.connect(self.collect)
        self._timer.start(INTERVAL_MS)

    @Slot()
    def collect(self) -> None:
        """Collect the oldest generation that is due."""
        if not self._settled:
            self._settled = True
            gc.freeze()  # what start-up made stays; scanning it each time would cost frames
        counts = gc.get_count()
        for generation in (2, 1, 0):
            if counts[generation] > self._thresholds[generation]:
                gc.collect(generation)
                return

    def stop(self) -> None:
        """Give collection back to the interpreter."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()
