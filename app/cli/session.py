"""A loaded pair for the length of a verb."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from app.core.errors import AppError, EngineDiedError
from app.core.events import (
    GenerateRequest,
    GenerationFailed,
    GenerationFinished,
    PairLoaded,
    PairLoadFailed,
    PairLoadProgress,
    TurnEvent,
)
from app.core.pairs import PairInfo, PairSpec
from app.core.paths import Profile
from app.engine.engine import Engine
from app.engine.host import EngineHost
from app.engine.remembering import RememberingEngine
from app.engine.tuned import TunedEngine


class Session:
    """An engine with a pair loaded."""

    def __init__(self, engine: Engine, info: PairInfo) -> None:
        self.engine = engine
        self.info = info

    def events(self, request: GenerateRequest) -> Iterator[TurnEvent]:
        """Yield the events of one answer, GenerationFinished last. Raises AppError."""
        for batch in self.engine.stream(request):
            for event in batch:
                if isinstance(event, GenerationFailed):
                    kind = EngineDiedError if event.engine_died else AppError
                    raise kind(event.title, event.hint)
                yield event

    def answer(self, request: GenerateRequest) -> GenerationFinished:
        """Return one whole answer. Raises AppError."""
        for event in self.events(request):
            if isinstance(event, GenerationFinished):
                return event
        raise EngineDiedError("The engine stopped before the answer was complete.")


@contextmanager
def session(
    spec: PairSpec, *, in_process: bool, profile: Profile | None = None, cold: bool = False
) -> Iterator[Session]:
    """Load a pair, in a process of its own unless `in_process`.

    With a profile it is set up as was measured for it, and what is learnt about draft depths is
    kept; `cold` neither knows nor learns of depths. Raises AppError.
    """
    with open_engine(in_process=in_process, profile=profile, cold=cold) as engine:
        yield Session(engine, _load(engine, spec))


@contextmanager
def open_engine(
    *, in_process: bool, profile: Profile | None, cold: bool = False
) -> Iterator[Engine]:
    """Give an engine with nothing loaded, and close it; see `session`."""
    engine = _local_engine() if in_process else EngineHost()
    if profile is not None and not cold:
        engine = RememberingEngine(engine, profile.learnt_file)
    if profile is not None:
        engine = TunedEngine(engine, profile.tunings_file)
    try:
        yield engine
    finally:
        engine.close()


def _local_engine() -> Engine:
    from app.engine.local import LocalEngine  # noqa: PLC0415 - loads llama.cpp into this process

    return LocalEngine()


def _load(engine: Engine, spec: PairSpec) -> PairInfo:
    shown = sys.stderr.isatty()
    for event in engine.load(spec):
        match event:
            case PairLoaded():
                if shown:
                    print("\r\x1b[K", end="", file=sys.stderr, flush=True)
                return event.info
            case PairLoadFailed():
                raise AppError(event.title, event.hint)
            case PairLoadProgress() if shown:
                percent = f"{event.fraction:.0%}"
                print(f"\rloading {event.doing} {percent}", end="", file=sys.stderr, flush=True)
            case PairLoadProgress():
                pass
    raise EngineDiedError("The engine stopped while loading.")
