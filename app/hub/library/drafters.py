"""Which installed drafters fit a target, by the pair doctor; only likely ones are read whole."""

import threading
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from app.core.errors import AppError
from app.core.library import FileDetails, FilePart, LibraryFile, LibraryKind
from app.core.pairs import Method
from app.gguf.capabilities import Capabilities, describe
from app.gguf.pairing import MAX_VOCABULARY_DIFFERENCE, check_pair
from app.gguf.roles import Role

_BEST_FIRST: Final = (Method.MTP, Method.EAGLE3, Method.DRAFT)

_Stamp = tuple[Path, int, int, int]


@dataclass(slots=True)
class DrafterFinder:
    """Finds drafters for targets; verdicts on unchanged files are remembered while it lives."""

    _verdicts: dict[tuple[_Stamp, _Stamp], Method | None] = field(
        default_factory=dict[tuple[_Stamp, _Stamp], Method | None]
    )

    def find(
        self, target: LibraryFile, files: Iterable[LibraryFile], cancel: threading.Event
    ) -> tuple[LibraryFile, ...]:
        """Return drafters that fit `target`, best first: made for it, then small before large.

        Raises AppError if the target cannot be read.
        """
        whole: Capabilities | None = None
        found: list[tuple[int, int, str, LibraryFile]] = []
        for file in files:
            if cancel.is_set():
                break
            if file.path == target.path or not may_fit(target, file):
                continue
            key = (_stamp(target.parts[0]), _stamp(file.parts[0]))
            if key not in self._verdicts:
                whole = whole or describe(target.path)
                self._verdicts[key] = _verdict(whole, file.path)
            method = self._verdicts[key]
            if method is not None:
                rank = _BEST_FIRST.index(method)
                found.append((rank, file.size, file.name, file))
        return tuple(file for *_, file in sorted(found, key=lambda row: row[:3]))


def may_fit(target: LibraryFile, file: LibraryFile) -> bool:
    """Whether a file is worth reading as a drafter of `target`, by what is known of both."""
    mine, other = target.details, file.details
    if not (target.is_usable and file.is_usable) or mine.kind is not LibraryKind.TARGET:
        return False
    match other.role:
        case Role.ASSISTANT:
            return mine.architecture == "gemma4" and other.width_out == mine.width
        case Role.MTP_HEAD:
            return mine.architecture == other.architecture and other.width_out == mine.width_out
        case Role.EAGLE3:
            return other.vocabulary_size == mine.vocabulary_size
        case Role.TARGET:
            return _is_smaller_relative(mine, other)
        case _:
            return False


def _is_smaller_relative(target: FileDetails, other: FileDetails) -> bool:
    difference = abs(target.vocabulary_size - other.vocabulary_size)
    return other.parameters < target.parameters and difference <= MAX_VOCABULARY_DIFFERENCE


def _verdict(target: Capabilities, path: Path) -> Method | None:
    try:
        return check_pair(target, describe(path)).method
    except AppError:
        return None


def _stamp(part: FilePart) -> _Stamp:
    return part.path, part.size, part.mtime_ns, part.inode
