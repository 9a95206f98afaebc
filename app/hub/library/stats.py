"""What the system says of a file, by which a file that was read is known again."""

import os
from collections.abc import Iterable
from pathlib import Path

from app.core.library import FilePart, Library, LibraryFile, Place, PlaceUse
from app.hub.library.index import Records


def stat_part(path: Path, sha256: str = "") -> FilePart:
    """Return a file as it is now. Raises OSError."""
    status = path.stat()
    return FilePart(path, status.st_size, status.st_mtime_ns, status.st_dev, status.st_ino, sha256)


def is_same(one: FilePart, other: FilePart) -> bool:
    """Whether nothing was written to a file in between, wherever it lies now."""
    return _stamp(one) == _stamp(other)


def is_moved(old: FilePart, new: FilePart) -> bool:
    """Whether `new` is `old` under another name: the system kept its number, size and time."""
    return bool(old.inode) and is_same(old, new)


def _stamp(part: FilePart) -> tuple[int, int, int, int]:
    return part.size, part.mtime_ns, part.device, part.inode


def file_identity(part: FilePart) -> tuple[int, int] | str:
    """Return what two names of one file on disk have in common."""
    return (part.device, part.inode) if part.inode else os.path.realpath(part.path)


def snapshot(records: Records) -> Library:
    """Return all that is known, for lists: sorted, with disk use."""
    files = sorted(records.files.values(), key=lambda file: (file.name.lower(), str(file.path)))
    there = [file for file in files if not file.missing]
    uses = tuple(
        PlaceUse(place, len(own), disk_use(own))
        for place in Place
        if (own := [file for file in there if file.place is place])
    )
    known = {file.path for file in there}
    pairs = tuple(
        pair
        for pair in records.pairs
        if pair.target in known and (pair.drafter is None or pair.drafter in known)
    )
    return Library(tuple(files), pairs, tuple(records.folders), uses, disk_use(there))


def disk_use(files: Iterable[LibraryFile]) -> int:
    """Return the bytes of all parts; several names of one file count once."""
    return sum({file_identity(part): part.size for file in files for part in file.parts}.values())
