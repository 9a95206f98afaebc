"""Removes models: says first what goes, what stays, whose it is, and what the disk gets back."""

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from app.core.errors import AppError
from app.core.library import Library, LibraryFile, Place, Removal
from app.hub.library import index
from app.hub.library.ollama import read_manifests

_SIDECARS: Final = (".json", ".etag")
"""What llama.cpp used to write beside a download."""


def plan_removal(library: Library, files: Sequence[LibraryFile]) -> Removal:
    """Return what removing these entries would do; touches nothing."""
    going: list[LibraryFile] = []
    paths: dict[Path, None] = {}
    kept: list[str] = []
    for file in files:
        if refusal := _refusal(library, file):
            kept.append(refusal)
            continue
        going.append(file)
        if file.place is Place.LINKED and not file.missing:
            kept.append(f"{file.name} is only linked: the file itself stays in {_parent(file)}.")
        elif file.place is not Place.LINKED:
            found, sentences = _paths_of(file)
            paths.update(dict.fromkeys(found))
            kept += sentences
    owners = tuple(dict.fromkeys(file.place for file in going if not file.place.is_ours))
    freed, shared = _freed(paths)
    kept += [f"{path} has another name on this disk, so its space stays in use." for path in shared]
    return Removal(tuple(going), tuple(paths), freed, owners, tuple(kept))


def delete(removal: Removal) -> None:
    """Delete what was planned, for good. Raises AppError at the first file that cannot be."""
    for path in removal.paths:
        try:
            path.unlink(missing_ok=True)
        except OSError as problem:
            raise undeletable(path, problem.strerror or str(problem)) from problem


def undeletable(path: Path, reason: str) -> AppError:
    """Return the error for a file that stays."""
    return AppError(
        f"{path} could not be deleted: {reason}.",
        "Close programs that use it, or check that you may write in its folder.",
    )


def forget(index_file: Path, removal: Removal) -> None:
    """Take entries out of the index whose files are gone or were linked. Raises AppError."""
    with index.edit(index_file) as records:
        for file in removal.files:
            if file.place is Place.LINKED or not os.path.lexists(file.path):
                records.files.pop(file.path, None)


def remove_empty_folders(models: Path, paths: Iterable[Path]) -> None:
    """Remove folders below the models folder that a removal has emptied."""
    for path in paths:
        for folder in path.parents:
            if models not in folder.parents:
                break
            try:
                folder.rmdir()
            except OSError:
                break


def _parent(file: LibraryFile) -> Path:
    return file.path.parent


def _refusal(library: Library, file: LibraryFile) -> str:
    """Return why an entry cannot be removed by itself; "" if it can."""
    if file.place is Place.LINKED and not file.missing:
        for folder in library.folders:
            if folder in file.path.parents:
                return f"{file.name} lies in the linked folder {folder}: unlink that folder."
    if file.place is Place.OLLAMA and _ollama_owner(file) is None:
        return f"{file.name} is part of a model of Ollama: remove that model."
    return ""


def _paths_of(file: LibraryFile) -> tuple[list[Path], list[str]]:
    """Return what to delete for an entry, links before what they lead to, with sentences."""
    if file.place is Place.OLLAMA:
        return _ollama_paths(file)
    own = [part.path for part in file.parts]
    if (repository := _hub_repository(file.path)) is not None:
        return _hub_paths(repository, own), []
    if file.place is Place.LLAMA_CPP:
        own += [side for path in own for side in _sidecars(path)]
    return [path for path in own if os.path.lexists(path)], []


def _sidecars(path: Path) -> Iterator[Path]:
    for suffix in _SIDECARS:
        yield path.with_name(path.name + suffix)


def _hub_repository(path: Path) -> Path | None:
    """Return the `models--owner--name` folder of a hub cache that a snapshot's file is in."""
    for folder in path.parents:
        if folder.name == "snapshots" and folder.parent.name.startswith("models--"):
            return folder.parent
    return None


def _hub_paths(repository: Path, own: Sequence[Path]) -> list[Path]:
    """Return every name of these blobs in the repository, then the blobs."""
    blobs = {path.resolve() for path in own}
    names = [
        Path(here, name)
        for here, _, found in os.walk(repository / "snapshots")
        for name in found
        if Path(here, name).resolve() in blobs
    ]
    inside = [blob for blob in sorted(blobs) if repository.resolve() in blob.parents]
    return [*sorted(names), *(blob for blob in inside if blob not in names and blob.exists())]


def _ollama_store(file: LibraryFile) -> Path:
    return file.path.parent.parent


def _ollama_owner(file: LibraryFile) -> Path | None:
    """Return a manifest whose model this blob is; None for a projector."""
    for manifest in read_manifests(_ollama_store(file)):
        if manifest.models and manifest.models[0][1] == file.path:
            return manifest.path
    return None


def _ollama_paths(file: LibraryFile) -> tuple[list[Path], list[str]]:
    """Return a model's manifests and the blobs that no other model needs."""
    manifests = list(read_manifests(_ollama_store(file)))
    going = [one for one in manifests if one.models and one.models[0][1] == file.path]
    needed = {blob for one in manifests if one not in going for blob in one.blobs}
    blobs = {blob for one in going for blob in one.blobs}
    paths = [one.path for one in going]
    paths += sorted(blob for blob in blobs - needed if blob.exists())
    also = [one.name for one in going if one.name != file.name]
    sentences = [f"Its other name in Ollama, {name}, goes too." for name in also]
    if file.path in needed:
        sentences.append("Another model of Ollama is made of the same file, which stays.")
    return paths, sentences


def _freed(paths: Iterable[Path]) -> tuple[int, list[Path]]:
    """Return the bytes that deleting all these frees, and those kept alive by a name elsewhere."""
    names: dict[tuple[int, int], list[Path]] = {}
    sizes: dict[tuple[int, int], tuple[int, int]] = {}
    for path in paths:
        try:
            status = path.lstat()
        except OSError:
            continue
        if path.is_symlink():
            continue
        key = (status.st_dev, status.st_ino)
        names.setdefault(key, []).append(path)
        sizes[key] = (status.st_size, status.st_nlink)
    shared = [own[0] for key, own in names.items() if sizes[key][1] > len(own)]
    freed = sum(size for key, (size, links) in sizes.items() if links <= len(names[key]))
    return freed, shared
