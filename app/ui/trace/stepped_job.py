"""Work in small steps between the event loop's turns, with progress and an end at any time."""

import time
from collections.abc import Generator

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.core.errors import AppError

TURN_SECONDS = 0.012
"""Of work at a time: the window stays as quick as ever."""


class SteppedJob(QObject):
    """Runs a generator of shares (0 to 1) that are done.

    Signals:
        progressed(float, float): share done, and estimated seconds left (negative: unknown yet).
        done(): it is complete.
        failed(str, str): title and hint of what went wrong.
    """

    progressed = Signal(float, float)
    done = Signal()
    failed = Signal(str, str)

    def __init__(self, steps: Generator[float], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._steps: Generator[float] | None = steps
        self._began = time.monotonic()
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._turn)
        self._timer.start()

    @Slot()
    def cancel(self) -> None:
        """Give up; whoever makes the steps removes what was begun."""
        self._timer.stop()
        steps, self._steps = self._steps, None
        if steps is not None:
            steps.close()

    @Slot()
    def _turn(self) -> None:
        self._timer.stop()  # whatever comes out of a step, it is not tried again
        end = time.monotonic() + TURN_SECONDS
        share = 0.0
        try:
            while self._steps is not None and time.monotonic() < end:
                share = next(self._steps)
        except StopIteration:
            self.done.emit()
            return
        except AppError as problem:
            self.failed.emit(problem.title, problem.hint)
            return
        spent = time.monotonic() - self._began
        self._timer.start()
        self.progressed.emit(share, spent / share - spent if share > 0 and spent > 0.5 else -1.0)
