"""One answer round by round: what every picture of it is drawn from, live, replayed or reopened."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from app.core.events import (
    DraftVerified,
    GenerateRequest,
    GenerationFinished,
    PromptEvaluated,
    TurnEvent,
)
from app.core.pairs import PairInfo


@dataclass(frozen=True, slots=True)
class Trace:
    """What was asked of which pair, and everything that came.

    Attributes:
        started: when, local time, ISO 8601 with its offset.
        request: as it was asked.
        prompt: its reading, None if the answer ended before that.
        rounds: in order.
        finished: how it ended; None for an answer that failed or is still running.
    """

    started: str
    info: PairInfo
    request: GenerateRequest
    prompt: PromptEvaluated | None = None
    rounds: tuple[DraftVerified, ...] = ()
    finished: GenerationFinished | None = None

    @property
    def text(self) -> str:
        """The answer as far as it came."""
        if self.finished is not None:
            return self.finished.text
        return "".join(piece.text for one in self.rounds for piece in one.pieces)


@dataclass
class TraceRecorder:
    """Collects the events of one turn; those of others pass by."""

    started: str
    info: PairInfo
    request: GenerateRequest
    _prompt: PromptEvaluated | None = None
    _rounds: list[DraftVerified] = field(default_factory=list[DraftVerified])
    _finished: GenerationFinished | None = None

    def take(self, events: Iterable[TurnEvent]) -> None:
        """Keep what belongs to the turn."""
        for event in events:
            if event.turn_id != self.request.turn_id:
                continue
            match event:
                case DraftVerified():
                    self._rounds.append(event)
                case PromptEvaluated():
                    self._prompt = event
                case GenerationFinished():
                    self._finished = event
                case _:
                    pass

    def trace(self) -> Trace:
        """Return what came so far."""
        return Trace(
            self.started,
            self.info,
            self.request,
            self._prompt,
            tuple(self._rounds),
            self._finished,
        )
