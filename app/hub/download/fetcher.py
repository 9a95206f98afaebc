"""Several connections that fetch what a schedule hands out, and try again until it came."""

import contextlib
import threading
import time
from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from typing import Final, Protocol

from app.hub.download import problems
from app.hub.download.backoff import Backoff
from app.hub.download.pace import Limiter
from app.hub.download.problems import DownloadStopped, Trouble
from app.hub.download.schedule import Schedule
from app.hub.download.source import Answer, Source

USUAL_CONNECTIONS: Final = 4
USUAL_PATIENCE: Final = 600.0

TICK_SECONDS: Final = 0.1
_JOIN_SECONDS: Final = 2.0
_TOLD_AFTER_SECONDS: Final = 1.5
"""Trouble that passes sooner is not worth a word."""


class Sink(Protocol):
    """Where bytes go."""

    def write(self, offset: int, data: memoryview) -> int:
        """Take bytes of the file at `offset` and return how many were of use."""
        ...


@dataclass(frozen=True, slots=True)
class Options:
    """How to fetch.

    Attributes:
        connections: at once, where the server has ranges.
        limiter: of bytes a second, shared by all downloads.
        patience: seconds without a byte until a job fails.
    """

    connections: int = USUAL_CONNECTIONS
    limiter: Limiter = field(default_factory=Limiter)
    patience: float = USUAL_PATIENCE


class Fetcher:
    """Fetches extents of one file into a sink.

    Attributes:
        fetched: body bytes that came, also those of no use.
    """

    def __init__(self, source: Source, sink: Sink, options: Options) -> None:
        self.fetched = 0
        self._source = source
        self._sink = sink
        self._options = options
        self._lock = threading.Lock()
        self._halt = threading.Event()
        self._ranged = threading.Event()
        self._answers: set[Answer] = set()
        self._last_byte = time.monotonic()
        self._trouble: Trouble | None = None
        self._failure: Exception | None = None

    @property
    def waits_for(self) -> Trouble | None:
        """What keeps bytes from coming; None while they come."""
        quiet = time.monotonic() - self._last_byte
        return self._trouble if quiet > _TOLD_AFTER_SECONDS else None

    def run(self, schedule: Schedule, stop: threading.Event, tick: Callable[[], None]) -> None:
        """Fetch all of it; `tick` is called ten times a second, on the calling thread.

        Raises DownloadProblem; DownloadStopped when `stop` is set. Runs once.
        """
        threads = [self._start(schedule)]
        try:
            while alive := [thread for thread in threads if thread.is_alive()]:
                if self._ranged.is_set():
                    missing = self._options.connections - len(threads)
                    threads += [self._start(schedule) for _ in range(missing)]
                alive[0].join(TICK_SECONDS)
                if stop.is_set():
                    raise DownloadStopped
                if self._failure is not None:
                    break
                tick()
        finally:
            self._end(threads)
        if self._failure is not None:
            raise self._failure

    def _end(self, threads: list[threading.Thread]) -> None:
        """Leave no connection open; one that still looks up a name ends by itself soon after."""
        self._halt.set()
        with self._lock:
            answers = tuple(self._answers)
        for answer in answers:
            answer.hang_up()
        until = time.monotonic() + _JOIN_SECONDS
        for thread in threads:
            thread.join(max(0.0, until - time.monotonic()))

    def _start(self, schedule: Schedule) -> threading.Thread:
        thread = threading.Thread(target=self._work, args=(schedule,), name="download", daemon=True)
        thread.start()
        return thread

    def _work(self, schedule: Schedule) -> None:
        try:
            while not self._halt.is_set() and (stripe := schedule.take()):
                self._fetch(schedule, *stripe)
        except Exception as problem:  # noqa: BLE001 - raised again by run, on its thread
            self._failure = self._failure or problem

    def _fetch(self, schedule: Schedule, start: int, end: int) -> None:
        """Fetch one stripe, however often it breaks."""
        backoff = Backoff()
        while start < end and not self._halt.is_set():
            try:
                with self._open(start, end) as answer:
                    if answer.is_whole:
                        # Nobody else needs to ask.
                        schedule.clear()
                        start, end = 0, self._source.file.size
                    else:
                        self._ranged.set()
                    for piece in answer.pieces:
                        if self._halt.is_set():
                            return
                        if self._take(start, piece[: end - start]):
                            backoff.reset()
                        start += len(piece)
                        if start >= end:
                            return
                raise Trouble("The hub ended the connection too early.")
            except Trouble as trouble:
                self._bear(trouble, backoff)

    def _take(self, start: int, piece: bytes) -> int:
        new = self._sink.write(start, memoryview(piece))
        with self._lock:
            self.fetched += len(piece)
        if new:
            self._last_byte = time.monotonic()
            self._trouble = None
        self._options.limiter.spend(len(piece), self._halt)
        return new

    @contextlib.contextmanager
    def _open(self, start: int, end: int) -> Generator[Answer]:
        with self._source.open(start, end) as answer:
            with self._lock:
                self._answers.add(answer)
            try:
                yield answer
            finally:
                with self._lock:
                    self._answers.discard(answer)

    def _bear(self, trouble: Trouble, backoff: Backoff) -> None:
        """Wait before another try. Raises DownloadProblem when nothing came for too long."""
        quiet = time.monotonic() - self._last_byte
        if quiet > self._options.patience and not self._halt.is_set():
            raise problems.unreachable(trouble, quiet) from trouble
        self._trouble = trouble
        self._halt.wait(backoff.next(trouble.after))
