"""The planning thread: what a load would take, as sliders move; the newest question counts."""

import logging
import traceback
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, QThread, Signal, Slot

from app.core.devices import Device
from app.workers.load_planning import LoadAnswer, LoadPlanner, LoadQuestion

log = logging.getLogger(__name__)

STOP_MS = 35_000
"""Longer than looking for devices may take."""


class PlanWorker(QObject):
    """Answers questions in order; lives on the planning thread.

    Signals:
        planned(LoadAnswer): of a question that nobody took back; maybe a second time, with offers.
        crashed(str): a report of a bug met on the way.
    """

    planned = Signal(object)
    crashed = Signal(str)

    def __init__(self, probe: Callable[[], tuple[Device, ...]]) -> None:
        super().__init__()
        self._planner = LoadPlanner(probe)

    @Slot(object)
    def plan(self, question: LoadQuestion) -> None:
        """Answer this, unless a newer one was asked meanwhile."""
        if question.cancel.is_set():
            return
        try:
            for answer in self._planner.answers(question):
                self.planned.emit(answer)
        except Exception:  # noqa: BLE001 - the worker's edge
            trace = traceback.format_exc()
            log.error("planning thread: %s", trace)
            self.crashed.emit(trace)
            title = QCoreApplication.translate("PlanWorker", "What this would take is not known.")
            self.planned.emit(LoadAnswer(question, title=title))


class LoadPlans(QObject):
    """Owns the planning thread, started with the first question; the GUI thread's handle on it.

    Signals: the worker's, delivered on the GUI thread, answers to older questions dropped.
    """

    planned = Signal(object)
    crashed = Signal(str)
    _requested = Signal(object)

    def __init__(
        self, probe: Callable[[], tuple[Device, ...]], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._newest: LoadQuestion | None = None
        self._thread = QThread(self)
        self._thread.setObjectName("load plans")
        self._worker = PlanWorker(probe)
        self._worker.moveToThread(self._thread)
        self._requested.connect(self._worker.plan)
        self._worker.planned.connect(self._take)
        self._worker.crashed.connect(self.crashed)

    def ask(self, question: LoadQuestion) -> None:
        """Ask this; what was asked before is taken back."""
        self.forget()
        if not self._thread.isRunning():
            self._thread.start()
        self._newest = question
        self._requested.emit(question)

    def forget(self) -> None:
        """Wait for no answer any more."""
        if self._newest is not None:
            self._newest.cancel.set()
        self._newest = None

    @Slot(object)
    def _take(self, answer: LoadAnswer) -> None:
        if answer.question is self._newest:
            self.planned.emit(answer)

    def shutdown(self) -> None:
        """End the thread after the question in hand."""
        self.forget()
        self._thread.quit()
        self._thread.wait(STOP_MS)
