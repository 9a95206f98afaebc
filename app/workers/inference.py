"""The inference thread: drives an engine and passes its events on."""

import logging
import threading
import traceback
from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, QThread, Signal, Slot

from app.core.errors import AppError
from app.core.events import (
    CountRequest,
    GenerateRequest,
    GenerationFailed,
    PairLoadFailed,
    TokensCounted,
)
from app.core.pairs import PairSpec
from app.engine.engine import Engine
from app.workers.measurement import Measurement, MeasurementEnded, MeasurementStep

log = logging.getLogger(__name__)

STOP_MS = 15_000
"""How long closing waits for the engine; it answers Stop within a fraction of a second."""


class InferenceWorker(QObject):
    """Runs one engine; lives on the inference thread, where its engine is made on first use.

    Signals:
        load_event(LoadEvent): progress, success or failure of a load.
        turn_events(tuple[TurnEvent, ...]): one batch of a turn, in order.
        counted(TokensCounted): of a CountRequest; none comes where nothing can count.
        measured(MeasurementStep | MeasurementEnded): how a measurement goes.
        unloaded(): the pair's memory is free again.
        crashed(str): a report of a bug that ended a load or a turn.
    """

    load_event = Signal(object)
    turn_events = Signal(object)
    counted = Signal(object)
    measured = Signal(object)
    unloaded = Signal()
    crashed = Signal(str)

    def __init__(self, engine_factory: Callable[[], Engine]) -> None:
        super().__init__()
        self._factory = engine_factory
        self._made: Engine | None = None

    def _engine(self) -> Engine:
        if self._made is None:
            self._made = self._factory()
        return self._made

    @Slot(object)
    def load(self, spec: PairSpec) -> None:
        """Replace the loaded pair."""
        try:
            for event in self._engine().load(spec):
                self.load_event.emit(event)
        except AppError as problem:
            self.load_event.emit(PairLoadFailed(problem.title, problem.hint))
        except Exception:  # noqa: BLE001 - the worker's edge
            title, hint = self._report_bug()
            self.load_event.emit(PairLoadFailed(title, hint))

    @Slot()
    def unload(self) -> None:
        """Give the loaded pair's memory back; the next load starts anew."""
        try:
            if self._made is not None:
                self._made.close()
        except Exception:  # noqa: BLE001 - the worker's edge
            self._report_bug()
        self.unloaded.emit()

    @Slot(object)
    def generate(self, request: GenerateRequest) -> None:
        """Answer one turn."""
        try:
            for batch in self._engine().stream(request):
                self.turn_events.emit(batch)
        except AppError as problem:
            failed = GenerationFailed(request.turn_id, problem.title, problem.hint)
            self.turn_events.emit((failed,))
        except Exception:  # noqa: BLE001 - the worker's edge
            title, hint = self._report_bug()
            self.turn_events.emit((GenerationFailed(request.turn_id, title, hint),))

    @Slot(object)
    def count(self, request: CountRequest) -> None:
        """Count tokens."""
        try:
            counts = self._engine().count(request.texts)
        except AppError as problem:
            log.info("tokens were not counted: %s", problem)
        except Exception:  # noqa: BLE001 - the worker's edge
            self._report_bug()
        else:
            self.counted.emit(TokensCounted(request.tag, counts))

    @Slot(object)
    def measure(self, measurement: Measurement) -> None:
        """Run a measurement to its end."""
        ended = MeasurementEnded(measurement)
        try:
            for value in measurement.steps(self._engine()):
                self.measured.emit(MeasurementStep(measurement, value))
        except AppError as problem:
            ended = MeasurementEnded(measurement, problem.title, problem.hint)
        except Exception:  # noqa: BLE001 - the worker's edge
            ended = MeasurementEnded(measurement, *self._report_bug())
        self.measured.emit(ended)

    @Slot()
    def close(self) -> None:
        """Unload, and end this thread's event loop."""
        try:
            if self._made is not None:
                self._made.close()
        except Exception:  # noqa: BLE001 - the worker's edge
            self._report_bug()
        QThread.currentThread().quit()

    def _report_bug(self) -> tuple[str, str]:
        report = traceback.format_exc()
        log.error("inference thread: %s", report)
        self.crashed.emit(report)
        return (
            QCoreApplication.translate("InferenceWorker", "Something went wrong inside Foretoken."),
            QCoreApplication.translate("InferenceWorker", "The report says where; try again."),
        )


class Inference(QObject):
    """Owns the inference thread; the GUI thread's handle on it.

    Signals: the worker's, delivered on the GUI thread.
    """

    load_event = Signal(object)
    turn_events = Signal(object)
    counted = Signal(object)
    measured = Signal(object)
    unloaded = Signal()
    crashed = Signal(str)
    _load_requested = Signal(object)
    _unload_requested = Signal()
    _generate_requested = Signal(object)
    _count_requested = Signal(object)
    _measure_requested = Signal(object)
    _close_requested = Signal()

    def __init__(self, engine_factory: Callable[[], Engine], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cancels: deque[threading.Event] = deque(maxlen=64)
        self._thread = QThread(self)
        self._thread.setObjectName("inference")
        self._worker = InferenceWorker(engine_factory)
        self._worker.moveToThread(self._thread)
        self._load_requested.connect(self._worker.load)
        self._unload_requested.connect(self._worker.unload)
        self._worker.unloaded.connect(self.unloaded)
        self._generate_requested.connect(self._worker.generate)
        self._count_requested.connect(self._worker.count)
        self._measure_requested.connect(self._worker.measure)
        self._close_requested.connect(self._worker.close)
        self._worker.load_event.connect(self.load_event)
        self._worker.turn_events.connect(self.turn_events)
        self._worker.counted.connect(self.counted)
        self._worker.measured.connect(self.measured)
        self._worker.crashed.connect(self.crashed)
        self._thread.start()

    def load(self, spec: PairSpec) -> None:
        """Queue a load behind what the engine is doing."""
        self._remember(spec.cancel)
        self._load_requested.emit(spec)

    def unload(self) -> None:
        """Queue giving the memory back behind what the engine is doing."""
        self._unload_requested.emit()

    def generate(self, request: GenerateRequest) -> None:
        """Queue a turn behind what the engine is doing."""
        self._remember(request.cancel)
        self._generate_requested.emit(request)

    def count(self, request: CountRequest) -> None:
        """Queue counting tokens behind what the engine is doing."""
        self._count_requested.emit(request)

    def measure(self, measurement: Measurement) -> None:
        """Queue a measurement behind what the engine is doing."""
        self._remember(measurement.cancel)
        self._measure_requested.emit(measurement)

    def _remember(self, cancel: threading.Event | None) -> None:
        if cancel is not None:
            self._cancels.append(cancel)

    def shutdown(self) -> bool:
        """Cancel everything, unload, and wait for the thread; True when it ended in time."""
        for cancel in self._cancels:
            cancel.set()
        self._cancels.clear()
        if self._thread.isRunning():
            self._close_requested.emit()
        ended = self._thread.wait(STOP_MS)
        if not ended:
            log.error("the inference thread did not end within %d ms", STOP_MS)
        return ended
