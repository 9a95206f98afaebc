"""What a depth controller knows, as a value that survives the program."""

import math
from dataclasses import dataclass, fields
from typing import Any, cast, get_args, get_type_hints

VERSION = 2
"""Raised whenever a field changes its meaning: values of another version are not read."""

_LONGEST = 64


@dataclass(frozen=True, slots=True)
class LearntDepth:
    """Costs, acceptance and the patience already shown. JSON through dataclasses.asdict.

    Attributes:
        depth: the depth held.
        seconds, rounds: a round's time by depth from 0 on, and how many rounds each rests on (0:
            not measured).
        tried: rounds spent at each depth from 0 on. idle: rounds since the last of them.
        reached, accepted: weights behind each position's conditional acceptance.
        noise: standard deviation of the logarithm of a round's time.
        credit: plain rounds' worth of time that trials may cost now; negative is a debt.
        undrafted, patience: rounds since the last draft, and after how many one is tried again.
    """

    depth: int
    seconds: tuple[float, ...]
    rounds: tuple[int, ...]
    tried: tuple[int, ...]
    idle: tuple[int, ...]
    reached: tuple[float, ...]
    accepted: tuple[float, ...]
    noise: float
    credit: float
    undrafted: int
    patience: int
    version: int = VERSION


def read_learnt(raw: object) -> LearntDepth | None:
    """Return the value that `raw` (from JSON) holds, None if damaged or of another version."""
    if not isinstance(raw, dict):
        return None
    values = cast(dict[str, Any], raw)
    hints = get_type_hints(LearntDepth)
    found: dict[str, Any] = {}
    for field in fields(LearntDepth):
        value = _as(hints[field.name], values.get(field.name))
        if value is None:
            return None
        found[field.name] = value
    learnt = LearntDepth(**found)
    return learnt if is_sound(learnt) else None


def _as(hint: Any, value: Any) -> Any:
    """Return `value` as int, float or a tuple of them, None if it is something else."""
    kinds = get_args(hint)
    if kinds:
        if not isinstance(value, list | tuple):
            return None
        items = [_as(kinds[0], item) for item in cast(list[Any], value)]
        return None if None in items or len(items) > _LONGEST else tuple(items)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    if hint is int:
        return value if isinstance(value, int) else None
    return float(value) if math.isfinite(value) else None


def is_sound(learnt: LearntDepth) -> bool:
    """Return whether the parts of `learnt` fit each other and are possible."""
    depths = len(learnt.tried)
    return (
        learnt.version == VERSION
        and 0 <= learnt.depth < depths
        and len(learnt.seconds) == len(learnt.rounds) == depths
        and len(learnt.idle) == depths
        and len(learnt.reached) == len(learnt.accepted) == depths - 1
        and all(min(row, default=0) >= 0 for row in _unsigned(learnt))
        and all((s > 0) == (r > 0) for s, r in zip(learnt.seconds, learnt.rounds, strict=True))
        and all(a <= r + 1e-6 for a, r in zip(learnt.accepted, learnt.reached, strict=True))
        and 0.0 < learnt.noise < 1.0
        and learnt.patience > 0
    )


def _unsigned(learnt: LearntDepth) -> tuple[tuple[float, ...], ...]:
    return (
        learnt.seconds,
        learnt.rounds,
        learnt.tried,
        learnt.idle,
        learnt.reached,
        learnt.accepted,
        (learnt.noise, learnt.undrafted),
    )
