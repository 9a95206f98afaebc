"""One timer for everything live: a view a tick, only what changed and can be seen."""

from collections.abc import Iterable
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Slot
from PySide6.QtGui import QRegion

from app.core.events import FRAME_SECONDS
from app.ui.speed.history import SpeedHistory

TICK_MS = 40
"""25 ticks a second at most, shared by all views."""

REST_MS = round(1600 * FRAME_SECONDS)
"""From one tick to the next while nothing comes: longer than from message to message."""

SETTLE_MS = 20
"""The same once the answer is complete: nothing is slowed down any more."""


@runtime_checkable
class LiveView(Protocol):
    """Something that shows the running answer's figures."""

    def redraw(self, history: SpeedHistory) -> None:
        """Show the figures of now."""
        ...

    def visibleRegion(self) -> QRegion:  # noqa: N802 - QWidget's
        """What of it can be seen."""
        ...


class LiveTicker(QObject):
    """Redraws views in turn until each shows the history's newest version, then sleeps.

    While events come, ticks ride on them: what else they change is painted in the same repaint,
    and the event loop wakes up half as often.
    """

    def __init__(self, history: SpeedHistory, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._history = history
        self._views: list[LiveView] = []
        self._seen: list[int] = []
        self._held: list[LiveView] = []
        self._next = 0
        self._since = QElapsedTimer()
        self._since.start()
        self._timer = QTimer(self)
        self._timer.setInterval(REST_MS)
        self._timer.timeout.connect(self.tick)

    @property
    def active(self) -> bool:
        """Whether the timer runs."""
        return self._timer.isActive()

    def add(self, *views: LiveView) -> None:
        """Redraw these too from now on."""
        self._views += views
        self._seen += [-1] * len(views)
        self.wake()

    def hold(self, views: Iterable[LiveView]) -> None:
        """Leave only these as they are until told otherwise; whatever was held is let go."""
        self._held = list(views)
        self.wake()

    @Slot()
    def wake(self) -> None:
        """Something changed."""
        if not self._timer.isActive():
            self._timer.start()

    def ride(self) -> None:
        """Something changed, and the window is about to repaint anyway: tick if it is time."""
        if self._since.elapsed() >= TICK_MS:
            self._timer.start()
            self.tick()
        else:
            self.wake()

    @Slot()
    def tick(self) -> None:
        """Redraw the next view that is behind; stop when none is."""
        self._since.start()
        self._timer.setInterval(SETTLE_MS if self._history.finished else REST_MS)
        for offset in range(len(self._views)):
            index = (self._next + offset) % len(self._views)
            view = self._views[index]
            if self._seen[index] != self._history.version and self._is_wanted(view):
                self._seen[index] = self._history.version
                self._next = index + 1
                view.redraw(self._history)
                return
        self._timer.stop()

    def _is_wanted(self, view: LiveView) -> bool:
        return view not in self._held and not view.visibleRegion().isEmpty()
