"""Round numbers for the axes of charts."""

import math
from collections.abc import Sequence

_STEPS = (1.0, 1.5, 2.0, 3.0, 4.0, 6.0, 8.0, 10.0)
_PARTS = {1.0: 2, 1.5: 3, 2.0: 2, 3.0: 3, 4.0: 2, 6.0: 3, 8.0: 2, 10.0: 2}
"""Into how many parts an axis of this length is divided: each part is a round number too."""

Ticks = tuple[tuple[float, str], ...]
"""(value, what is written beside it), from the lowest."""


def nice_ceiling(value: float) -> float:
    """Return the first round number, one digit or 15 times a power of ten, not below `value`."""
    step, power = _split(value)
    return step * power


def value_ticks(top: float, *, labels: bool = True) -> Ticks:
    """Return ticks from 0 to `top`, itself a nice ceiling."""
    step, _ = _split(top)
    parts = _PARTS[step]
    digits = max(0, -math.floor(math.log10(top / parts) + 1e-9)) if top > 0 else 0
    values = [top * part / parts for part in range(parts + 1)]
    return tuple((value, f"{value:,.{digits}f}" if labels else "") for value in values)


def whole_ticks(top: int, most: int = 4) -> Ticks:
    """Return ticks at whole numbers from 0 to at most `top`, not more than `most` above 0."""
    stride = next(step for step in (1, 2, 4, 5, 8, 10, 20, 50, 100) if top / step <= most)
    return tuple((float(value), str(value)) for value in range(0, top + 1, stride))


def spread(positions: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Move labels apart: at least `gap` between neighbours, all from `low` to `high`, same order.

    Positions beyond the room there is end up as close as they must.
    """
    order = sorted(range(len(positions)), key=lambda index: positions[index])
    placed = [0.0] * len(positions)
    floor = low
    for index in order:
        placed[index] = max(positions[index], floor)
        floor = placed[index] + gap
    ceiling = high
    for index in reversed(order):
        placed[index] = min(placed[index], ceiling)
        ceiling = placed[index] - gap
    return placed


def _split(value: float) -> tuple[float, float]:
    if value <= 0:
        return 1.0, 1.0
    power = 10.0 ** math.floor(math.log10(value))
    for step in _STEPS:
        if value <= step * power * (1 + 1e-9):
            return (1.0, 10 * power) if step == 10.0 else (step, power)
    return 1.0, 10.0 * power
