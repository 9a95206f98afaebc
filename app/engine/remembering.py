"""An engine that keeps what its depth controllers learn in the profile."""

import dataclasses
import logging
from collections.abc import Iterator
from pathlib import Path

from app.core import learnt
from app.core.events import (
    DepthControl,
    GenerateRequest,
    GenerationFinished,
    LoadEvent,
    TurnEvent,
)
from app.core.pairs import PairSpec
from app.engine.engine import Engine

log = logging.getLogger(__name__)


class RememberingEngine:
    """Implements engine.Engine over another one: loads hear what is known, turns add to it."""

    def __init__(self, engine: Engine, learnt_file: Path) -> None:
        self._engine = engine
        self._file = learnt_file

    def load(self, spec: PairSpec) -> Iterator[LoadEvent]:
        known = tuple(learnt.load(self._file).items())
        return self._engine.load(dataclasses.replace(spec, learnt=known))

    def stream(self, request: GenerateRequest) -> Iterator[tuple[TurnEvent, ...]]:
        for batch in self._engine.stream(request):
            last = batch[-1]
            if isinstance(last, GenerationFinished) and last.control is not None:
                self._remember(last.control)
            yield batch

    def _remember(self, control: DepthControl) -> None:
        try:
            learnt.remember(self._file, control.key, control.learnt)
        except OSError as problem:
            log.warning("what was learnt of draft depths is not kept: %s", problem)

    def count(self, texts: tuple[str, ...]) -> tuple[int, ...]:
        return self._engine.count(texts)

    def close(self) -> None:
        self._engine.close()
