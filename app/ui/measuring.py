"""One measurement at a time, with the machine to itself: the chat waits until it is over."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from app.core import learnt
from app.core.depth_learnt import LearntDepth
from app.core.learnt import LearntKey
from app.engine.engine import Engine
from app.ui.chat.controller import ChatController
from app.ui.pair_controller import Loading, PairController, PairState
from app.workers.inference import Inference
from app.workers.measurement import Measurement, MeasurementEnded, MeasurementStep


class Measuring(QObject):
    """Runs what the race, the tuner and the like measure, and keeps what that teaches.

    Signals:
        began(str): what is measured, in words.
        stepped(object): what the measurement yielded.
        ended(MeasurementEnded): complete, cancelled, or failed in words.
    """

    began = Signal(str)
    stepped = Signal(object)
    ended = Signal(object)

    def __init__(
        self,
        inference: Inference,
        chat: ChatController,
        pairs: PairController,
        learnt_file: Path,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._inference, self._chat, self._pairs = inference, chat, pairs
        self._learnt_file = learnt_file
        self._running: Measurement | None = None
        inference.measured.connect(self._take)
        pairs.state_changed.connect(self._make_way)

    @property
    def active(self) -> bool:
        """Whether something is being measured."""
        return self._running is not None

    @property
    def obstacle(self) -> str:
        """Why nothing can be measured now, "" if it can."""
        if self.active:
            return self.tr("Something else is being measured.")
        if self._chat.busy:
            return self.tr("An answer is under way: stop it, or wait for its end.")
        if self._pairs.info is None:
            return self.tr("No model is loaded: open one first.")
        return ""

    def start(
        self, what: str, steps: Callable[[Engine, threading.Event], Iterator[object]]
    ) -> bool:
        """Measure, unless there is an `obstacle`; return whether it began.

        `steps` gets the engine and the event that cancels (see Measurement).
        """
        if self.obstacle:
            return False
        cancel = threading.Event()
        self._running = Measurement(lambda engine: steps(engine, cancel), cancel)
        self._chat.hold(True)
        self.began.emit(what)
        self._inference.measure(self._running)
        return True

    def teach(self, key: LearntKey, value: LearntDepth) -> None:
        """Keep what was measured for the depth controller. Raises OSError."""
        learnt.remember(self._learnt_file, key, value)

    @Slot()
    def cancel(self) -> None:
        """Give up what is being measured."""
        if self._running is not None:
            self._running.cancel.set()

    @Slot(object)
    def _take(self, event: MeasurementStep | MeasurementEnded) -> None:
        if event.measurement is not self._running:
            return
        if isinstance(event, MeasurementStep):
            self.stepped.emit(event.value)
            return
        self._running = None
        self._chat.hold(False)
        self.ended.emit(event)

    @Slot(object)
    def _make_way(self, state: PairState) -> None:
        """Another pair was asked for: what is measured would be of the one before."""
        if isinstance(state, Loading):
            self.cancel()
