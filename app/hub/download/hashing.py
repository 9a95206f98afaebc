"""The hash of a file while it grows: read in order, right behind the writers, on its own thread."""

import hashlib
import threading
import zlib
from pathlib import Path
from typing import Any, Final

from app.hub.download import problems
from app.hub.download.journal import CHUNK, Journal

_KEEP_EACH: Final = 64
"""Chunks between two states of the hash that are kept, to hash on from there."""

GIT_DIGITS: Final = 40


class Fingerprint:
    """A SHA-256, and git's hash of a blob where that is all the hub has."""

    def __init__(self, size: int, *, git: bool) -> None:
        self._sha256 = hashlib.sha256()
        self._git: Any = hashlib.sha1(b"blob %d\0" % size, usedforsecurity=False) if git else None

    def update(self, data: memoryview) -> None:
        """Add the bytes that come next."""
        self._sha256.update(data)
        if self._git is not None:
            self._git.update(data)

    def copy(self) -> "Fingerprint":
        """Return another that stands where this one does."""
        other = Fingerprint.__new__(Fingerprint)
        other._sha256 = self._sha256.copy()
        other._git = None if self._git is None else self._git.copy()
        return other

    @property
    def sha256(self) -> str:
        """Of all bytes so far, 64 hex digits."""
        return self._sha256.hexdigest()

    def matches(self, identity: str) -> bool:
        """Return whether this is the file of that SHA-256 or git hash; True if it is neither."""
        if len(identity) == GIT_DIGITS and self._git is not None:
            return self._git.hexdigest() == identity
        return len(identity) != 64 or self.sha256 == identity


class FollowingHash:
    """Hashes a partial file in order, as far as it is there; one thread at a time.

    A chunk that an earlier process wrote and that does not have its CRC any more is struck from the
    journal, to be fetched again, and waited for.

    Attributes:
        failure: why the file could not be read, None while it can.
    """

    def __init__(self, path: Path, journal: Journal, identity: str) -> None:
        self._path = path
        self._journal = journal
        git = len(identity) == GIT_DIGITS
        self._states = [Fingerprint(journal.size, git=git)]
        self._now = self._states[0].copy()
        self._next = 0
        self.failure: problems.DownloadProblem | None = None
        self._buffer = bytearray(CHUNK)

    @property
    def fingerprint(self) -> Fingerprint:
        """Of what was read so far."""
        return self._now

    def back_to(self, index: int) -> None:
        """Hash again from this chunk on: it changed."""
        if index < self._next:
            kept = index // _KEEP_EACH
            del self._states[kept + 1 :]
            self._now = self._states[kept].copy()
            self._next = kept * _KEEP_EACH

    def follow(self, halt: threading.Event) -> None:
        """Hash to the end of the file, waiting for what is not there yet; return early on `halt`.

        For a thread of its own: what goes wrong is kept in `failure`.
        """
        try:
            with self._path.open("rb", buffering=0) as file:
                while self._next < self._journal.chunks and not halt.is_set():
                    if self._wait():
                        self._hash(file)
        except OSError as problem:
            self.failure = problems.disk(problem, self._path)

    def follow_to_end(self) -> None:
        """Hash to the end of a file that is all there. Raises DownloadProblem."""
        self.follow(threading.Event())
        if self.failure is not None:
            raise self.failure

    def _wait(self) -> bool:
        with self._journal.changed:
            if not self._journal.is_complete(self._next):
                self._journal.changed.wait(0.1)
            return self._journal.is_complete(self._next)

    def _hash(self, file: Any) -> None:
        index = self._next
        length = self._journal.length(index)
        view = memoryview(self._buffer)[:length]
        file.seek(index * CHUNK)
        got = file.readinto(view)
        if self._journal.is_inherited(index):
            if got != length or zlib.crc32(view) != self._journal.crc(index):
                self._journal.lose(index)
                return
            self._journal.trust(index)
        if index % _KEEP_EACH == 0 and index // _KEEP_EACH == len(self._states):
            self._states.append(self._now.copy())
        self._now.update(view)
        self._next += 1
