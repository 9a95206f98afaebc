"""Finds model files in a folder, however its owner lays them out; reads no model."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from app.core.library import FileOrigin, Place
from app.hub.library.names import IMPORTED, entry_name, group_shards, is_model_file
from app.hub.library.ollama import read_models
from app.hub.library.places import Layout, Root

_DEEPEST: Final = 12
"""Folders in folders that are looked into."""

_SHA256: Final = re.compile(r"[0-9a-f]{64}")
_COMMIT: Final = re.compile(r"[0-9a-f]{40}")


@dataclass(frozen=True, slots=True)
class Found:
    """One model's files, unread.

    Attributes:
        sha256: by file, as a cache's blob is named; "" where the name does not say.
    """

    name: str
    place: Place
    paths: tuple[Path, ...]
    origin: FileOrigin = field(default_factory=FileOrigin)
    sha256: tuple[str, ...] = ()


def find_models(root: Root) -> Iterator[Found]:
    """Yield the models in a folder; what cannot be read is passed over."""
    if root.layout is Layout.HUB_CACHE:
        yield from _in_hub_cache(root)
    elif root.layout is Layout.OLLAMA:
        for name, origin, blob in read_models(root.folder):
            hashes = (blob.name.removeprefix("sha256-"),)
            yield Found(name, root.place, (blob,), origin, hashes)
    else:
        for paths in group_shards(_files(root.folder)):
            origin = FileOrigin()
            if root.layout is Layout.OWNER_AND_REPOSITORY:
                origin = _origin_by_path(paths[0], root.folder)
            yield Found(entry_name(paths[0].name), root.place, paths, origin)


def _origin_by_path(path: Path, folder: Path) -> FileOrigin:
    owner, *rest = path.relative_to(folder).parts
    if len(rest) < 2 or owner == IMPORTED:
        return FileOrigin()
    return FileOrigin(f"{owner}/{rest[0]}", path="/".join(rest[1:]))


def _in_hub_cache(root: Root) -> Iterator[Found]:
    for repository in _folders(root.folder):
        if not repository.name.startswith("models--"):
            continue
        repo_id = repository.name.removeprefix("models--").replace("--", "/", 1)
        seen: set[Path] = set()
        for snapshot in _snapshots(repository):
            for paths in group_shards(_files(snapshot)):
                blobs = tuple(path.resolve() for path in paths)
                # The same blob under an older commit is the same file.
                if seen.issuperset(blobs):
                    continue
                seen.update(blobs)
                inside = paths[0].relative_to(snapshot).as_posix()
                origin = FileOrigin(repo_id, snapshot.name, inside)
                hashes = tuple(_hash_by_name(blob) for blob in blobs)
                yield Found(entry_name(paths[0].name), root.place, paths, origin, hashes)


def _snapshots(repository: Path) -> list[Path]:
    """Return the commits' folders, those that a branch points to first, `main` before all."""
    current: dict[str, int] = {}
    refs = repository / "refs"
    for path in sorted(_walk(refs), key=lambda path: path != refs / "main"):
        try:
            commit = path.read_text(encoding="ascii", errors="replace")[:41].strip()
        except OSError:
            continue
        if _COMMIT.fullmatch(commit):
            current.setdefault(commit, len(current))
    found = list(_folders(repository / "snapshots"))
    return sorted(found, key=lambda path: (current.get(path.name, len(current)), path.name))


def _hash_by_name(blob: Path) -> str:
    return blob.name if blob.parent.name == "blobs" and _SHA256.fullmatch(blob.name) else ""


def _folders(folder: Path) -> Iterator[Path]:
    try:
        with os.scandir(folder) as entries:
            yield from sorted(Path(entry.path) for entry in entries if entry.is_dir())
    except OSError:
        return


def _files(folder: Path) -> list[Path]:
    return [path for path in _walk(folder) if is_model_file(path.name)]


def _walk(folder: Path) -> Iterator[Path]:
    """Yield the files below a folder, through linked folders too, each folder once."""
    seen: set[tuple[int, int]] = set()
    waiting = [(folder, 0)]
    while waiting:
        here, depth = waiting.pop()
        try:
            status = here.stat()
            if (status.st_dev, status.st_ino) in seen and status.st_ino:
                continue
            seen.add((status.st_dev, status.st_ino))
            with os.scandir(here) as entries:
                for entry in entries:
                    if not entry.is_dir():
                        yield Path(entry.path)
                    elif depth < _DEEPEST and not entry.name.startswith("."):
                        waiting.append((Path(entry.path), depth + 1))
        except OSError:
            continue
