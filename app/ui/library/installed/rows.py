"""Installed models as rows: every word that a table shows of them, made once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from app.core.library import Library, LibraryFile, LibraryKind, Place
from app.ui.library.wording import parameters
from app.ui.wording import size


def _tr(text: str, n: int = -1) -> str:
    return QCoreApplication.translate("installed", text, None, n)


@dataclass(frozen=True, slots=True)
class InstalledRow:
    """One row.

    Attributes:
        words: what each column shows. keys: what each is sorted by.
        found: all that a filter looks at, in lower case.
        copies: how many other entries have the same content.
    """

    file: LibraryFile
    words: tuple[str, ...]
    keys: tuple[str | int, ...]
    found: str
    copies: int


def rows_of(library: Library) -> Iterator[InstalledRow]:
    """Yield a row for each entry, in the library's order; thousands take longer than a frame."""
    drafters: dict[Path, str] = {}
    used: dict[Path, str] = {}
    names = {file.path: file.name for file in library.files}
    for pair in library.pairs:
        for path in (pair.target, pair.drafter):
            if path is not None:
                used[path] = max(used.get(path, ""), pair.when)
        if pair.drafter is not None:
            drafters.setdefault(pair.target, names.get(pair.drafter, pair.drafter.name))
    copies = _copies(library)
    for file in library.files:
        yield _row(file, drafters, used, copies.get(file.path, 0))


def _row(
    file: LibraryFile, drafters: Mapping[Path, str], used: Mapping[Path, str], copies: int
) -> InstalledRow:
    kind, place = kind_words(file), place_words(file.place)
    drafter = drafters.get(file.path, "")
    if not drafter and file.details.has_heads:
        drafter = _tr("its own MTP head")
    last = used.get(file.path, "")
    name = (
        f"{file.name}  ·  {state_words(file, copies)}" if state_words(file, copies) else (file.name)
    )
    return InstalledRow(
        file,
        (name, kind, drafter, size(file.size), place, last),
        (file.name.lower(), kind, drafter.lower(), file.size, place, last),
        " ".join((name, kind, drafter, place, file.origin.repo_id, str(file.path))).lower(),
        copies,
    )


def _copies(library: Library) -> dict[Path, int]:
    """Return how many other entries are known to have the content of each."""
    same: dict[tuple[str, ...], list[LibraryFile]] = {}
    for file in library.files:
        hashes = tuple(part.sha256 for part in file.parts)
        if all(hashes) and not file.missing:
            same.setdefault(hashes, []).append(file)
    return {
        file.path: len(group) - 1
        for group in same.values()
        if len({(part.device, part.inode) for file in group for part in file.parts[:1]}) > 1
        for file in group
    }


def state_words(file: LibraryFile, copies: int) -> str:
    """Say what is out of the ordinary about an entry, "" for nothing."""
    if file.missing:
        return _tr("missing")
    if copies:
        return _tr("the same file is here {n} times").format(n=copies + 1)
    return ""


def kind_words(file: LibraryFile) -> str:
    """Say what an entry is, with its size in parameters and its quant."""
    details = file.details
    parts = [_kind_name(details.kind)]
    if details.kind is LibraryKind.COMPANION and details.role:
        parts = [details.role]
    if file.is_usable:
        parts += [parameters(details.parameters), details.quantization]
    return " ".join(part for part in parts if part)


@cache
def _kind_name(kind: LibraryKind) -> str:
    return {
        LibraryKind.TARGET: _tr("target"),
        LibraryKind.DRAFTER: _tr("drafter"),
        LibraryKind.COMPANION: _tr("companion"),
        LibraryKind.UNUSABLE: _tr("cannot be used"),
        LibraryKind.UNREAD: _tr("not read yet"),
    }[kind]


@cache
def place_words(place: Place) -> str:
    """Return how the window calls a place."""
    return {
        Place.FORETOKEN: _tr("Foretoken"),
        Place.LINKED: _tr("where it was (linked)"),
        Place.HUGGING_FACE: _tr("Hugging Face cache"),
        Place.LM_STUDIO: _tr("LM Studio"),
        Place.OLLAMA: _tr("Ollama"),
        Place.LLAMA_CPP: _tr("llama.cpp"),
    }[place]


def use_words(library: Library) -> str:
    """Say what all of it takes of the disk, by place."""
    if not library.files:
        return ""
    whole = _tr("{n} models, {size}", len(library.files)).format(
        n=len(library.files), size=size(library.size)
    )
    places = [f"{place_words(use.place)} {size(use.size)}" for use in library.uses if use.size]
    return f"{whole}:  {'  ·  '.join(places)}" if len(places) > 1 else whole
