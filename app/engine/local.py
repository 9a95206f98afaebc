"""The engine inside this process: what the child process runs, and what tests use directly."""

from collections.abc import Callable, Iterator

from app.core.errors import AppError, LoadCancelledError
from app.core.events import (
    GenerateRequest,
    GenerationFailed,
    LoadEvent,
    PairLoaded,
    PairLoadFailed,
    PairLoadProgress,
    TurnEvent,
)
from app.core.pairs import PairInfo, PairSpec
from app.engine.coalesce import coalesce
from app.engine.generation import Turn
from app.engine.log_lines import LogLines
from app.engine.pair import Pair, load_pair
from app.engine.switching import switch_drafter


class LocalEngine:
    """Implements engine.Engine without a process of its own: an abort takes everything down.

    llama.cpp calls back while it loads, so progress goes to `on_progress` at once; `load` yields
    only what comes of it.
    """

    def __init__(self, on_progress: Callable[[PairLoadProgress], None] | None = None) -> None:
        self._on_progress = on_progress
        self._log_lines = LogLines()
        self._pair: Pair | None = None
        self._asked: PairSpec | None = None

    def load(self, spec: PairSpec) -> Iterator[LoadEvent]:
        try:
            info = self._switch(spec) or self._load(spec)
        except LoadCancelledError as problem:
            yield PairLoadFailed(problem.title, problem.hint, cancelled=True)
        except AppError as problem:
            yield PairLoadFailed(problem.title, problem.hint)
        else:
            yield PairLoaded(info)

    def _switch(self, spec: PairSpec) -> PairInfo | None:
        """Keep the loaded target if it is the wanted one; None if it is not."""
        if self._pair is None or self._asked is None or not self._asked.differs_in_drafter(spec):
            return None
        self._asked = spec.alone  # what is left should this fail
        info = switch_drafter(self._pair, spec, self._log_lines, self._report)
        self._asked = spec
        return info

    def _load(self, spec: PairSpec) -> PairInfo:
        self.close()
        self._pair = load_pair(spec, self._log_lines, self._report)
        self._asked = spec
        return self._pair.info

    def _report(self, fraction: float, doing: str) -> None:
        if self._on_progress is not None:
            self._on_progress(PairLoadProgress(fraction, doing))

    def stream(self, request: GenerateRequest) -> Iterator[tuple[TurnEvent, ...]]:
        return coalesce(self._events(request), request.frame_seconds)

    def _events(self, request: GenerateRequest) -> Iterator[TurnEvent]:
        if self._pair is None:
            yield GenerationFailed(request.turn_id, "No model is loaded.", "Open one first.")
            return
        try:
            yield from Turn(self._pair, request).events()
        except AppError as problem:
            yield GenerationFailed(request.turn_id, problem.title, problem.hint)

    def count(self, texts: tuple[str, ...]) -> tuple[int, ...]:
        if self._pair is None:
            raise AppError("No model is loaded.", "Open one first.")
        model = self._pair.context.model
        return tuple(len(model.tokenize(text, add_special=False)) for text in texts)

    def close(self) -> None:
        if self._pair is not None:
            self._pair.close()
            self._pair = None
