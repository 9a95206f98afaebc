"""The engine in a process of its own: llama.cpp may abort, the window may not.

One pipe carries work down and events up, a second one carries Stop, tagged with its turn so that a
late one never hits the next turn. When the parent dies the pipes close and the child ends itself.
"""

import contextlib
import dataclasses
import logging
import multiprocessing
import os
import tempfile
import threading
import time
from collections.abc import Iterator
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Final
from uuid import uuid4

from app.core.errors import AppError, EngineDiedError
from app.core.events import (
    CountRequest,
    GenerateRequest,
    GenerationFailed,
    GenerationFinished,
    LoadEvent,
    PairLoaded,
    PairLoadFailed,
    TokensCounted,
    TurnEvent,
)
from app.core.pairs import PairSpec
from app.engine.child import LoadOrder, run_child

log = logging.getLogger(__name__)
log.addHandler(logging.NullHandler())

POLL_SECONDS: Final = 0.1
"""How often Stop is looked at while nothing comes. To look takes a core from llama.cpp, whose other
threads wait for it meanwhile: 50 times a second cost 2 % on 2 cores, between the 30 messages."""

STOP_PATIENCE_SECONDS: Final = 5.0
"""A child that does not answer Stop for this long is ended."""


class _CancelledError(Exception):
    """Loading is to end, and the child with it."""


class EngineHost:
    """Implements engine.Engine over a child process, started for each target.

    Another drafter for the loaded target is opened by the child that has it, cache and all.
    """

    def __init__(self) -> None:
        self._loaded: PairSpec | None = None
        self._process: BaseProcess | None = None
        self._work: Connection | None = None
        self._control: Connection | None = None
        self._last_words: Path | None = None

    @property
    def process_id(self) -> int | None:
        """The child's, for tests and benchmarks; None while there is none."""
        return self._process.pid if self._process is not None else None

    def load(self, spec: PairSpec) -> Iterator[LoadEvent]:
        switching = self._keeps_target(spec)
        if not switching:
            self.close()
            self._start(spec.tuning.spin)
        self._loaded = spec.alone  # what is left should this fail
        order = LoadOrder(uuid4().hex, dataclasses.replace(spec, cancel=None))
        try:
            for event in self._load_events(order, spec.cancel, switching=switching):
                if isinstance(event, PairLoaded):
                    self._loaded = spec
                    info = dataclasses.replace(
                        event.info, spec=spec, process_id=self.process_id or 0
                    )
                    yield PairLoaded(info)
                    return
                if isinstance(event, PairLoadFailed) and not switching:
                    self.close()
                yield event
        except _CancelledError:
            self.close(patience=0.0)
            yield PairLoadFailed("Loading was cancelled.", "", cancelled=True)
        except (EOFError, OSError):
            self._bury()
            yield PairLoadFailed(
                "llama.cpp stopped while loading these files.",
                "They are damaged, do not fit into memory, or do not belong together. "
                "Choose other files, or load the target without its drafter.",
            )

    def _keeps_target(self, spec: PairSpec) -> bool:
        """Whether the child has this target and only the drafter is to change."""
        alive = self._process is not None and self._process.is_alive()
        return alive and self._loaded is not None and self._loaded.differs_in_drafter(spec)

    def _load_events(
        self, order: LoadOrder, cancel: threading.Event | None, *, switching: bool
    ) -> Iterator[LoadEvent]:
        """Yield what the child says until it is done. Raises _CancelledError where only ending the
        child ends the load, EOFError or OSError when it is gone."""
        work, control = self._work, self._control
        if work is None or control is None:
            raise EOFError
        work.send(order)
        stopped_at: float | None = None
        while True:
            asked = cancel is not None and cancel.is_set()
            if asked and not switching:
                raise _CancelledError
            if asked and stopped_at is None:
                control.send(order.tag)
                stopped_at = time.monotonic()
            if not work.poll(POLL_SECONDS):
                if stopped_at and time.monotonic() - stopped_at > STOP_PATIENCE_SECONDS:
                    raise _CancelledError
                continue
            event: LoadEvent = work.recv()
            yield event
            if isinstance(event, PairLoaded | PairLoadFailed):
                return

    def _start(self, spin: int | None) -> None:
        spawn = multiprocessing.get_context("spawn")
        work, child_work = spawn.Pipe()
        child_control, control = spawn.Pipe(duplex=False)
        handle, last_words = tempfile.mkstemp(prefix="foretoken-engine-", suffix=".log")
        os.close(handle)
        self._last_words = Path(last_words)
        process = spawn.Process(
            target=run_child,
            args=(child_work, child_control, last_words, spin),
            name="foretoken-engine",
            daemon=True,
        )
        process.start()
        child_work.close()
        child_control.close()
        self._process, self._work, self._control = process, work, control

    def stream(self, request: GenerateRequest) -> Iterator[tuple[TurnEvent, ...]]:
        if self._work is None:
            yield (GenerationFailed(request.turn_id, "No model is loaded.", "Open one first."),)
            return
        try:
            self._work.send(dataclasses.replace(request, cancel=None))
            yield from self._batches(request)
        except (EOFError, OSError):
            yield (self._death(request.turn_id),)

    def _batches(self, request: GenerateRequest) -> Iterator[tuple[TurnEvent, ...]]:
        work, control = self._work, self._control
        if work is None or control is None:
            raise EOFError
        stopped_at: float | None = None
        while True:
            asked = request.cancel is not None and request.cancel.is_set()
            if asked and stopped_at is None:
                control.send(request.turn_id)
                stopped_at = time.monotonic()
            if not work.poll(POLL_SECONDS):
                if stopped_at and time.monotonic() - stopped_at > STOP_PATIENCE_SECONDS:
                    raise EOFError
                continue
            batch: tuple[TurnEvent, ...] = work.recv()
            yield batch
            if isinstance(batch[-1], GenerationFinished | GenerationFailed):
                return

    def count(self, texts: tuple[str, ...]) -> tuple[int, ...]:
        """Raises EngineDiedError too; the next turn then fails as one that met a dead child."""
        if self._work is None:
            raise AppError("No model is loaded.", "Open one first.")
        try:
            self._work.send(CountRequest(uuid4().hex, texts))
            said: TokensCounted | AppError = self._work.recv()
        except (EOFError, OSError) as problem:
            raise EngineDiedError(
                "The engine stopped unexpectedly.", "Reload the model to go on."
            ) from problem
        if isinstance(said, AppError):
            raise said
        return said.counts

    def _bury(self) -> None:
        """Log how the child ended and what llama.cpp said last."""
        process, words = self._process, self._last_words
        if process is not None:
            process.join(1.0)
            said = words.read_text(errors="replace")[-2000:].strip() if words else ""
            log.warning("the engine ended with code %s: %s", process.exitcode, said)
        self.close(patience=0.0)

    def _death(self, turn_id: str) -> GenerationFailed:
        self._bury()
        return GenerationFailed(
            turn_id,
            "The engine stopped unexpectedly.",
            "What was shown of the answer is kept. Reload the model to go on.",
            engine_died=True,
        )

    def close(self, patience: float = 2.0) -> None:
        """End the child: gently by closing its pipes, by force after `patience` seconds."""
        for connection in (self._work, self._control):
            if connection is not None:
                connection.close()
        self._work = self._control = self._loaded = None
        if self._last_words is not None:
            with contextlib.suppress(OSError):
                self._last_words.unlink()
            self._last_words = None
        process, self._process = self._process, None
        if process is None:
            return
        if patience:
            process.join(patience)
        if process.is_alive():
            process.kill()
            process.join()
        process.close()
