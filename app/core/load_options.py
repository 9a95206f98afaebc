"""How each pair was last loaded, as the user chose: kept in the profile, by the pair's files."""

import dataclasses
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeVar, cast

from app.core import files
from app.core.pairs import Method, PairSpec
from app.core.tuning import CacheType, Tuning

VERSION: Final = 1
"""Raised whenever a field changes its meaning: options of another version are not read."""

MAX_ENTRIES: Final = 200
"""Kept at most; the ones chosen longest ago go first."""

MOST_CONTEXT: Final = 2**24
MOST_LAYERS: Final = 4096
MOST_THREADS: Final = 4096
MOST_IDLE_MINUTES: Final = 24 * 60
_MOST_DEVICES: Final = 64

_Word = TypeVar("_Word", Method, CacheType)


@dataclass(frozen=True, slots=True)
class LoadOptions:
    """What can be chosen about loading a pair; None and () leave it to the program.

    Attributes:
        method, context_length, gpu_layers, devices, split, threads: see core.pairs.PairSpec.
        flash_attention, cache_type, cache_type_v: see core.tuning.Tuning.
        idle_minutes: without a question until the window unloads the pair; 0 is never.
    """

    method: Method = Method.AUTO
    context_length: int | None = None
    gpu_layers: int | None = None
    devices: tuple[str, ...] = ()
    split: tuple[float, ...] = ()
    threads: int | None = None
    flash_attention: bool | None = None
    cache_type: CacheType = CacheType.F16
    cache_type_v: CacheType | None = None
    idle_minutes: int = 0

    def spec(self, target: Path, drafter: Path | None) -> PairSpec:
        """Return the wish to load these files so."""
        return PairSpec(
            target,
            drafter,
            method=self.method,
            context_length=self.context_length,
            gpu_layers=self.gpu_layers,
            devices=self.devices,
            split=self.split,
            threads=self.threads,
            tuning=Tuning(
                flash_attention=self.flash_attention,
                cache_type=self.cache_type,
                cache_type_v=self.cache_type_v,
            ),
        )

    @property
    def measurable(self) -> "LoadOptions":
        """The same with all left open that a measurement of the pair's settings chooses."""
        return dataclasses.replace(
            self,
            threads=None,
            flash_attention=None,
            cache_type=CacheType.F16,
            cache_type_v=None,
        )


PairKey = tuple[str, str]
"""Paths of target and drafter; ("", "") is the embedded pair, "" behind a target no drafter."""


def load(path: Path) -> dict[PairKey, LoadOptions]:
    """Return all that is kept, oldest first; a damaged file gives nothing and is set aside."""
    known: dict[PairKey, LoadOptions] = {}
    for entry in files.read_entries(path, "how pairs are loaded"):
        match entry:
            case {
                "version": version,
                "target": str(target),
                "drafter": str(drafter),
                "options": dict(),
            } if version == VERSION:
                known[target, drafter] = _options(cast(dict[str, Any], entry["options"]))
            case _:
                pass
    return known


def remember(path: Path, key: PairKey, options: LoadOptions) -> None:
    """Keep `options` for a pair in place of earlier ones. Raises OSError."""
    known = load(path)
    known.pop(key, None)
    if options != LoadOptions():
        known[key] = options
    newest = list(known.items())[-MAX_ENTRIES:]
    files.write_entries(
        path,
        (
            {
                "version": VERSION,
                "target": target,
                "drafter": drafter,
                "options": dataclasses.asdict(kept),
            }
            for (target, drafter), kept in newest
        ),
    )


def _options(raw: Mapping[str, Any]) -> LoadOptions:
    """Return what is usable of `raw`, everything else left open."""
    usual = LoadOptions()
    devices, split = _devices(raw.get("devices")), _split(raw.get("split"))
    flash = raw.get("flash_attention")
    return LoadOptions(
        method=_word(Method, raw.get("method")) or usual.method,
        context_length=_whole(raw.get("context_length"), 2, MOST_CONTEXT),
        gpu_layers=_whole(raw.get("gpu_layers"), 0, MOST_LAYERS),
        devices=devices,
        split=split if len(split) == len(devices) else (),
        threads=_whole(raw.get("threads"), 1, MOST_THREADS),
        flash_attention=flash if isinstance(flash, bool) else None,
        cache_type=_word(CacheType, raw.get("cache_type")) or usual.cache_type,
        cache_type_v=_word(CacheType, raw.get("cache_type_v")),
        idle_minutes=_whole(raw.get("idle_minutes"), 0, MOST_IDLE_MINUTES) or 0,
    )


def _whole(value: object, low: int, high: int) -> int | None:
    return value if type(value) is int and low <= value <= high else None


def _word(kind: type[_Word], value: object) -> _Word | None:
    return kind(value) if isinstance(value, str) and value in set(kind) else None


def _devices(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        return ()
    names = cast(list[object], value)[:_MOST_DEVICES]
    return tuple(name for name in names if isinstance(name, str))


def _split(value: object) -> tuple[float, ...]:
    if not isinstance(value, list):
        return ()
    shares = cast(list[object], value)[:_MOST_DEVICES]
    usable = [
        float(share)
        for share in shares
        if isinstance(share, int | float) and math.isfinite(share) and share >= 0
    ]
    return tuple(usable) if len(usable) == len(shares) and sum(usable) > 0 else ()
