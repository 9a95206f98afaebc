"""Runs a race on one engine: A B A B, nothing else beside it."""

import dataclasses
import threading
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from datetime import datetime

from app.core.errors import AppError, EngineDiedError, MeasurementCancelledError
from app.core.events import (
    DraftVerified,
    GenerateRequest,
    PairLoaded,
    PairLoadFailed,
    TurnEvent,
)
from app.core.pairs import PairInfo, PairSpec
from app.core.race import Fork, Lap, RacePlan, RaceResult, fork_of
from app.core.trace import Trace, TraceRecorder
from app.engine.engine import Engine
from app.engine.machine import this_machine
from app.engine.measured_turn import measured_turn

WARM_UP_TOKENS = 16


@dataclass(frozen=True, slots=True)
class RaceProgress:
    """How far a race is.

    Attributes:
        entrant: who runs, None while a pair is loaded. repeat: from 0; -1 is warming up.
        done, total: tokens of all laps, warm-ups included.
        events: what the running lap just yielded.
    """

    entrant: int | None
    repeat: int
    done: int
    total: int
    events: tuple[TurnEvent, ...] = ()


class RaceRunner:
    """Runs one plan. `loaded` is what the engine holds; it holds the same again at the end."""

    def __init__(
        self, engine: Engine, plan: RacePlan, cancel: threading.Event, loaded: PairInfo | None
    ) -> None:
        self._engine = engine
        self._plan = plan
        self._cancel = cancel
        self._home = self._loaded = loaded
        self._infos: dict[PairSpec, PairInfo] = {}
        self._done = 0
        self._total = 2 * (plan.repeats * plan.max_tokens + WARM_UP_TOKENS)
        self._laps: list[Lap] = []

    def run(self) -> Iterator[RaceProgress | RaceResult]:
        """Yield progress, and the result last unless it was cancelled. Raises AppError."""
        machine = this_machine()
        started = datetime.now().astimezone().isoformat(timespec="seconds")
        try:
            for entrant in (0, 1):
                yield from self._lap(entrant, -1)
            for repeat in range(self._plan.repeats):
                for entrant in (0, 1):
                    yield from self._lap(entrant, repeat)
            fork = yield from self._fork()
        except MeasurementCancelledError:
            return
        finally:
            self._go_home()
        yield RaceResult(
            self._plan,
            (self._infos[self._spec(0)], self._infos[self._spec(1)]),
            machine,
            started,
            tuple(self._laps),
            fork,
        )

    def _spec(self, entrant: int) -> PairSpec:
        return self._plan.entrants[entrant].spec

    def _lap(self, entrant: int, repeat: int) -> Iterator[RaceProgress]:
        """Run one lap (-1: the warm-up, which is not kept)."""
        yield from self._load(entrant)
        warming = repeat < 0
        tokens = min(WARM_UP_TOKENS, self._plan.max_tokens) if warming else self._plan.max_tokens
        request = self._plan.request(entrant, f"race-{entrant}-{repeat}", max_tokens=tokens)
        recorder = self._recorder(entrant, request)
        before = self._done
        for batch in self._answer(request):
            recorder.take(batch)
            came = sum(len(event.pieces) for event in batch if isinstance(event, DraftVerified))
            self._done = min(self._done + came, before + tokens)
            yield RaceProgress(entrant, repeat, self._done, self._total, batch)
        self._done = before + (WARM_UP_TOKENS if warming else tokens)
        if not warming:
            self._laps.append(Lap(entrant, repeat, recorder.trace()))

    def _answer(self, request: GenerateRequest) -> Iterator[tuple[TurnEvent, ...]]:
        """Yield a turn's batches. Raises AppError, MeasurementCancelledError."""
        try:
            yield from measured_turn(self._engine, request, self._cancel)
        except EngineDiedError:
            self._loaded = None
            raise

    def _load(self, entrant: int) -> Iterator[RaceProgress]:
        """Load an entrant's pair unless it is. Raises AppError, MeasurementCancelledError."""
        spec = self._spec(entrant)
        if self._loaded is not None and self._loaded.spec == spec:
            self._infos.setdefault(spec, self._loaded)
            return
        self._loaded = None
        for event in self._engine.load(dataclasses.replace(spec, cancel=self._cancel)):
            match event:
                case PairLoaded():
                    self._loaded = self._infos[spec] = event.info
                case PairLoadFailed():
                    if event.cancelled:
                        raise MeasurementCancelledError("The measurement was cancelled.")
                    raise AppError(event.title, event.hint)
                case _:
                    yield RaceProgress(None, -1, self._done, self._total)

    def _recorder(self, entrant: int, request: GenerateRequest) -> TraceRecorder:
        now = datetime.now().astimezone().isoformat(timespec="seconds")
        return TraceRecorder(now, self._infos[self._spec(entrant)], request)

    def _fork(self) -> Generator[RaceProgress, None, Fork | None]:
        """Return where the texts part, with probabilities if both write the same again."""
        if not self._plan.sampling.greedy:
            return None
        fork = fork_of(self._laps[0].trace, self._laps[1].trace)
        if fork is None:
            return None
        again: list[Trace] = []
        for entrant in (0, 1):
            yield from self._load(entrant)
            request = self._plan.request(
                entrant, f"race-{entrant}-why", explain=True, max_tokens=fork.index + 1
            )
            recorder = self._recorder(entrant, request)
            for batch in self._answer(request):
                recorder.take(batch)
                yield RaceProgress(entrant, self._plan.repeats, self._done, self._total)
            again.append(recorder.trace())
        told = fork_of(again[0], again[1])
        same = told is not None and told.index == fork.index
        return dataclasses.replace(told, explained=True) if told is not None and same else fork

    def _go_home(self) -> None:
        """Leave the engine as it was found."""
        home = self._home
        if home is None or self._loaded is home:
            return
        if self._loaded is not None and self._loaded.spec == home.spec:
            return
        for _ in self._engine.load(dataclasses.replace(home.spec, cancel=None)):
            pass
