"""Takes files and folders into the library: linked where they lie, or copied when asked."""

import dataclasses
import errno
import hashlib
import os
import shutil
import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from app.core.errors import AppError
from app.core.library import FilePart, LibraryFile, Place
from app.hub.library import index
from app.hub.library.index import today
from app.hub.library.names import IMPORTED, entry_name, group_shards, is_model_file
from app.hub.library.places import Root
from app.hub.library.scan import LibraryFolders, entry_of
from app.hub.library.stats import stat_part
from app.hub.library.verifying import BytesRead
from app.hub.library.walk import Found, find_models

SPARE: Final = 1 << 28
"""Bytes that stay free on a disk that is copied to: a full one breaks other programs."""

_CHUNK: Final = 1 << 22


@dataclass(frozen=True, slots=True)
class Intake:
    """What was named, sorted: `models` are the files of each, `folders` were named whole."""

    models: tuple[tuple[Path, ...], ...]
    folders: tuple[Path, ...]

    @property
    def size(self) -> int:
        """Bytes of all models."""
        return sum(path.stat().st_size for paths in self.models for path in paths)


def look_at(paths: Iterable[Path], refuse: Callable[[Path, AppError], None]) -> Intake:
    """Return what is to be taken in; told `refuse` of what is no model, with the reason."""
    loose: dict[Path, None] = {}
    models: dict[Path, tuple[Path, ...]] = {}
    folders: list[Path] = []
    for path in (path.absolute() for path in paths):
        try:
            if not path.is_dir():
                loose.update(dict.fromkeys(_with_shards(path)))
                continue
            found = [one.paths for one in find_models(Root(Place.LINKED, path))]
            if not found:
                raise AppError(
                    f"There are no GGUF files in {path}.", "Choose a folder that holds some."
                )
        except AppError as problem:
            refuse(path, problem)
            continue
        folders.append(path)
        models.update((one[0], one) for one in found)
    models.update((one[0], one) for one in group_shards(loose))
    return Intake(tuple(models.values()), tuple(folders))


def link(
    folders: LibraryFolders,
    intake: Intake,
    cancel: threading.Event,
    report: Callable[[LibraryFile], None],
) -> None:
    """Record files where they are; a folder is looked through at every scan. Raises AppError."""
    known = index.load(folders.index)
    entries: list[LibraryFile] = []
    for paths in intake.models:
        if cancel.is_set():
            break
        entry = known.files.get(paths[0])
        if entry is None or entry.missing or _is_taken_anew(entry):
            found = Found(entry_name(paths[0].name), Place.LINKED, paths)
            entry = entry_of(found, tuple(map(stat_part, paths)))
            entries.append(entry)
        report(entry)
    with index.edit(folders.index) as records:
        for entry in entries:
            records.put(entry)
        for folder in intake.folders:
            if folder not in records.folders and not cancel.is_set():
                records.folders.append(folder)


def copy(
    folders: LibraryFolders,
    intake: Intake,
    cancel: threading.Event,
    progress: BytesRead,
    report: Callable[[LibraryFile], None],
) -> None:
    """Copy files into the models folder, hashed on the way. Raises AppError; leaves no halves."""
    models = folders.models / IMPORTED
    _check_space(folders.models, intake.size)
    for paths in intake.models:
        name = entry_name(paths[0].name)
        folder = _new_folder(models, Path(name).stem)
        parts = _copy_parts(paths, folder, cancel, progress)
        if not parts:
            return
        found = Found(name, Place.FORETOKEN, tuple(part.path for part in parts))
        entry = entry_of(found, parts)
        with index.edit(folders.index) as records:
            records.put(entry)
        report(entry)


def _is_taken_anew(entry: LibraryFile) -> bool:
    """Whether importing a linked file again means that it was changed on purpose."""
    return entry.place is Place.LINKED and not entry.origin.repo_id and not entry.is_verified


def _with_shards(path: Path) -> tuple[Path, ...]:
    """Return a file, and the other parts beside it if it is one of several. Raises AppError."""
    if not path.exists():
        raise AppError(f"There is no file {path}.", "Check the path.")
    if not is_model_file(path.name):
        if not _is_gguf(path):
            raise AppError(f"{path.name} is not a GGUF file.", "Choose a model ending in .gguf.")
        return (path,)
    name = entry_name(path.name)
    if name == path.name:
        return (path,)
    beside = [one for one in path.parent.iterdir() if is_model_file(one.name)]
    return next(group for group in group_shards(beside) if path in group)


def _is_gguf(path: Path) -> bool:
    """Whether a file is one by its first bytes: other programs' blobs have no name for it."""
    try:
        with path.open("rb") as file:
            return file.read(4) == b"GGUF"
    except OSError:
        return False


def _check_space(models: Path, needed: int) -> None:
    try:
        models.mkdir(parents=True, exist_ok=True)
        free = shutil.disk_usage(models).free
    except OSError as problem:
        raise _unwritable(models, problem) from problem
    if needed + SPARE > free:
        raise AppError(
            f"There is not enough space: {needed / 1e9:,.1f} GB are needed and "
            f"{max(free - SPARE, 0) / 1e9:,.1f} GB can be used on the disk of {models}.",
            "Free some space, or link the files instead of copying them.",
        )


def _new_folder(parent: Path, name: str) -> Path:
    """Return a folder that is not there yet."""
    folder, number = parent / name, 1
    while os.path.lexists(folder):
        number += 1
        folder = parent / f"{name} ({number})"
    return folder


def _copy_parts(
    paths: Sequence[Path], folder: Path, cancel: threading.Event, progress: BytesRead
) -> tuple[FilePart, ...]:
    """Copy one model's files; () once given up, and then nothing is left of them."""
    parts: list[FilePart] = []
    try:
        folder.mkdir(parents=True)
        for path in paths:
            target = folder / path.name
            sha256 = _copy_file(path, target, cancel, progress)
            if not sha256:
                shutil.rmtree(folder, ignore_errors=True)
                return ()
            parts.append(dataclasses.replace(stat_part(target, sha256), verified=today()))
    except OSError as problem:
        shutil.rmtree(folder, ignore_errors=True)
        raise _unwritable(folder, problem) from problem
    return tuple(parts)


def _copy_file(source: Path, target: Path, cancel: threading.Event, progress: BytesRead) -> str:
    """Copy a file, named as whole only when it is; return its SHA-256, "" once given up."""
    digest = hashlib.sha256()
    partial = target.with_name(f"{target.name}.part")
    with source.open("rb") as reader, partial.open("wb") as writer:
        while chunk := reader.read(_CHUNK):
            if cancel.is_set():
                return ""
            writer.write(chunk)
            digest.update(chunk)
            progress(source, len(chunk))
        writer.flush()
        os.fsync(writer.fileno())
    os.replace(partial, target)
    return digest.hexdigest()


def _unwritable(folder: Path, problem: OSError) -> AppError:
    if problem.errno == errno.ENOSPC:
        return AppError("The disk is full.", "Free some space, or link files instead of copying.")
    return AppError(
        f"Files cannot be copied to {folder}: {problem.strerror or problem}.",
        "Choose another models folder, or link the files instead of copying them.",
    )
