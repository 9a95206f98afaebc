"""The library's index, `state/library.json`: what is known of every installed model.

Several threads and processes write it: the window, its downloads, and headless verbs. Each reads
it anew and writes it whole under a lock, through `edit`.
"""

import dataclasses
import json
import logging
from collections.abc import Generator, Iterable, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Final, cast

from app.core import files, paths
from app.core.errors import AppError
from app.core.library import FileOrigin, FilePart, InstalledPair, LibraryFile, PairSource, Place
from app.hub.library.lock import exclusive
from app.hub.library.names import entry_name
from app.hub.library.record_json import file_record, pair_record, read_file, read_pair

log = logging.getLogger(__name__)

VERSION: Final = 1
"""Raised whenever a field changes its meaning: an index of another version is set aside."""

MAX_PAIRS: Final = 200
"""Remembered at most; the ones used longest ago go first."""


@dataclass(slots=True)
class Records:
    """All that the index holds, open to changes.

    Attributes:
        files: entries by the path of their first part. pairs: newest first.
        folders: linked ones.
    """

    files: dict[Path, LibraryFile] = field(default_factory=dict[Path, LibraryFile])
    pairs: list[InstalledPair] = field(default_factory=list[InstalledPair])
    folders: list[Path] = field(default_factory=list[Path])

    def put(self, file: LibraryFile) -> None:
        """Keep an entry in place of an earlier one at the same path."""
        self.files[file.path] = file

    def find(self, path: Path) -> LibraryFile | None:
        """Return the entry that `path` is a part of."""
        if path in self.files:
            return self.files[path]
        for file in self.files.values():
            if any(part.path == path for part in file.parts):
                return file
        return None

    def remember_pair(self, pair: InstalledPair) -> None:
        """Keep a pair as the newest; one downloaded together stays marked so."""
        for other in list(self.pairs):
            if (other.target, other.drafter) == (pair.target, pair.drafter):
                self.pairs.remove(other)
                if other.source is PairSource.DOWNLOADED:
                    pair = dataclasses.replace(pair, source=other.source)
        self.pairs = [pair, *self.pairs][:MAX_PAIRS]

    def follow(self, old: Path, new: Path) -> None:
        """Let pairs know a file by its new path."""
        self.pairs = [
            dataclasses.replace(
                pair,
                target=new if pair.target == old else pair.target,
                drafter=new if pair.drafter == old else pair.drafter,
            )
            for pair in self.pairs
        ]


def load(path: Path) -> Records:
    """Read the index; a missing or damaged one gives nothing (a damaged one is set aside)."""
    try:
        raw: Any = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Records()
    except (OSError, ValueError, RecursionError) as problem:
        log.warning("the library's index is unreadable, it is made anew: %s", problem)
        files.set_aside(path)
        return Records()
    match raw:
        case {"version": version, "files": list(), "pairs": list(), "folders": list()} if (
            version == VERSION
        ):
            return _records(cast(dict[str, list[Any]], raw))
        case _:
            log.warning("the library's index is of another kind, it is made anew")
            files.set_aside(path)
            return Records()


@contextmanager
def edit(path: Path) -> Generator[Records]:
    """Give the records to change, and write them if the block ends well. Raises AppError."""
    try:
        with exclusive(path):
            records = load(path)
            yield records
            files.write_whole(path, _text(records))
    except OSError as problem:
        raise AppError(
            f"What is known of the models cannot be kept: {problem.strerror or problem}.",
            f"Check that {path.parent} can be written to and has space left.",
        ) from problem


def record_download(index: Path, parts: Iterable[FilePart], origin: FileOrigin) -> LibraryFile:
    """Keep what was downloaded, all shards of one model in order. Raises AppError."""
    whole = tuple(parts)
    file = LibraryFile(entry_name(whole[0].path.name), Place.FORETOKEN, whole, origin)
    with edit(index) as records:
        records.put(file)
    return file


def record_pair(index: Path, target: Path, drafter: Path) -> None:
    """Keep that this drafter was fetched for this target, or the other way. Raises AppError."""
    with edit(index) as records:
        pair = InstalledPair(target, drafter, PairSource.DOWNLOADED, today())
        records.remember_pair(pair)


def remember_loaded(index: Path, target: Path, drafter: Path | None) -> None:
    """Keep that these two were loaded together. Raises AppError.

    A file from somewhere else is listed as linked from then on; the built-in pair is not kept.
    """
    if paths.resources() in target.parents:
        return
    with edit(index) as records:
        records.remember_pair(InstalledPair(target, drafter, PairSource.LOADED, today()))
        for path in (target, drafter):
            if path is not None and records.find(path) is None:
                part = FilePart(path, 0)
                records.put(LibraryFile(entry_name(path.name), Place.LINKED, (part,)))


def adopt_recent(index: Path, recent: Iterable[tuple[str, str]]) -> None:
    """Take in pairs, newest first, that were loaded before there was an index. Raises AppError."""
    if index.exists():
        return
    for target, drafter in reversed(list(recent)):
        if target:
            remember_loaded(index, Path(target), Path(drafter) if drafter else None)


def forget_folder(index: Path, folder: Path) -> None:
    """List a linked folder no longer, nor the files in it. Raises AppError."""
    with edit(index) as records:
        records.folders = [one for one in records.folders if one != folder]
        records.files = {
            path: file
            for path, file in records.files.items()
            if file.place is not Place.LINKED or folder not in path.parents
        }


def today() -> str:
    """Return the day as it is written down: "2026-11-24"."""
    return date.today().isoformat()


def _records(raw: Mapping[str, list[Any]]) -> Records:
    entries = (read_file(entry) for entry in raw["files"])
    pairs = (read_pair(entry) for entry in raw["pairs"])
    return Records(
        {entry.path: entry for entry in entries if entry is not None},
        [pair for pair in pairs if pair is not None],
        [Path(folder) for folder in raw["folders"] if isinstance(folder, str) and folder],
    )


def _text(records: Records) -> str:
    """Return the index as JSON, one entry a line."""

    def lines(rows: Iterable[Any]) -> str:
        return ",\n".join(json.dumps(row) for row in rows)

    return (
        f'{{"version": {VERSION},\n"folders": [{lines(map(str, records.folders))}],\n'
        f'"pairs": [\n{lines(map(pair_record, records.pairs))}\n],\n'
        f'"files": [\n{lines(map(file_record, records.files.values()))}\n]}}\n'
    )
