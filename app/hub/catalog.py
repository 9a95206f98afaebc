"""`resources/catalog.json`: which drafters are published for which targets, and reported speeds.

It only names places: whether anything is there, and fits, is asked of the hub every time.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from app.core.pairs import Method
from app.core.speedup import ExpectedSpeedup, SpeedupSource

_APART = re.compile(r"[\s_]+")


@dataclass(frozen=True, slots=True)
class PublishedDrafter:
    """Where a drafter should be.

    Attributes:
        files: patterns of paths in the repository, best first. only: for targets of this name.
    """

    repo_id: str
    files: tuple[str, ...]
    method: Method
    note: str = ""
    only: str = ""


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """One model, or several that take the same drafters.

    Attributes:
        targets: parts of names, in lower case with hyphens.
        heads_in: where the same model is published with MTP heads in its own file.
        speedups: ranges that others reported, by method.
    """

    name: str
    targets: tuple[str, ...]
    drafters: tuple[PublishedDrafter, ...]
    heads_in: PublishedDrafter | None
    speedups: tuple[tuple[Method, ExpectedSpeedup], ...]

    def speedup(self, method: Method) -> ExpectedSpeedup | None:
        """Return what others reported of this method, None without any report."""
        return dict(self.speedups).get(method)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All entries; the first that knows a name counts, so special ones come before general ones."""

    entries: tuple[CatalogueEntry, ...]

    def find(self, names: Iterable[str]) -> CatalogueEntry | None:
        """Return the entry for a target that goes by these names: repository, file, its own."""
        plain = [plain_name(name) for name in names]
        for entry in self.entries:
            if any(target in name for target in entry.targets for name in plain):
                return entry
        return None


def plain_name(name: str) -> str:
    """Return a name in lower case, its words apart by hyphens."""
    return _APART.sub("-", name.strip().lower())


def load_catalogue(path: Path) -> Catalogue:
    """Read the catalogue that came with the program."""
    raw = json.loads(path.read_text(encoding="utf-8"))
    return Catalogue(tuple(_entry(entry) for entry in raw["models"]))


def _entry(raw: dict[str, object]) -> CatalogueEntry:
    name = str(raw["name"])
    heads = [raw["heads_in"]] if "heads_in" in raw else []
    return CatalogueEntry(
        name=name,
        targets=_texts(raw["targets"]),
        drafters=tuple(_drafter(item) for item in _items(raw.get("drafters"))),
        heads_in=next((_drafter({"method": "mtp"} | item) for item in _items(heads)), None),
        speedups=tuple(_speedup(name, item) for item in _items(raw.get("speedups"))),
    )


def _drafter(raw: dict[str, object]) -> PublishedDrafter:
    return PublishedDrafter(
        repo_id=str(raw["repo"]),
        files=_texts(raw["files"]),
        method=Method(str(raw["method"])),
        note=str(raw.get("note", "")),
        only=str(raw.get("only", "")),
    )


def _speedup(name: str, raw: dict[str, object]) -> tuple[Method, ExpectedSpeedup]:
    low, high = float(str(raw["low"])), float(str(raw["high"]))
    sentence = (
        f"Estimate: others measured {low:.1f}x to {high:.1f}x with {name} ({raw['basis']}). "
        "Nothing was measured on this machine yet."
    )
    expected = ExpectedSpeedup(low, high, SpeedupSource.PUBLISHED, sentence)
    return Method(str(raw["method"])), expected


def _items(raw: object) -> list[dict[str, object]]:
    return cast(list[dict[str, object]], raw) if isinstance(raw, list) else []


def _texts(raw: object) -> tuple[str, ...]:
    return tuple(map(str, cast(list[object], raw))) if isinstance(raw, list) else ()
