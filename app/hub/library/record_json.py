"""The library's values as JSON and back; what does not make sense is left out, never believed."""

import dataclasses
from pathlib import Path
from typing import Any, TypeVar, cast, get_type_hints

from app.core.library import (
    FileDetails,
    FileOrigin,
    FilePart,
    InstalledPair,
    LibraryFile,
    LibraryKind,
    PairSource,
    Place,
)

Record = TypeVar("Record", FilePart, FileOrigin, FileDetails)

_HINTS: dict[type, dict[str, Any]] = {
    kind: get_type_hints(kind) for kind in (FilePart, FileOrigin, FileDetails)
}


def file_record(file: LibraryFile) -> dict[str, Any]:
    """Return an entry as JSON values; what equals its default is not written."""
    return {
        "name": file.name,
        "place": file.place.value,
        "missing": file.missing,
        "parts": [_lean(part) for part in file.parts],
        "origin": _lean(file.origin),
        "details": _lean(file.details),
    }


def read_file(raw: object) -> LibraryFile | None:
    """Return the entry in `raw`; None if it is not one."""
    match raw:
        case {"name": str(name), "place": str(place), "parts": list()} if place in set(Place):
            values = cast(dict[str, Any], raw)
            parts = [_read(FilePart, part) for part in values["parts"]]
            origin = _read(FileOrigin, values.get("origin", {}))
            details = _read(FileDetails, values.get("details", {}))
        case _:
            return None
    if origin is None or details is None or None in parts or not parts:
        return None
    whole = tuple(part for part in parts if part is not None)
    return LibraryFile(
        name, Place(place), whole, origin, details, missing=values.get("missing") is True
    )


def pair_record(pair: InstalledPair) -> dict[str, Any]:
    """Return a pair as JSON values."""
    drafter = None if pair.drafter is None else str(pair.drafter)
    source = pair.source.value
    return {"target": str(pair.target), "drafter": drafter, "source": source, "when": pair.when}


def read_pair(raw: object) -> InstalledPair | None:
    """Return the pair in `raw`; None if it is not one."""
    match raw:
        case {
            "target": str(target),
            "drafter": str() | None as drafter,
            "source": str(source),
            "when": str(when),
        } if source in set(PairSource):
            second = None if drafter is None else Path(drafter)
            return InstalledPair(Path(target), second, PairSource(source), when)
        case _:
            return None


def _lean(value: Any) -> dict[str, Any]:
    """Return a value's fields, less the defaults: most of 5,000 entries' fields are."""
    found: dict[str, Any] = {}
    for field in dataclasses.fields(value):
        own = getattr(value, field.name)
        if own != field.default:
            found[field.name] = str(own) if isinstance(own, Path) else own
    return found


def _read(kind: type[Record], raw: object) -> Record | None:
    if not isinstance(raw, dict):
        return None
    values = cast(dict[str, Any], raw)
    kept: dict[str, Any] = {}
    for name, hint in _HINTS[kind].items():
        if name not in values:
            continue
        value = _coerced(values[name], hint)
        if value is None:
            return None
        kept[name] = value
    try:
        return kind(**kept)
    except TypeError:
        return None


def _coerced(value: Any, hint: Any) -> Any:
    """Return `value` as a field's type; None if it is not of that kind or below zero."""
    if hint is Path:
        return Path(value) if isinstance(value, str) and value else None
    if hint is LibraryKind:
        return LibraryKind(value) if value in set(LibraryKind) else None
    if type(value) is not hint:
        return None
    return None if hint is int and value < 0 else value
