"""Finds entries with the same content: of those with the same sizes, the hashes decide."""

import dataclasses
from collections.abc import Iterable, Sequence
from pathlib import Path

from app.core.errors import AppError
from app.core.library import Duplicates, FilePart, LibraryFile
from app.hub.library.index import today
from app.hub.library.stats import file_identity
from app.hub.library.verifying import Keeper, Watch


def find_duplicates(
    index_file: Path, files: Iterable[LibraryFile], watch: Watch
) -> tuple[Duplicates, ...]:
    """Return groups of the same content, most wasteful first; hashes found are kept.

    Names of one file on disk (links) waste nothing and count as one. Once cancelled it returns
    what was found so far. Raises AppError.
    """
    groups: list[Duplicates] = []
    keeper = Keeper(index_file)
    try:
        for alike in candidates(files):
            by_content: dict[tuple[str, ...], list[LibraryFile]] = {}
            for file in alike:
                content = _content(file, watch, keeper)
                if watch.cancel.is_set():
                    break
                if content is not None:
                    by_content.setdefault(content, []).append(file)
            groups += [
                Duplicates(tuple(same), (_copies(same) - 1) * same[0].size)
                for same in by_content.values()
                if _copies(same) > 1
            ]
    finally:
        keeper.write()
    return tuple(sorted(groups, key=lambda group: -group.wasted))


def candidates(files: Iterable[LibraryFile]) -> list[list[LibraryFile]]:
    """Return entries of the same sizes that lie on the disk more than once."""
    groups: dict[tuple[int, ...], list[LibraryFile]] = {}
    for file in files:
        if not file.missing and file.size:
            groups.setdefault(tuple(part.size for part in file.parts), []).append(file)
    return [group for group in groups.values() if _copies(group) > 1]


def bytes_to_read(groups: Iterable[Sequence[LibraryFile]]) -> int:
    """Return how much must be read because no hash can be relied on."""
    parts = (part for group in groups for file in group for part in file.parts)
    return sum(part.size for part in parts if not _is_sure(part))


def _is_sure(part: FilePart) -> bool:
    """Whether a hash was found in the content, or names it: who deletes a copy relies on it."""
    if part.is_verified:
        return True
    blob = part.path.resolve().name.removeprefix("sha256-")
    return bool(part.sha256) and part.sha256 == blob


def _copies(files: Iterable[LibraryFile]) -> int:
    return len({tuple(map(file_identity, file.parts)) for file in files})


def _content(file: LibraryFile, watch: Watch, keeper: Keeper) -> tuple[str, ...] | None:
    """Return the hashes of an entry's files; None if one cannot be read, or was given up."""
    hashes: list[str] = []
    parts: list[FilePart] = []
    for part in file.parts:
        try:
            found = part.sha256 if _is_sure(part) else watch.hash(part.path)
        except AppError:
            return None
        hashes.append(found)
        as_it_should = found == (part.sha256 or found)
        parts.append(
            dataclasses.replace(part, sha256=found, verified=part.verified or today())
            if as_it_should
            else part
        )
    if watch.cancel.is_set():
        return None
    keeper.keep(file, tuple(parts))
    return tuple(hashes)
