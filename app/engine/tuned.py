"""An engine that sets pairs up as was measured to be fastest for them on this machine."""

import dataclasses
import logging
from collections.abc import Iterator
from pathlib import Path

from app.core import tunings
from app.core.events import (
    GenerateRequest,
    GenerationFailed,
    LoadEvent,
    PairLoaded,
    PairLoadFailed,
    TurnEvent,
)
from app.core.pairs import PairSpec
from app.core.tunings import MeasuredTuning
from app.engine.engine import Engine
from app.engine.tuning_key import tuning_key

log = logging.getLogger(__name__)


class TunedEngine:
    """Implements engine.Engine over another one: what was measured stands in for what is not asked.

    A spec with any setting of its own is loaded as it is.
    """

    def __init__(self, engine: Engine, tunings_file: Path) -> None:
        self._engine = engine
        self._file = tunings_file
        self._loaded: PairSpec | None = None
        self._in_force: MeasuredTuning | None = None

    def load(self, spec: PairSpec) -> Iterator[LoadEvent]:
        measured = self._measured(spec)
        switching = measured == self._in_force and self._keeps_target(spec)
        self._loaded = spec.alone if switching else None  # what is left should this fail
        tuning = spec.tuning if measured is None else measured.tuning
        for event in self._engine.load(dataclasses.replace(spec, tuning=tuning)):
            match event:
                case PairLoaded():
                    self._loaded, self._in_force = spec, measured
                    # The wish stays as it was: loaded again, it is to get what is measured by then.
                    asked = dataclasses.replace(event.info.spec, tuning=spec.tuning)
                    info = dataclasses.replace(event.info, spec=asked, measured=measured)
                    yield PairLoaded(info)
                case PairLoadFailed(cancelled=False) if tuning != spec.tuning and not switching:
                    log.warning("not loaded with %s: %s", tuning.words, event.title)
                    yield from self._engine.load(spec)
                case _:
                    yield event

    def _measured(self, spec: PairSpec) -> MeasuredTuning | None:
        """Return what was measured for the pair, None if it is not to be used or there is none.

        Another drafter for the loaded target, without a measurement of its own, gets what is in
        force: the target stays, and with it what it has read.
        """
        if spec.set_by_hand:
            return None
        try:
            found = tunings.load(self._file).get(tuning_key(spec))
        except OSError:
            return None  # a file is missing: whoever loads it says so
        if found is None and self._keeps_target(spec):
            return self._in_force
        return found

    def _keeps_target(self, spec: PairSpec) -> bool:
        return self._loaded is not None and self._loaded.differs_in_drafter(spec)

    def stream(self, request: GenerateRequest) -> Iterator[tuple[TurnEvent, ...]]:
        for batch in self._engine.stream(request):
            last = batch[-1]
            if isinstance(last, GenerationFailed) and last.engine_died:
                self._loaded = None
            yield batch

    def count(self, texts: tuple[str, ...]) -> tuple[int, ...]:
        return self._engine.count(texts)

    def close(self) -> None:
        self._loaded = None
        self._engine.close()
