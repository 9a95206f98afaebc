"""Which bytes of a partial file are on the disk, written down piece by piece beside it.

The journal is one line of JSON, padded, and 8 bytes for each chunk: how many of its bytes there are
and their CRC-32. A killed process loses nothing of it (the system keeps what was written); after a
power cut some chunks may be missing or torn, which their CRC tells when they are read again.
"""

import json
import struct
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, cast

CHUNK: Final = 1 << 20
_HEADER: Final = 1024
_ENTRY: Final = struct.Struct("<II")

Extent = tuple[int, int]
"""Bytes from the first up to, and without, the second."""


class Journal:
    """The chunks of one file; any thread may ask and record, each chunk has one writer at a time.

    Attributes:
        size: of the whole file. identity: what it was when it began, e.g. its ETag.
        changed: notified whenever a chunk is complete or lost.
    """

    def __init__(self, path: Path, size: int, identity: str) -> None:
        """Open a journal of this very file, or begin one. Raises OSError."""
        self.size = size
        self.identity = identity
        self.changed = threading.Condition()
        self._count = -(-size // CHUNK)
        self._path = path
        self._entries = bytearray(self._count * _ENTRY.size)
        self._inherited: set[int] = set()
        self._done = 0
        header = json.dumps({"format": 1, "size": size, "identity": identity, "chunk": CHUNK})
        if not path.exists():
            path.write_bytes(header.encode().ljust(_HEADER) + self._entries)
        else:
            self._inherit(path.read_bytes()[_HEADER:])
        self._file = path.open("r+b", buffering=0)

    def _inherit(self, entries: bytes) -> None:
        self._entries[: len(entries)] = entries[: len(self._entries)]
        for index in range(self._count):
            valid, _ = self._entry(index)
            if valid > self.length(index):
                self._set(index, 0, 0)
            elif valid:
                self._inherited.add(index)
                self._done += valid

    def _entry(self, index: int) -> tuple[int, int]:
        valid, crc = _ENTRY.unpack_from(self._entries, index * _ENTRY.size)
        return cast(int, valid), cast(int, crc)

    def _set(self, index: int, valid: int, crc: int) -> None:
        _ENTRY.pack_into(self._entries, index * _ENTRY.size, valid, crc)

    @property
    def chunks(self) -> int:
        """How many there are."""
        return self._count

    @property
    def done(self) -> int:
        """Bytes that are there."""
        return self._done

    def length(self, index: int) -> int:
        """Return how many bytes this chunk has when it is complete."""
        return min(CHUNK, self.size - index * CHUNK)

    def valid(self, index: int) -> int:
        """Return how many of its first bytes are there."""
        return self._entry(index)[0]

    def crc(self, index: int) -> int:
        """Return the CRC-32 of the bytes that are there."""
        return self._entry(index)[1]

    def is_complete(self, index: int) -> bool:
        """Return whether all of this chunk is there."""
        return self.valid(index) == self.length(index)

    def is_inherited(self, index: int) -> bool:
        """Return whether some of it was written by an earlier process and not checked since."""
        return index in self._inherited

    def missing(self) -> Iterator[Extent]:
        """Yield what is not there, joined where it touches, in order."""
        start: int | None = None
        for index in range(self._count):
            valid, begin = self.valid(index), index * CHUNK
            if valid and start is not None:
                yield start, begin
                start = None
            if start is None and valid < self.length(index):
                start = begin + valid
        if start is not None:
            yield start, self.size

    def record(self, index: int, valid: int, crc: int) -> None:
        """Write down that a chunk's first `valid` bytes are there. Raises OSError."""
        with self.changed:
            self._done += valid - self.valid(index)
            self._set(index, valid, crc)
            self._file.seek(_HEADER + index * _ENTRY.size)
            self._file.write(_ENTRY.pack(valid, crc))
            if valid in (0, self.length(index)):
                self.changed.notify_all()

    def lose(self, index: int) -> None:
        """Write down that nothing of this chunk can be used."""
        self._inherited.discard(index)
        self.record(index, 0, 0)

    def trust(self, index: int) -> None:
        """Note that an inherited chunk was read and is what was written."""
        self._inherited.discard(index)

    def close(self) -> None:
        """Write no more."""
        self._file.close()


@dataclass(frozen=True, slots=True)
class Recorded:
    """What a journal on the disk says: the file's size and identity, and how many bytes came."""

    size: int
    identity: str
    done: int


def recorded(path: Path) -> Recorded | None:
    """Read a journal; None where there is none of this kind."""
    try:
        raw = path.read_bytes()
        header: Any = json.loads(raw[:_HEADER])
    except (OSError, ValueError):
        return None
    match header:
        case {"format": 1, "size": int(size), "identity": str(identity), "chunk": chunk}:
            whole = len(raw) - (len(raw) - _HEADER) % _ENTRY.size
            done = sum(valid for valid, _ in _ENTRY.iter_unpack(raw[_HEADER:whole]))
            return Recorded(size, identity, done) if chunk == CHUNK else None
        case _:
            return None
