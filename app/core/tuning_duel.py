"""Two settings measured in turn: is one of them really faster?"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Final

from app.core.tuning import Tuning
from app.core.tunings import LEAST_GAIN, Gain

MOST_PAIRS: Final = 5
"""Times each of the two is measured at most."""

ENOUGH_PAIRS: Final = 3
"""Then a median below LEAST_GAIN settles it, and so do ratios that are all above _CLEAR."""

_CLEAR: Final = 1.05

_HOPELESS: Final = 0.85
"""One pair this bad is enough: no noise of a machine that can be measured on makes up for it."""

_PLAIN_FLOOR: Final = 0.98
"""Plain decoding may become no slower than this, whatever the pair's method gains: where
drafts are worthless it is what answers."""

_BEST_FLOOR: Final = 0.99
"""The faster way of decoding may become no slower than this, whatever plain decoding gains."""


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
    pairs: tuple[tuple[Speeds, Speeds], ...] = ()
    failed: bool = False

    @property
    def gain(self) -> Gain:
        """How many times as fast the challenger was: medians over the pairs, of which there must
        be one."""
        by_method = [
            theirs.method / mine.method
            for mine, theirs in self.pairs
            if mine.method and theirs.method
        ]
        return Gain(
            best=median(self._best.ratios),
            plain=median(self._plain.ratios),
            method=median(by_method) if by_method else None,
        )

    @property
    def _best(self) -> "_Series":
        return _Series([(mine.best, theirs.best) for mine, theirs in self.pairs])

    @property
    def _plain(self) -> "_Series":
        return _Series([(mine.plain, theirs.plain) for mine, theirs in self.pairs])

    @property
    def won(self) -> bool:
        """Whether the challenger is faster by more than noise: by the pair's faster way of
        decoding, or, where that is even, by plain decoding; and the other not slower."""
        if self.failed or not self.pairs:
            return False
        gain = self.gain
        if self._best.is_faster:
            return gain.plain >= _PLAIN_FLOOR
        return self._plain.is_faster and gain.best >= _BEST_FLOOR

    @property
    def decided(self) -> bool:
        """Whether further pairs could not change the outcome, or need not."""
        best = self._best
        if self.failed or len(self.pairs) >= MOST_PAIRS:
            return True
        if any(ratio < _HOPELESS for ratio in best.ratios):
            return True
        if not best.is_settled:
            return False
        return best.is_faster or median(best.ratios) < _BEST_FLOOR or self._plain.is_settled


class _Series:
    """Pairs of speeds of one way of decoding, the holder's first."""

    def __init__(self, pairs: Sequence[tuple[float, float]]) -> None:
        self._pairs = pairs
        self.ratios = [theirs / mine for mine, theirs in pairs]

    @property
    def _losses(self) -> int:
        return sum(ratio <= 1.0 for ratio in self.ratios)

    @property
    def _noise(self) -> float:
        """By how much one measurement typically differs from the next one of the same settings."""
        steps = [
            abs(one / other - 1.0)
            for side in zip(*self._pairs, strict=True)
            for one, other in pairwise(side)
        ]
        return median(steps) if steps else 0.0

    @property
    def is_faster(self) -> bool:
        if len(self.ratios) < ENOUGH_PAIRS or self._losses > 1:
            return False
        return median(self.ratios) > max(LEAST_GAIN, 1.0 + self._noise)

    @property
    def is_settled(self) -> bool:
        if self._losses > 1:
            return True
        if len(self.ratios) < ENOUGH_PAIRS:
            return False
        return min(self.ratios) > _CLEAR or median(self.ratios) < LEAST_GAIN
