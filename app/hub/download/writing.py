"""Bytes into a partial file, with a line in its journal for each piece."""

import os
import threading
import zlib
from pathlib import Path

from app.hub.download import problems
from app.hub.download.journal import CHUNK, Journal


class PartFile:
    """The partial file, as long as the whole one from the start; thread-safe."""

    def __init__(self, path: Path, size: int) -> None:
        """Open or make it. Raises OSError."""
        path.touch()
        self.path = path
        self._lock = threading.Lock()
        self._file = path.open("r+b", buffering=0)
        self._file.truncate(size)

    def write(self, offset: int, data: memoryview) -> None:
        """Write at this place. Raises DownloadProblem."""
        try:
            with self._lock:
                self._file.seek(offset)
                while data:
                    data = data[self._file.write(data) :]
        except OSError as problem:
            raise problems.disk(problem, self.path) from problem

    def sync(self) -> None:
        """Have the system put on the disk what was written. Raises OSError."""
        os.fsync(self._file.fileno())

    def close(self) -> None:
        """Write no more."""
        self._file.close()


class ChunkWriter:
    """Takes bytes as they come, in the order of each chunk."""

    def __init__(self, part: PartFile, journal: Journal) -> None:
        self._part = part
        self._journal = journal

    def write(self, offset: int, data: memoryview) -> int:
        """Write what is not there yet and return how much that was. Raises DownloadProblem."""
        new = 0
        while data:
            index, at = divmod(offset, CHUNK)
            piece = data[: CHUNK - at]
            new += self._write(index, at, piece)
            offset += len(piece)
            data = data[len(piece) :]
        return new

    def _write(self, index: int, at: int, piece: memoryview) -> int:
        valid = self._journal.valid(index)
        if at > valid or at + len(piece) <= valid:
            return 0
        piece = piece[valid - at :]
        self._part.write(index * CHUNK + valid, piece)
        crc = zlib.crc32(piece, self._journal.crc(index))
        try:
            self._journal.record(index, valid + len(piece), crc)
        except OSError as problem:
            raise problems.disk(problem, self._part.path) from problem
        return len(piece)


class ChunkComparer:
    """Takes chunks that are there already, and replaces those that came differently this time.

    Attributes:
        differing: the chunks replaced.
    """

    def __init__(self, part: PartFile, journal: Journal) -> None:
        self._part = part
        self._journal = journal
        self._lock = threading.Lock()
        self._coming: dict[int, bytearray] = {}
        self.differing: list[int] = []

    def write(self, offset: int, data: memoryview) -> int:
        """Compare and return how many bytes came. Raises DownloadProblem."""
        count = len(data)
        while data:
            index, at = divmod(offset, CHUNK)
            piece = data[: CHUNK - at]
            with self._lock:
                coming = self._coming.setdefault(index, bytearray())
            del coming[at:]
            coming += piece
            if len(coming) == self._journal.length(index):
                self._compare(index, coming)
            offset += len(piece)
            data = data[len(piece) :]
        return count

    def _compare(self, index: int, coming: bytearray) -> None:
        with self._lock:
            del self._coming[index]
        crc = zlib.crc32(coming)
        if crc == self._journal.crc(index):
            return
        self._part.write(index * CHUNK, memoryview(coming))
        self._journal.record(index, len(coming), crc)
        self.differing.append(index)
