"""Looks through every place and brings the index up to date; known files are not read again."""

import dataclasses
import os
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from app.core.errors import AppError
from app.core.library import FilePart, Library, LibraryFile, LibraryKind, Place
from app.hub.library import index
from app.hub.library.details import READING, read_details
from app.hub.library.hashing import hash_file
from app.hub.library.index import Records
from app.hub.library.places import Machine, Root, find_roots
from app.hub.library.stats import is_moved, is_same, snapshot, stat_part
from app.hub.library.walk import Found, find_models

Sizes = tuple[int, ...]

Report = Callable[[LibraryFile], None]
"""Told of each entry that is new, changed, moved or gone."""

Seen = Callable[[Path], None]
"""Told of each model that is looked at, known or not."""


@dataclass(frozen=True, slots=True)
class LibraryFolders:
    """Where the library keeps things: its index, and the folder that downloads go to."""

    index: Path
    models: Path
    machine: Machine = field(default_factory=Machine.here, repr=False)


def scan(
    folders: LibraryFolders,
    cancel: threading.Event,
    report: Report,
    seen: Seen | None = None,
    roots: Sequence[Root] | None = None,
) -> Library:
    """Bring the index up to date with what lies on the disk, and return it. Raises AppError.

    Once `cancel` is set it keeps what it has found so far and forgets nothing.
    """
    before = index.load(folders.index)
    if roots is None:
        roots = find_roots(folders.machine, folders.models, before.folders)
    scanned = _Scan(before, cancel, report)
    for root in roots:
        for found in find_models(root):
            if cancel.is_set():
                break
            scanned.take(found)
            if seen is not None:
                seen(found.paths[0])
    scanned.look_for_linked()
    if not cancel.is_set():
        scanned.follow_moved()
    with index.edit(folders.index) as latest:
        _merge(scanned, latest)
    return snapshot(latest)


class _Scan:
    """One pass over the disk.

    Attributes:
        before: what was known. entries: what is there, by path. moved: new paths by old ones.
    """

    def __init__(self, before: Records, cancel: threading.Event, report: Report) -> None:
        self.before = before
        self.entries: dict[Path, LibraryFile] = {}
        self.moved: dict[Path, Path] = {}
        self.cancel = cancel
        self.report = report

    def take(self, found: Found) -> None:
        """Look at one model's files, and read them unless they are known."""
        path = found.paths[0]
        if path in self.entries:
            return
        hashes = found.sha256 or ("",) * len(found.paths)
        try:
            parts = tuple(map(stat_part, found.paths, hashes))
        except OSError:
            # A link to nothing, or deleted just now.
            return
        entry = entry_of(found, parts, self.before.files.get(path))
        self.entries[path] = entry
        if entry != self.before.files.get(path):
            self.report(entry)

    def look_for_linked(self) -> None:
        """Look at files that were linked one by one."""
        for known in self.before.files.values():
            if known.place is Place.LINKED and known.path not in self.entries:
                paths = tuple(part.path for part in known.parts)
                self.take(Found(known.name, known.place, paths, known.origin))

    def follow_moved(self) -> None:
        """Give what is gone the name it has now, if it is still here somewhere."""
        fresh: dict[Sizes, list[LibraryFile]] = {}
        for path, file in self.entries.items():
            if path not in self.before.files:
                fresh.setdefault(_sizes(file), []).append(file)
        for path, old in self.before.files.items():
            if path in self.entries:
                continue
            alike = fresh.get(_sizes(old), [])
            new = self._moved_to(old, [*alike, *_beside(old, self.entries)])
            if new is None:
                continue
            if new in alike:
                alike.remove(new)
            self.moved[path] = new.path
            self.entries[new.path] = _inherit(old, new)
            self.report(self.entries[new.path])

    def _moved_to(self, old: LibraryFile, alike: Sequence[LibraryFile]) -> LibraryFile | None:
        """Return which of these, all of the same sizes, is `old`."""
        for file in alike:
            if all(map(is_moved, old.parts, file.parts)):
                return file
        if not all(part.sha256 for part in old.parts):
            return None
        # Moved to another disk: only reading it tells, and few files have the same size.
        return next((file for file in alike if self._has_hashes_of(file, old)), None)

    def _has_hashes_of(self, file: LibraryFile, old: LibraryFile) -> bool:
        for part, known in zip(file.parts, old.parts, strict=True):
            try:
                sha256 = part.sha256 or hash_file(part.path, self.cancel)
            except AppError:
                return False
            if sha256 != known.sha256:
                return False
        return True


def entry_of(
    found: Found, parts: tuple[FilePart, ...], known: LibraryFile | None = None
) -> LibraryFile:
    """Return the entry for files as they are now; what `known` says still counts if it can."""
    if known is None or len(known.parts) != len(parts):
        return LibraryFile(found.name, found.place, parts, found.origin, read_details(found.paths))
    same = all(map(is_same, known.parts, parts)) and not known.missing
    details = known.details
    if not same or details.reading != READING or details.kind is LibraryKind.UNREAD:
        details = read_details(found.paths)
    # What a download or a user said of a file is more than its folder's name tells.
    origin = known.origin if known.origin.repo_id else found.origin
    kept = tuple(map(_keep_hash, known.parts, parts))
    return LibraryFile(found.name, found.place, kept, origin, details)


def _keep_hash(known: FilePart, now: FilePart) -> FilePart:
    """Return `now` with the hash it should have; a file written to is no longer verified."""
    sha256 = now.sha256 or known.sha256
    unchanged = is_same(known, now) and sha256 == known.sha256
    return dataclasses.replace(now, sha256=sha256, verified=known.verified if unchanged else "")


def _sizes(file: LibraryFile) -> Sizes:
    return tuple(part.size for part in file.parts)


def _inherit(old: LibraryFile, new: LibraryFile) -> LibraryFile:
    parts = tuple(
        dataclasses.replace(part, sha256=part.sha256 or was.sha256, verified=was.verified)
        for was, part in zip(old.parts, new.parts, strict=True)
    )
    origin = old.origin if old.origin.repo_id else new.origin
    return dataclasses.replace(new, parts=parts, origin=origin)


def _beside(old: LibraryFile, entries: dict[Path, LibraryFile]) -> list[LibraryFile]:
    """Return files in a missing linked file's folder that no entry names: it may be renamed."""
    if old.place is not Place.LINKED or len(old.parts) > 1:
        return []
    found: list[LibraryFile] = []
    try:
        with os.scandir(old.path.parent) as neighbours:
            for entry in neighbours:
                path = Path(entry.path)
                if path in entries or not entry.is_file():
                    continue
                if entry.stat().st_size != old.size:
                    continue
                part = stat_part(path)
                found.append(LibraryFile(path.name, old.place, (part,), old.origin, old.details))
    except OSError:
        pass
    return found


def _merge(scanned: _Scan, latest: Records) -> None:
    """Bring `latest` up to date, which others may have changed during the scan."""
    kept: dict[Path, LibraryFile] = {}
    for path, file in latest.files.items():
        was = scanned.before.files.get(path)
        if path in scanned.moved:
            continue
        if file != was:
            # Recorded or verified in the meantime: newer than what was scanned.
            kept[path] = _newer(file, scanned.entries.get(path))
        elif path in scanned.entries:
            kept[path] = scanned.entries[path]
        elif scanned.cancel.is_set():
            kept[path] = file
        elif file.place.is_ours:
            kept[path] = dataclasses.replace(file, missing=True)
            if not file.missing:
                scanned.report(kept[path])
    removed = scanned.before.files.keys() - latest.files.keys()
    there = {path: file for path, file in scanned.entries.items() if path not in removed}
    latest.files = {**there, **kept}
    for old, new in scanned.moved.items():
        latest.follow(old, new)


def _newer(file: LibraryFile, scanned: LibraryFile | None) -> LibraryFile:
    if scanned is None or file.details.kind is not LibraryKind.UNREAD:
        return file
    return dataclasses.replace(file, details=scanned.details)
