"""Pearson's chi-square with exact p-values: do counts fit a distribution, or each other?"""

import math
from collections import Counter
from collections.abc import Mapping
from typing import Any, NamedTuple

FEWEST = 5.0
"""Cells of which fewer are expected are pooled: the statistic is chi-square only for large ones."""


class Fit(NamedTuple):
    """A test's outcome: `p` is the chance of a statistic this large when nothing differs."""

    statistic: float
    freedom: int
    p: float


def goodness_of_fit(counts: Counter[Any], expected: Mapping[Any, float]) -> Fit:
    """Compare counts with probabilities; what is not in `expected` is impossible."""
    total = sum(counts.values())
    if any(count and not expected.get(key, 0.0) for key, count in counts.items()):
        return Fit(math.inf, len(expected) - 1, 0.0)
    cells = [(counts[key], total * share) for key, share in expected.items()]
    pooled = _pool([(seen, mean, mean) for seen, mean in cells])
    statistic = sum((seen - mean) ** 2 / mean for seen, mean in pooled)
    return _fit(statistic, len(pooled) - 1)


def homogeneity(one: Counter[Any], other: Counter[Any]) -> Fit:
    """Compare two samples."""
    share = sum(one.values()) / (sum(one.values()) + sum(other.values()))
    smaller = min(share, 1 - share)
    both = one + other
    pooled = _pool([(one[key], other[key], smaller * n) for key, n in both.items()])
    statistic = 0.0
    for seen, opposite in pooled:
        mean = share * (seen + opposite)
        # One term each for `one` and `other`, whose deviations are the same.
        statistic += (seen - mean) ** 2 / mean / (1 - share)
    return _fit(statistic, len(pooled) - 1)


def _pool(cells: list[tuple[float, float, float]]) -> list[tuple[float, float]]:
    """Merge cells (first, second, expected) so that every one has enough expected."""
    pooled: list[tuple[float, float]] = []
    rest = (0.0, 0.0, 0.0)
    for cell in sorted(cells, key=lambda cell: -cell[2]):
        if cell[2] >= FEWEST:
            pooled.append(cell[:2])
        else:
            rest = (rest[0] + cell[0], rest[1] + cell[1], rest[2] + cell[2])
    if rest[2] >= FEWEST or not pooled:
        pooled.append(rest[:2])
    elif rest[2] > 0:
        pooled[-1] = (pooled[-1][0] + rest[0], pooled[-1][1] + rest[1])
    return pooled


def _fit(statistic: float, freedom: int) -> Fit:
    if freedom < 1:
        raise ValueError("all counts are in one cell: nothing is tested")
    return Fit(statistic, freedom, survival(statistic, freedom))


def survival(statistic: float, freedom: int) -> float:
    """Return the chance that chi-square of `freedom` degrees exceeds `statistic`.

    Q(freedom / 2, statistic / 2) by Q(a + 1, x) = Q(a, x) + x^a e^-x / Gamma(a + 1), from
    Q(1/2, x) = erfc(sqrt(x)) or Q(1, x) = e^-x: all terms are positive, so nothing cancels.
    """
    if statistic <= 0:
        return 1.0
    x = statistic / 2
    a = 0.5 if freedom % 2 else 1.0
    total = math.erfc(math.sqrt(x)) if freedom % 2 else math.exp(-x)
    while a < freedom / 2:
        total += math.exp(a * math.log(x) - x - math.lgamma(a + 1))
        a += 1
    return min(1.0, total)
