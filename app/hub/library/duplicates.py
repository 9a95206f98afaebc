"""Finds entries with the same content: of those with the same sizes, the hashes decide."""

import dataclasses
from collections.abc import Iterable, Sequence
from pathlib import Path

from app.core.errors import AppError
from app.core.library import Duplicates, FilePart, LibraryFile
from app.hub.library.stats import file_identity
from app.hub.library.verifying import Watch, keep_parts


def find_duplicates(
    index_file: Path, files: Iterable[LibraryFile], watch: Watch
) -> tuple[Duplicates, ...]:
    """Return groups of the same content, most wasteful first; hashes found are kept.

    Names of one file on disk (links) waste nothing and count as one. Once cancelled it returns
    what was found so far. Raises AppError.
    """
    groups: list[Duplicates] = []
    for alike in candidates(files):
        by_content: dict[tuple[str, ...], list[LibraryFile]] = {}
        for file in alike:
            hashed = _hashed(index_file, file, watch)
            if watch.cancel.is_set():
                break
            if hashed is not None:
                content = tuple(part.sha256 for part in hashed.parts)
                by_content.setdefault(content, []).append(hashed)
        groups += [
            Duplicates(tuple(same), (_copies(same) - 1) * same[0].size)
            for same in by_content.values()
            if _copies(same) > 1
        ]
    return tuple(sorted(groups, key=lambda group: -group.wasted))


def candidates(files: Iterable[LibraryFile]) -> list[list[LibraryFile]]:
    """Return entries of the same sizes that lie on the disk more than once."""
    groups: dict[tuple[int, ...], list[LibraryFile]] = {}
    for file in files:
        if not file.missing and file.size:
            groups.setdefault(tuple(part.size for part in file.parts), []).append(file)
    return [group for group in groups.values() if _copies(group) > 1]


def bytes_to_read(groups: Iterable[Sequence[LibraryFile]]) -> int:
    """Return how much must be read because no hash is known."""
    parts = (part for group in groups for file in group for part in file.parts)
    return sum(part.size for part in parts if not part.sha256)


def _copies(files: Iterable[LibraryFile]) -> int:
    return len({tuple(map(file_identity, file.parts)) for file in files})


def _hashed(index_file: Path, file: LibraryFile, watch: Watch) -> LibraryFile | None:
    """Return an entry with all hashes; None if it cannot be read or was given up."""
    if all(part.sha256 for part in file.parts):
        return file
    parts: list[FilePart] = []
    for part in file.parts:
        try:
            sha256 = part.sha256 or watch.hash(part.path)
        except AppError:
            return None
        parts.append(dataclasses.replace(part, sha256=sha256))
    if watch.cancel.is_set():
        return None
    keep_parts(index_file, file, parts)
    return dataclasses.replace(file, parts=tuple(parts))
