"""Two finished answers on one clock, at the pace that was measured or slowed down to read along."""

from bisect import bisect_right
from dataclasses import dataclass

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal, Slot

from app.core.race import RaceResult
from app.core.trace import Trace

FRAME_MS = 33
READING_SECONDS = 12.0
"""A replay that would be over sooner can be slowed down to about this."""


@dataclass(frozen=True, slots=True)
class Moment:
    """How far a lane is: rounds done, tokens emitted; `over` when all are."""

    rounds: int
    tokens: int
    over: bool


class Course:
    """When each round of an answer was done."""

    def __init__(self, trace: Trace) -> None:
        self._times = [one.elapsed_seconds for one in trace.rounds]
        self._tokens = [0]
        for one in trace.rounds:
            self._tokens.append(self._tokens[-1] + one.emitted_tokens)

    @property
    def seconds(self) -> float:
        """When the last round was done."""
        return self._times[-1] if self._times else 0.0

    def at(self, seconds: float) -> Moment:
        """Return how far the answer was after so many seconds of decoding."""
        rounds = bisect_right(self._times, seconds)
        return Moment(rounds, self._tokens[rounds], rounds == len(self._times))


def paces(result: RaceResult) -> tuple[float, ...]:
    """Return how fast a replay can be: 1 is as measured, then slower ones."""
    longest = max(result.middle_lap(entrant).seconds for entrant in (0, 1))
    slow = longest / READING_SECONDS
    return (1.0, 0.25, slow) if 0 < slow < 0.25 else (1.0, 0.25)


class Replay(QObject):
    """Runs the clock.

    Signals:
        moved(float, tuple[Moment, Moment]): race seconds, and how far each lane is.
        ended(): both are over.
    """

    moved = Signal(float, object)
    ended = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._courses: tuple[Course, Course] | None = None
        self._pace = 1.0
        self._clock = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setInterval(FRAME_MS)
        self._timer.timeout.connect(self._move)

    @property
    def running(self) -> bool:
        """Whether the clock runs."""
        return self._timer.isActive()

    def start(self, result: RaceResult, pace: float) -> None:
        """Show the laps of median speed from their beginning."""
        first, second = (Course(result.middle_lap(entrant).trace) for entrant in (0, 1))
        self._courses, self._pace = (first, second), pace
        self._clock.start()
        self._timer.start()
        self._move()

    @Slot()
    def finish(self) -> None:
        """Show the end at once."""
        if self._courses is None:
            return
        self._timer.stop()
        seconds = max(course.seconds for course in self._courses)
        self._show(seconds)
        self.ended.emit()

    @Slot()
    def stop(self) -> None:
        """Stop the clock where it is."""
        self._timer.stop()

    @Slot()
    def _move(self) -> None:
        seconds = self._clock.nsecsElapsed() / 1e9 * self._pace
        if self._show(seconds):
            self._timer.stop()
            self.ended.emit()

    def _show(self, seconds: float) -> bool:
        if self._courses is None:
            return True
        moments = tuple(course.at(seconds) for course in self._courses)
        self.moved.emit(seconds, moments)
        return all(moment.over for moment in moments)
