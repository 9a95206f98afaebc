"""Measures how smoothly the window runs: lateness of a 5 ms timer, length of single events."""

import time
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Slot

PERIOD_MS = 5


def summary(milliseconds: Sequence[float]) -> dict[str, float | int]:
    """Return count, median, 95th and 99th percentile and maximum."""
    ordered = sorted(milliseconds)
    if not ordered:
        return {"count": 0, "p50": 0.0, "p95": 0.0, "p99": 0.0, "max": 0.0}
    last = len(ordered) - 1
    picked = {f"p{p}": round(ordered[round(last * p / 100)], 3) for p in (50, 95, 99)}
    return {"count": len(ordered), **picked, "max": round(ordered[-1], 3)}


class GapProbe(QObject):
    """Ticks every 5 ms while it runs and notes how late each tick came."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.late_ms: list[float] = []
        self._then = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(PERIOD_MS)
        self._timer.timeout.connect(self._tick)

    def start(self) -> None:
        """Begin to measure."""
        self._then = time.perf_counter()
        self._timer.start()

    def stop(self) -> None:
        """Measure no more."""
        self._timer.stop()

    @Slot()
    def _tick(self) -> None:
        now = time.perf_counter()
        self.late_ms.append(max(0.0, 1000 * (now - self._then) - PERIOD_MS))
        self._then = now


class EventProbe(QObject):
    """Notes how long events of one kind take in the objects it watches.

    Attributes:
        milliseconds: of each, by the clock on the wall.
        cpu_seconds: what all of them took of a core.
    """

    def __init__(self, kind: QEvent.Type, *watched: QObject) -> None:
        super().__init__(watched[0])
        self.milliseconds: list[float] = []
        self.cpu_seconds = 0.0
        self.measuring = False
        self._kind = kind
        self._inside = False
        for one in watched:
            one.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Run the event here, between two looks at the clocks."""
        if event.type() != self._kind or self._inside or not self.measuring:
            return False
        self._inside = True
        started, cpu = time.perf_counter(), time.thread_time()
        QCoreApplication.sendEvent(watched, event)
        self.cpu_seconds += time.thread_time() - cpu
        self.milliseconds.append(1000 * (time.perf_counter() - started))
        self._inside = False
        return True
