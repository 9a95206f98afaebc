"""The library for the length of a verb: where it is, what is in it, and which entry is meant."""

import argparse
import dataclasses
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from app.cli.progress import ProgressLine
from app.cli.tables import printable, size_text
from app.core import settings
from app.core.errors import AppError
from app.core.library import FilePart, InstalledPair, Library, LibraryFile
from app.core.paths import Profile
from app.hub.library import index
from app.hub.library.scan import LibraryFolders, scan


def folders_of(args: argparse.Namespace) -> LibraryFolders:
    """Return where the profile's library is."""
    profile = Profile(args.profile)
    chosen = settings.load(profile.settings_file)
    return LibraryFolders(profile.library_file, profile.models(chosen.models_folder))


def scanned(args: argparse.Namespace) -> Library:
    """Return what is on this machine now. Raises AppError."""
    folders, line = folders_of(args), ProgressLine()
    index.adopt_recent(folders.index, settings.load(Profile(args.profile).settings_file).recent)
    try:
        return scan(folders, threading.Event(), lambda file: line.show(printable(file.name)))
    finally:
        line.clear()


def chosen(library: Library, words: Sequence[str]) -> list[LibraryFile]:
    """Return the entries that are meant, by path or name. Raises AppError if one is not clear."""
    found: dict[Path, LibraryFile] = {}
    for word in words:
        entry = library.find(Path(word).absolute()) or _by_name(library, word)
        found[entry.path] = entry
    return list(found.values())


def _by_name(library: Library, word: str) -> LibraryFile:
    wanted = word.lower()
    exact = [
        file
        for file in library.files
        if wanted in (file.name.lower(), file.name.lower().removesuffix(".gguf"))
    ]
    alike = exact or [file for file in library.files if wanted in file.name.lower()]
    match alike:
        case [file]:
            return file
        case []:
            raise AppError(f"There is no {word} in the library.", "See `foretoken models list`.")
        case _:
            paths = ", ".join(str(file.path) for file in alike[:5])
            raise AppError(f"{len(alike)} models are called {word}.", f"Give a path: {paths}.")


class BytesLine:
    """Shows how many bytes of how many were read."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._done = 0
        self._line = ProgressLine()

    def more(self, path: Path, count: int) -> None:
        """Count bytes of a file."""
        self._done += count
        share = self._done / self._total if self._total else 1.0
        of = f"{size_text(self._done)} of {size_text(self._total)}"
        self._line.show(f"{share:4.0%}  {of}  {printable(path.name)}")

    def clear(self) -> None:
        """Leave the terminal as it was."""
        self._line.clear()


def file_record(file: LibraryFile) -> dict[str, Any]:
    """Return an entry for JSON."""
    details = dataclasses.asdict(file.details) | {"kind": file.details.kind.value}
    details.pop("reading")
    return {
        "name": file.name,
        "path": str(file.path),
        "place": file.place.value,
        "size": file.size,
        "missing": file.missing,
        "verified": file.is_verified,
        "repo_id": file.origin.repo_id,
        "revision": file.origin.revision,
        "path_in_repository": file.origin.path,
        "details": details,
        "parts": [_part_record(part) for part in file.parts],
    }


def pair_record(pair: InstalledPair) -> dict[str, Any]:
    """Return a pair for JSON."""
    return {
        "target": str(pair.target),
        "drafter": None if pair.drafter is None else str(pair.drafter),
        "source": pair.source.value,
        "when": pair.when,
    }


def _part_record(part: FilePart) -> dict[str, Any]:
    return {
        "path": str(part.path),
        "size": part.size,
        "sha256": part.sha256,
        "verified": part.verified,
    }
