"""Which settings were measured to be fastest, kept in the profile by pair and machine."""

import dataclasses
import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final, cast

from app.core import files
from app.core.tuning import Tuning

VERSION: Final = 1
"""Raised whenever a field changes its meaning: choices of another version are not read."""

MAX_ENTRIES: Final = 200
"""Kept at most; the ones measured longest ago go first."""

LEAST_GAIN: Final = 1.02
"""Less is not worth other settings, however surely it was measured."""

_MOST_THREADS: Final = 4096
_MOST_SPIN: Final = 2**31 - 1


@dataclass(frozen=True, slots=True)
class TuningKey:
    """What was measured, and on what.

    Attributes:
        pair: names the two files' contents. machine: processor, cores, and build of llama.cpp.
        gpu_layers: as asked for when the pair was loaded; None is as many as fit.
    """

    pair: str
    machine: str
    gpu_layers: int | None = None


@dataclass(frozen=True, slots=True)
class Gain:
    """How many times as fast as before: plain decoding, the pair's method (None where it has none),
    and the faster of the two each time."""

    best: float
    plain: float
    method: float | None = None

    @property
    def words(self) -> str:
        """The figure that speaks for the choice: "1.06x"."""
        if self.best < LEAST_GAIN <= self.plain:
            return f"plain decoding {self.plain:.2f}x"
        return f"{self.best:.2f}x"


@dataclass(frozen=True, slots=True)
class MeasuredTuning:
    """The outcome of one measurement.

    Attributes:
        tuning: what differs from the program's rule; Tuning() when nothing was faster.
        gain: over the program's rule, from the last comparison of the two.
        day: it was measured on.
    """

    tuning: Tuning
    gain: Gain
    day: date

    @property
    def sentence(self) -> str:
        """What is in force, and why."""
        if self.tuning == Tuning():
            return f"Measured on {self.day}: no other settings were faster than the usual ones."
        return f"Set up as measured on {self.day}: {self.tuning.words} ({self.gain.words})."


def load(path: Path) -> dict[TuningKey, MeasuredTuning]:
    """Return all that is kept, oldest first; a damaged file gives nothing and is set aside."""
    known: dict[TuningKey, MeasuredTuning] = {}
    for entry in files.read_entries(path, "what was measured of settings"):
        match entry:
            case {"key": key, "measured": measured, "version": version} if version == VERSION:
                read, value = _key(key), _measured(measured)
                if read is not None and value is not None:
                    known[read] = value
            case _:
                pass
    return known


def remember(path: Path, key: TuningKey, measured: MeasuredTuning) -> None:
    """Keep `measured` for `key` in place of an earlier one. Raises OSError."""
    known = load(path)
    known.pop(key, None)
    known[key] = measured
    _write(path, known)


def forget(path: Path, key: TuningKey) -> bool:
    """Drop what is kept for `key`; return whether there was anything. Raises OSError."""
    known = load(path)
    if known.pop(key, None) is None:
        return False
    _write(path, known)
    return True


def _write(path: Path, known: Mapping[TuningKey, MeasuredTuning]) -> None:
    newest = list(known.items())[-MAX_ENTRIES:]
    files.write_entries(
        path,
        (
            {
                "version": VERSION,
                "key": dataclasses.asdict(key),
                "measured": dataclasses.asdict(value) | {"day": value.day.isoformat()},
            }
            for key, value in newest
        ),
    )


def _key(raw: object) -> TuningKey | None:
    match raw:
        case {"pair": str(pair), "machine": str(machine), "gpu_layers": int() | None as layers}:
            return TuningKey(pair, machine, layers)
        case _:
            return None


def _measured(raw: object) -> MeasuredTuning | None:
    match raw:
        case {"tuning": dict(), "gain": dict(), "day": str(day)}:
            whole = cast(dict[str, dict[str, Any]], raw)
            tuning, gain, when = _tuning(whole["tuning"]), _gain(whole["gain"]), _day(day)
            if tuning is None or gain is None or when is None:
                return None
            return MeasuredTuning(tuning, gain, when)
        case _:
            return None


def _tuning(raw: Mapping[str, Any]) -> Tuning | None:
    """Return the settings in `raw`; the cache's type is never kept, so never read."""
    threads, spin = raw.get("threads"), raw.get("spin")
    repack, flash = raw.get("repack"), raw.get("flash_attention")
    if not (_within(threads, 1, _MOST_THREADS) and _within(spin, 0, _MOST_SPIN)):
        return None
    if not all(switch is None or isinstance(switch, bool) for switch in (repack, flash)):
        return None
    return Tuning(threads=threads, spin=spin, repack=repack, flash_attention=flash)


def _within(value: object, low: int, high: int) -> bool:
    """Whether `value` is None or a whole number in range."""
    if value is None:
        return True
    return isinstance(value, int) and not isinstance(value, bool) and low <= value <= high


def _gain(raw: Mapping[str, Any]) -> Gain | None:
    best, plain, method = (_ratio(raw.get(name)) for name in ("best", "plain", "method"))
    if best is None or plain is None or (method is None and raw.get("method") is not None):
        return None
    return Gain(best, plain, method)


def _ratio(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if math.isfinite(value) and 0.0 < value < 1e6 else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
