"""Measured speeds of plain decoding, kept in the profile from one start to the next."""

import dataclasses
import math
from pathlib import Path

from app.core import files
from app.core.baseline import Baseline
from app.core.learnt import LearntKey, read_key

MAX_ENTRIES = 200
"""Kept at most; the ones measured longest ago go first."""


def load(path: Path) -> dict[LearntKey, Baseline]:
    """Return all that is kept, oldest first; a damaged file gives nothing and is set aside."""
    known: dict[LearntKey, Baseline] = {}
    for entry in files.read_entries(path, "what was measured of plain decoding"):
        match entry:
            case {"key": key, "baseline": baseline}:
                read, value = read_key(key), _baseline(baseline)
                if read is not None and value is not None:
                    known[read] = value
            case _:
                pass
    return known


def recall(known: dict[LearntKey, Baseline], key: LearntKey, context: int) -> Baseline | None:
    """Return the newest baseline of this pair, device and temperature that holds at `context`."""
    fitting = [
        value
        for other, value in known.items()
        if dataclasses.replace(other, context=key.context) == key and value.holds_at(context)
    ]
    return max(fitting, key=lambda value: value.measured_at, default=None)


def remember(path: Path, key: LearntKey, baseline: Baseline) -> None:
    """Keep `baseline` for `key` in place of an earlier one. Raises OSError."""
    known = load(path)
    known.pop(key, None)
    known[key] = baseline
    files.write_entries(
        path,
        (
            {"key": dataclasses.asdict(kept), "baseline": dataclasses.asdict(value)}
            for kept, value in list(known.items())[-MAX_ENTRIES:]
        ),
    )


def _baseline(raw: object) -> Baseline | None:
    match raw:
        case {
            "seconds_per_token": float(seconds),
            "rounds": int(rounds),
            "context_low": int(low),
            "context_high": int(high),
            "measured_at": float() | int() as at,
        }:
            sound = math.isfinite(seconds) and math.isfinite(at) and seconds > 0 and rounds > 0
            return Baseline(seconds, rounds, low, high, float(at)) if sound else None
        case _:
            return None
