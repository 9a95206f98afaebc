"""One running turn: its request goes to the engine, what comes fills an entry."""

import logging
from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal, Slot

from app.core.conversations import Turn
from app.core.events import (
    DraftVerified,
    GenerateRequest,
    GenerationFailed,
    GenerationFinished,
    PromptEvaluated,
    TurnEvent,
)
from app.core.sampling import SamplingSettings
from app.ui.chat.conversation import Entry, EntryState
from app.ui.chat.turn_display import TurnDisplay
from app.ui.wording import answer_note
from app.workers.inference import Inference

log = logging.getLogger(__name__)


class TurnRunner(QObject):
    """Runs at most one turn.

    Attributes:
        received: all that the engine wrote of the answer so far; may be ahead of what is shown.

    Signals:
        grew(str, str): settled text and the draft in flight behind it.
        ended(Entry): the answer is complete, stopped or failed, and all of it is shown.
        turn_events(tuple[TurnEvent, ...]): the running turn's, stale ones dropped.
        failed(GenerationFailed): the running turn ended in an error.
    """

    grew = Signal(str, str)
    ended = Signal(object)
    turn_events = Signal(object)
    failed = Signal(object)

    def __init__(self, runner: Inference, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._answer: Entry | None = None
        self._request: GenerateRequest | None = None
        self._begun = ""
        self._full_text: str | None = None
        self.received = ""
        self._display = TurnDisplay(self)
        self._display.grew.connect(self._grow)
        self._display.drained.connect(self._end)
        runner.turn_events.connect(self._take)

    @property
    def answer(self) -> Entry | None:
        """The answer under way, None between turns."""
        return self._answer

    @property
    def paced(self) -> bool:
        """Whether the running answer is shown at reading speed."""
        return self._display.paced

    def prepare(self, answer: Entry, pace: int) -> None:
        """Take the answer that the next request is for; what comes is put behind its text.

        It is shown at `pace` tokens a second, 0 as fast as they come.
        """
        self._answer = answer
        self._begun = self.received = answer.text
        self._display.start(pace)

    def start(self, request: GenerateRequest) -> None:
        """Send the request."""
        self._request = request
        self._runner.generate(request)

    def stop(self) -> None:
        """End the answer: what the engine made so far is shown at once."""
        self._cancel()
        if self._answer is not None:
            self._display.flush()

    def abandon(self) -> Entry | None:
        """End the answer and show no more of it; return it as it stands, None if none ran."""
        self._cancel()
        answer, self._answer = self._answer, None
        if answer is not None and answer.open:
            answer.text, answer.state = self.received, EntryState.STOPPED
            answer.note = self.tr("Stopped.")
        self._display.cancel()
        self._request = self._full_text = None
        return answer

    def _cancel(self) -> None:
        if self._request is not None and self._request.cancel is not None:
            self._request.cancel.set()

    @Slot(object)
    def _take(self, batch: tuple[TurnEvent, ...]) -> None:
        request, answer = self._request, self._answer
        if request is None or answer is None:
            return
        events = tuple(event for event in batch if event.turn_id == request.turn_id)
        if not events:
            return
        self._record(answer, request, events)
        self._display.feed(events)
        self.turn_events.emit(events)
        match events[-1]:
            case GenerationFinished() as finished:
                self._finish(answer, request, finished)
            case GenerationFailed() as failure:
                self._fail(answer, failure)

    def _record(self, answer: Entry, request: GenerateRequest, events: Sequence[TurnEvent]) -> None:
        """Keep what was written and where its tokens came from."""
        for event in events:
            match event:
                case DraftVerified():
                    self.received += "".join(piece.text for piece in event.pieces)
                    answer.tokens.add(event)
                case PromptEvaluated():
                    answer.tokens.rule = request.rule(event.method)
                    answer.tokens.greedy = request.sampling.greedy
                    answer.turn = Turn(
                        method=event.method.value,
                        thinking=event.thinking,
                        left_out=event.left_out,
                    )
                case _:
                    pass

    def _finish(
        self, answer: Entry, request: GenerateRequest, finished: GenerationFinished
    ) -> None:
        cancelled = finished.finish_reason == "cancelled"
        answer.state = EntryState.STOPPED if cancelled else EntryState.DONE
        answer.note = answer_note(finished)
        answer.turn = Turn(
            method=finished.method.value,
            settings=named(request.sampling),
            statistics=finished.statistics,
            thinking=finished.thinking,
            thinking_seconds=finished.thinking_seconds,
            left_out=finished.left_out,
        )
        self._request = None
        self._full_text = self._begun + finished.text
        self._display.finish()
        if cancelled:
            self._display.flush()

    def _fail(self, answer: Entry, failure: GenerationFailed) -> None:
        log.warning("turn failed: %s", failure.title)
        answer.state = EntryState.FAILED
        died = self.tr("Incomplete: the engine stopped.")
        answer.note = died if failure.engine_died else failure.title
        self._request = None
        self._full_text = None
        self._display.finish()
        self._display.flush()
        self.failed.emit(failure)

    @Slot(str, str)
    def _grow(self, text: str, ghost: str) -> None:
        if self._answer is None:
            return
        if self._answer.state is EntryState.WAITING:
            self._answer.state = EntryState.STREAMING
        self._answer.text += text
        self.grew.emit(text, ghost)

    @Slot()
    def _end(self) -> None:
        answer, self._answer = self._answer, None
        if answer is None:
            return
        if self._full_text is not None:
            answer.text = self._full_text
            self._full_text = None
        self.ended.emit(answer)


def named(sampling: SamplingSettings) -> tuple[tuple[str, float], ...]:
    """Return the sampling that an answer was made with, as (name, value)."""
    return (
        ("temperature", sampling.temperature),
        ("top_k", float(sampling.top_k)),
        ("top_p", sampling.top_p),
        ("min_p", sampling.min_p),
        ("repeat_penalty", sampling.repeat_penalty),
        ("frequency_penalty", sampling.frequency_penalty),
        ("presence_penalty", sampling.presence_penalty),
        ("penalty_last_n", float(sampling.penalty_last_n)),
    )
