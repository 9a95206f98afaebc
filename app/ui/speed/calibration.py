"""Measures plain decoding on request: a short answer to the same conversation, never shown."""

import dataclasses
import uuid
from threading import Event

from PySide6.QtCore import QObject, Signal, Slot

from app.core.baseline import FEWEST_ROUNDS
from app.core.events import (
    DraftVerified,
    GenerateRequest,
    GenerationFailed,
    GenerationFinished,
    TurnEvent,
)
from app.core.messages import Message
from app.core.pairs import Method
from app.workers.inference import Inference

MAX_TOKENS = 64
ENOUGH_SECONDS = 2.0
"""A slow model is stopped after this time, once the fewest rounds are there."""

QUESTION, GO_ON = "Tell me a story.", "Go on."
"""Asked where there is no conversation yet, and where there is one: its cache stays as it is."""


class Calibration(QObject):
    """Runs one plain answer at a time through the engine, while nobody else is answered.

    Signals:
        measured(tuple[TurnEvent, ...]): events of the running calibration.
        running_changed(bool): it began or ended.
        failed(str, str): title and hint of why it ended early.
    """

    measured = Signal(object)
    running_changed = Signal(bool)
    failed = Signal(str, str)

    def __init__(self, inference: Inference, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._inference = inference
        self._request: GenerateRequest | None = None
        self._rounds = 0
        inference.turn_events.connect(self._take)

    @property
    def running(self) -> bool:
        """Whether a calibration is under way."""
        return self._request is not None

    def start(self, like: GenerateRequest, messages: tuple[Message, ...]) -> None:
        """Go on with this conversation plainly, by the sampling of `like`."""
        if self.running:
            return
        sampling = dataclasses.replace(like.sampling, end_bias=float("-inf"))
        self._request = dataclasses.replace(
            like,
            turn_id=uuid.uuid4().hex,
            messages=(*messages, Message("user", GO_ON if messages else QUESTION)),
            max_tokens=MAX_TOKENS,
            sampling=sampling,
            method=Method.OFF,
            depth=None,
            lookup=False,
            explain=False,
            cancel=Event(),
        )
        self._rounds = 0
        self.running_changed.emit(True)
        self._inference.generate(self._request)

    @Slot()
    def cancel(self) -> None:
        """Give up: somebody wants an answer."""
        if self._request is not None and self._request.cancel is not None:
            self._request.cancel.set()

    @Slot(object)
    def _take(self, events: tuple[TurnEvent, ...]) -> None:
        request = self._request
        if request is None or events[-1].turn_id != request.turn_id:
            return
        self.measured.emit(events)
        rounds = [event for event in events if isinstance(event, DraftVerified)]
        self._rounds += len(rounds)
        enough = rounds and rounds[-1].elapsed_seconds > ENOUGH_SECONDS
        if enough and self._rounds > FEWEST_ROUNDS:
            self.cancel()
        match events[-1]:
            case GenerationFailed() as failure:
                self._end()
                self.failed.emit(failure.title, failure.hint)
            case GenerationFinished():
                self._end()

    def _end(self) -> None:
        self._request = None
        self.running_changed.emit(False)
