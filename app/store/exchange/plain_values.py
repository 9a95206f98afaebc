"""Looking at JSON values that may be anything: what is not as expected is nothing."""

import math
from typing import Any, cast

Plain = dict[str, Any]


def text(value: object) -> str:
    """Return a text without halves of characters, "" for anything else."""
    if not isinstance(value, str):
        return ""
    return value.encode("utf-8", errors="replace").decode("utf-8")


def number(value: object) -> float:
    """Return a finite number, 0.0 for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return 0.0
    try:
        found = float(value)
    except OverflowError:
        return 0.0
    return found if math.isfinite(found) and abs(found) < 1e14 else 0.0


def mapping(value: object) -> Plain:
    """Return an object, an empty one for anything else."""
    return cast(Plain, value) if isinstance(value, dict) else {}


def sequence(value: object) -> list[Any]:
    """Return a list, an empty one for anything else."""
    return cast(list[Any], value) if isinstance(value, list) else []
