"""Two settings measured in turn: is one of them really faster?"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Final

from app.core.tuning import Tuning
from app.core.tunings import Gain

LEAST_GAIN: Final = 1.02
"""Less is not worth another set of kernels, however surely it was measured."""

PLAIN_FLOOR: Final = 0.98
"""Plain decoding may become no slower than this, whatever the pair's method gains: where
drafts are worthless it is what answers."""

MOST_PAIRS: Final = 5
"""Times each of the two is measured at most."""

_ENOUGH_PAIRS: Final = 3
_CLEAR: Final = 1.05
"""After _ENOUGH_PAIRS, all of them above this (or below its inverse) settle it."""

_HOPELESS: Final = 0.85
"""One pair this bad is enough: no noise of a machine that can be measured on makes up for it."""


@dataclass(frozen=True, slots=True)
class Speeds:
    """Tokens per second: of plain decoding, and of the pair's method if it has one."""

    plain: float
    method: float | None = None

    @property
    def best(self) -> float:
        """The faster of the two: what the automatic depth comes to."""
        return max(self.plain, self.method or 0.0)


@dataclass(frozen=True, slots=True)
class Duel:
    """A challenger against the settings that hold.

    Attributes:
        pairs: (holder's speeds, challenger's), each measured one right after the other.
        failed: the challenger could not be loaded.
    """

    holder: Tuning
    challenger: Tuning
    pairs: tuple[tuple[Speeds, Speeds], ...] = field(default=())
    failed: bool = False

    @property
    def ratios(self) -> tuple[float, ...]:
        """How many times as fast the challenger was, pair by pair."""
        return tuple(theirs.best / mine.best for mine, theirs in self.pairs)

    @property
    def gain(self) -> Gain:
        """Medians over the pairs; there must be one."""
        by_method = [
            theirs.method / mine.method
            for mine, theirs in self.pairs
            if mine.method and theirs.method
        ]
        return Gain(
            best=median(self.ratios),
            plain=median(theirs.plain / mine.plain for mine, theirs in self.pairs),
            method=median(by_method) if by_method else None,
        )

    @property
    def noise(self) -> float:
        """By how much one measurement typically differs from the next one of the same settings."""
        steps: list[float] = []
        for speeds in ([mine for mine, _ in self.pairs], [theirs for _, theirs in self.pairs]):
            steps += [
                abs(one.best / other.best - 1.0)
                for one, other in zip(speeds, speeds[1:], strict=False)
            ]
        return median(steps) if steps else 0.0

    @property
    def won(self) -> bool:
        """Whether the challenger is faster by more than noise, and plain decoding not slower."""
        if self.failed or len(self.pairs) < _ENOUGH_PAIRS or losses(self.ratios) > 1:
            return False
        gain = self.gain
        return gain.best > max(LEAST_GAIN, 1.0 + self.noise) and gain.plain >= PLAIN_FLOOR

    @property
    def decided(self) -> bool:
        """Whether further pairs could not change the outcome, or need not."""
        ratios = self.ratios
        if self.failed or len(ratios) >= MOST_PAIRS or losses(ratios) > 1:
            return True
        if any(ratio < _HOPELESS for ratio in ratios):
            return True
        return len(ratios) >= _ENOUGH_PAIRS and min(ratios) > _CLEAR


def losses(ratios: Sequence[float]) -> int:
    """Return in how many pairs the challenger was not faster."""
    return sum(ratio <= 1.0 for ratio in ratios)
