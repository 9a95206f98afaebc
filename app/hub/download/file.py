"""One file, from its first missing byte to its final name: fetch, hash, repair, rename."""

import contextlib
import logging
import threading
from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from app.hub.download import problems, repair
from app.hub.download.backoff import keep_asking
from app.hub.download.fetcher import TICK_SECONDS, Fetcher, Options, Sink
from app.hub.download.hashing import FollowingHash
from app.hub.download.journal import Extent, Journal
from app.hub.download.partial import Partial
from app.hub.download.problems import DownloadStopped, Trouble
from app.hub.download.schedule import Schedule
from app.hub.download.source import Source
from app.hub.download.writing import ChunkWriter, PartFile

log = logging.getLogger(__name__)

_SYNC_SECONDS: Final = 2.0


@dataclass(frozen=True, slots=True)
class FileProgress:
    """How far one file is.

    Attributes:
        done: its bytes on the disk. fetched: body bytes that came in this run.
        trouble: what keeps bytes from coming, None while they come.
        hashing: whether all came, and only its hash is awaited.
        repairing: whether it is fetched again because its hash was wrong.
    """

    done: int
    fetched: int
    trouble: Trouble | None = None
    hashing: bool = False
    repairing: bool = False


@dataclass(frozen=True, slots=True)
class Fetched:
    """A whole, verified file under its final name.

    Attributes:
        fetched: body bytes that came. damaged: bytes that had come wrong and were fetched again.
    """

    path: Path
    sha256: str
    commit: str
    fetched: int
    damaged: tuple[Extent, ...]


class FileDownload:
    """Fetches one file; `run` once, on one thread."""

    def __init__(
        self,
        source: Source,
        folder: Path,
        options: Options,
        stop: threading.Event,
        report: Callable[[FileProgress], None],
    ) -> None:
        self._source = source
        self._partial = Partial(source.file, folder)
        self._options = options
        self._stop = stop
        self._report = report
        self._fetched = 0

    def run(self) -> Fetched:
        """Return when the file is usable. Raises DownloadProblem, DownloadStopped."""
        there = self._partial.done
        located = keep_asking(
            self._source.locate,
            self._options.patience,
            self._stop,
            lambda trouble: self._report(FileProgress(there, 0, trouble)),
        )
        identity = self._source.file.sha256 or located.identity
        damaged: tuple[Extent, ...] = ()
        with self._partial.opened(identity) as (part, journal), _syncing(part):
            hashed = FollowingHash(part.path, journal, identity)
            self._complete(part, journal, hashed)
            if not hashed.fingerprint.matches(identity):
                log.info("%s has a wrong hash: looking for the damage", part.path)
                damaged = self._repair(part, journal, hashed, identity)
            self._partial.finish(part)
        sha256 = hashed.fingerprint.sha256
        return Fetched(self._partial.whole, sha256, located.commit, self._fetched, damaged)

    def _complete(self, part: PartFile, journal: Journal, hashed: FollowingHash) -> None:
        """Fetch what is missing, until the hash has seen all of the file."""
        with _following(hashed) as thread:
            while thread.is_alive():
                if missing := list(journal.missing()):
                    self._fetch(missing, ChunkWriter(part, journal), journal)
                else:
                    self._check_stop()
                    thread.join(TICK_SECONDS)
                    self._report(FileProgress(journal.done, self._fetched, hashing=True))
        if hashed.failure is not None:
            raise hashed.failure

    def _repair(
        self, part: PartFile, journal: Journal, hashed: FollowingHash, identity: str
    ) -> tuple[Extent, ...]:
        """Find and replace the wrong bytes, and return where they were."""
        if lost := repair.lose_torn_chunks(part.path, journal, self._check_stop):
            hashed.back_to(lost[0])
            self._complete(part, journal, hashed)
            if hashed.fingerprint.matches(identity):
                return repair.extents(lost, journal)
        found = repair.fetch_again(
            part,
            journal,
            hashed,
            identity,
            lambda extent, sink: self._fetch([extent], sink, journal, repairing=True),
        )
        self._check_stop()
        if not hashed.fingerprint.matches(identity):
            raise problems.wrong_hash(self._source.file)
        log.info("%s: wrong bytes were fetched again: %s", part.path, found)
        return found

    def _fetch(
        self, extents: Iterable[Extent], sink: Sink, journal: Journal, *, repairing: bool = False
    ) -> None:
        fetcher = Fetcher(self._source, sink, self._options)
        before = self._fetched

        def tick() -> None:
            self._fetched = before + fetcher.fetched
            self._report(
                FileProgress(journal.done, self._fetched, fetcher.waits_for, repairing=repairing)
            )

        try:
            fetcher.run(Schedule(extents, self._options.connections), self._stop, tick)
        finally:
            self._fetched = before + fetcher.fetched

    def _check_stop(self) -> None:
        if self._stop.is_set():
            raise DownloadStopped


@contextlib.contextmanager
def _following(hashed: FollowingHash) -> Generator[threading.Thread]:
    """Let a thread of its own hash, as long as the block lasts."""
    halt = threading.Event()
    thread = threading.Thread(target=hashed.follow, args=(halt,), name="download hash")
    thread.start()
    try:
        yield thread
    finally:
        halt.set()
        thread.join()


@contextlib.contextmanager
def _syncing(part: PartFile) -> Generator[None]:
    """Put on the disk what comes, now and then: else it all waits for the end of the file."""
    halt = threading.Event()

    def work() -> None:
        while not halt.wait(_SYNC_SECONDS):
            # What cannot be written is told where it is written, or at the end.
            with contextlib.suppress(OSError):
                part.sync()

    thread = threading.Thread(target=work, name="download sync")
    thread.start()
    try:
        yield
    finally:
        halt.set()
        thread.join()
