"""Runs a replay: by its own clock while playing, by hand otherwise."""

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from app.core.trace import Trace
from app.core.trace_playback import Pace, Timeline
from app.core.trace_runs import Stand

FRAME_MS = 33
"""Pictures are never closer than this: what is faster is not seen."""


class Player(QObject):
    """Where a replay stands, and at which pace it goes on.

    Signals:
        moved(Stand): this is shown now.
        playing_changed(bool): it began or stopped to go on by itself.
    """

    moved = Signal(object)
    playing_changed = Signal(bool)

    def __init__(
        self,
        trace: Trace,
        pace: Pace,
        parent: QObject | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._trace, self._clock = trace, clock
        self._timeline = Timeline(trace, pace)
        self.pace = pace
        self.stand = Stand(0)
        self._started = 0.0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)

    @property
    def rounds(self) -> int:
        """How many there are."""
        return len(self._trace.rounds)

    @property
    def playing(self) -> bool:
        """Whether it goes on by itself."""
        return self._timer.isActive()

    @Slot()
    def toggle(self) -> None:
        """Play or pause; at the end, play from the beginning."""
        if self.playing:
            self.pause()
        elif self.rounds:
            self._show(Stand(0) if self.stand == Stand(self.rounds) else self.stand)
            self._start()
            self.playing_changed.emit(True)

    @Slot()
    def pause(self) -> None:
        """Stay where it is."""
        if self.playing:
            self._timer.stop()
            self.playing_changed.emit(False)

    def set_pace(self, pace: Pace) -> None:
        """Go on at this pace from where it stands."""
        self.pace = pace
        self._timeline = Timeline(self._trace, pace)
        if self.playing:
            self._start()

    def go(self, rounds: int) -> None:
        """Show this many rounds, and stay there."""
        self.pause()
        self._show(Stand(max(0, min(self.rounds, rounds))))

    def step(self, rounds: int) -> None:
        """Go so many rounds on, or back."""
        back_from_draft = self.stand.drafting and rounds < 0
        self.go(self.stand.rounds + rounds + back_from_draft)

    def _start(self) -> None:
        self._started = self._clock() - self._timeline.moment_of(self.stand)
        self._wait()

    def _wait(self) -> None:
        now = self._clock() - self._started
        change = self._timeline.next_change(now)
        self._timer.start(0 if change is None else max(FRAME_MS, round(1000 * (change - now))))

    @Slot()
    def _tick(self) -> None:
        self._show(self._timeline.at(self._clock() - self._started))
        if self.stand == Stand(self.rounds):
            self.playing_changed.emit(False)
        else:
            self._wait()

    def _show(self, stand: Stand) -> None:
        if stand != self.stand:
            self.stand = stand
            self.moved.emit(stand)
