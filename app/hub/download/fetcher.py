"""Several connections that fetch what a schedule hands out, and try again until it came."""

import contextlib
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Protocol

from app.hub.download import problems
from app.hub.download.backoff import Backoff
from app.hub.download.pace import Limiter
from app.hub.download.problems import DownloadStopped, Trouble
from app.hub.download.schedule import Schedule
from app.hub.download.source import Answer, Source

_TICK_SECONDS: Final = 0.1
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
        connections: at once, where the server allows ranges.
        limiter: of bytes a second, shared by all.
        patience: seconds without a byte until the job fails.
    """

    connections: int
    limiter: Limiter
    patience: float


class Fetcher:
    """Fetches extents of one file.

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
    def waits_for(self) -> str:
        """What keeps bytes from coming, a sentence; "" when they come."""
        trouble, quiet = self._trouble, time.monotonic() - self._last_byte
        return trouble.title if trouble and quiet > _TOLD_AFTER_SECONDS else ""

    def run(self, schedule: Schedule, stop: threading.Event, tick: Callable[[], None]) -> None:
        """Fetch all of it; `tick` is called ten times a second, on the calling thread.

        Raises DownloadProblem; DownloadStopped when `stop` is set.
        """
        self._last_byte = time.monotonic()
        threads = [self._start(schedule)]
        try:
            while any(thread.is_alive() for thread in threads):
                if self._ranged.is_set() and len(threads) < self._options.connections:
                    count = self._options.connections - len(threads)
                    threads += [self._start(schedule) for _ in range(count)]
                threads[0 if threads[0].is_alive() else -1].join(_TICK_SECONDS)
                if stop.is_set():
                    raise DownloadStopped
                if self._failure is not None:
                    raise self._failure
                tick()
            if self._failure is not None:
                raise self._failure
        finally:
            self._end(threads)

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
        position = start
        while position < end and not self._halt.is_set():
            before = position
            try:
                with self._open(position, end) as answer:
                    if answer.start != position:
                        schedule.clear()
                        end = self._source.size
                    else:
                        self._ranged.set()
                    position = answer.start
                    for piece in answer.pieces:
                        if self._halt.is_set():
                            return
                        new = self._take(position, piece[: end - position])
                        position = min(end, position + len(piece))
                        if new:
                            backoff.reset()
                        if position == end:
                            break
                if position < end:
                    raise Trouble("The hub ended the connection too early.")
            except Trouble as trouble:
                if self._halt.is_set():
                    return
                self._bear(trouble, backoff)
        del before

    def _take(self, position: int, piece: bytes) -> int:
        new = self._sink.write(position, memoryview(piece))
        with self._lock:
            self.fetched += len(piece)
        if new:
            self._last_byte = time.monotonic()
            self._trouble = None
        self._options.limiter.spend(len(piece), self._halt)
        return new

    @contextlib.contextmanager
    def _open(self, start: int, end: int):
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
        if quiet > self._options.patience:
            raise problems.unreachable(trouble, quiet) from trouble
        self._trouble = trouble
        self._halt.wait(backoff.next(trouble.after))
