"""One answer round by round: what every picture of it is drawn from, live, replayed or reopened."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from app.core.events import (
    DraftVerified,
    GenerateRequest,
    GenerationFinished,
    PromptEvaluated,
    TurnEvent,
)
from app.core.machine import Machine
from app.core.packed_rounds import PackedRounds
from app.core.pairs import PairInfo

MAX_ROUNDS = 20_000
MAX_TOKENS = 200_000
"""A recorder keeps no more than this, draft tokens and emitted ones counted together."""


@dataclass(frozen=True, slots=True)
class Trace:
    """What was asked of which pair, and everything that came.

    Attributes:
        started: when, local time, ISO 8601 with its offset.
        request: as it was asked.
        prompt: its reading, None if the answer ended before that.
        rounds: in order.
        finished: how it ended; None for an answer that failed or is still running.
        cut: whether the answer had more rounds than are kept.
        machine: what it was made on and with, if that is known.
    """

    started: str
    info: PairInfo
    request: GenerateRequest
    prompt: PromptEvaluated | None = None
    rounds: tuple[DraftVerified, ...] = ()
    finished: GenerationFinished | None = None
    cut: bool = False
    machine: Machine | None = None

    @property
    def text(self) -> str:
        """The answer as far as it came."""
        return self.finished.text if self.finished is not None else self.rounds_text

    @property
    def rounds_text(self) -> str:
        """The text of the rounds kept: what a stop string held back to the end is not in it."""
        return "".join(piece.text for one in self.rounds for piece in one.pieces)

    @property
    def explained(self) -> bool:
        """Whether every draft token has its verdict."""
        told = all(one.verdicts or not one.draft_tokens for one in self.rounds)
        return self.request.explain and told

    @property
    def tokens_per_second(self) -> float | None:
        """As measured: emitted tokens per second of decoding; None before the first round."""
        if self.finished is not None:
            return self.finished.statistics.tokens_per_second
        seconds = self.rounds[-1].elapsed_seconds if self.rounds else 0.0
        return sum(one.emitted_tokens for one in self.rounds) / seconds if seconds > 0 else None


@dataclass
class TraceRecorder:
    """Collects the events of one turn, MAX_ROUNDS and MAX_TOKENS at most; others pass by."""

    started: str
    info: PairInfo
    request: GenerateRequest
    machine: Machine | None = None
    _prompt: PromptEvaluated | None = None
    _rounds: PackedRounds = field(default_factory=PackedRounds)
    _finished: GenerationFinished | None = None
    _tokens: int = 0
    _cut: bool = False

    def take(self, events: Iterable[TurnEvent]) -> None:
        """Keep what belongs to the turn."""
        for event in events:
            if event.turn_id != self.request.turn_id:
                continue
            match event:
                case DraftVerified():
                    self._keep(event)
                case PromptEvaluated():
                    self._prompt = event
                case GenerationFinished():
                    self._finished = event
                case _:
                    pass

    def _keep(self, one: DraftVerified) -> None:
        self._tokens += one.draft_tokens + len(one.pieces)
        full = len(self._rounds) >= MAX_ROUNDS or self._tokens > MAX_TOKENS
        self._cut = self._cut or full
        if not self._cut:
            self._rounds.append(one)

    @property
    def empty(self) -> bool:
        """Whether no round came yet."""
        return not self._rounds

    def trace(self) -> Trace:
        """Return what came so far."""
        return Trace(
            self.started,
            self.info,
            self.request,
            self._prompt,
            tuple(self._rounds),
            self._finished,
            self._cut,
            self.machine,
        )


def started_now() -> str:
    """Return the local time with its offset, as Trace.started."""
    return datetime.now().astimezone().isoformat(timespec="seconds")
