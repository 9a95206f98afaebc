"""What each draft length promises, in plain rounds and as a multiple of plain decoding's speed."""

import math
from collections.abc import Sequence

from app.core.depth_acceptance import Acceptance
from app.core.depth_costs import Costs

_GUESSED_SLOPE = 0.1
"""What a draft token adds to a round, in plain rounds, where nothing was measured yet."""

_EASING = 0.6
"""A deeper draft costs at least this much of a shallower one. (Measured: 0.91, at 7 on Q8_0.)"""

_WELL_MEASURED = 8
"""Rounds from which a cost may correct another one."""


class Outlook:
    """Puts costs and acceptance together, for depths from 0 to `max_depth`."""

    def __init__(self, costs: Costs, acceptance: Acceptance, max_depth: int) -> None:
        self._costs = costs
        self._acceptance = acceptance
        self._max = max_depth

    def plain(self) -> float:
        """Return the seconds of a plain round, which no round with a draft can undercut."""
        seconds, rounds = self._costs.seconds, self._costs.rounds
        least = seconds(0)
        for shape in range(1, self._max + 1):
            if rounds(shape) >= _WELL_MEASURED:
                least = min(least, seconds(shape))
        return least

    def costs(self) -> list[float]:
        """Return what a round costs at each depth, in plain rounds.

        Where a draft length was never measured this is a guess along a straight line: good enough
        to decide what to try, never to settle on.
        """
        plain = self.plain()
        return [self._guess(depth) / plain if depth else 1.0 for depth in range(self._max + 1)]

    def cost(self, depth: int) -> float:
        """Return what a round that asks for `depth` costs, in plain rounds; see `costs`."""
        return self._guess(depth) / self.plain() if depth else 1.0

    def tokens(self, sigmas: float = 0.0, start: int = 0) -> list[float]:
        """Return the tokens expected of a round at each depth.

        `sigmas` leans the acceptance of positions from `start` on by its standard error.
        """
        return self._acceptance.tokens(sigmas, start)

    def speedup(self, depth: int) -> float:
        """Return the expected speed at `depth` as a multiple of plain decoding's."""
        return self.tokens()[depth] / self.cost(depth)

    def hopes(self, rate: float) -> list[float]:
        """Return the speedup at each depth if drafts came at full length, accepted at `rate`.

        Positions known to be accepted more often keep their own rate.
        """
        plain = self.plain()
        total = chain = 1.0
        hopes = [1.0]
        for position, known in enumerate(self._acceptance.rates()):
            chain *= max(known, rate)
            total += chain
            hopes.append(total * plain / self._guess(position + 1))
        return hopes

    def uncertainty(self, depth: int) -> float:
        """Return the standard error of the cost of `depth`, as a fraction of it."""
        return self._costs.noise / math.sqrt(max(1, self._costs.rounds(depth)))

    def _guess(self, shape: int) -> float:
        """Return the seconds of a round of `shape`, from its neighbours if never measured."""
        seconds = self._costs.seconds
        known = seconds(shape)
        if known > 0.0:
            return known
        plain = seconds(0)
        below = self._first_measured(range(shape - 1, 0, -1))
        above = self._first_measured(range(shape + 1, self._max + 1))
        if above:
            slope = (seconds(above) - seconds(below)) / (above - below)
        elif below:
            slope = max(0.0, seconds(below) - plain) / below
        else:
            slope = _GUESSED_SLOPE * plain
        dearest = max(seconds(shallower) for shallower in range(shape))
        return max(seconds(below) + slope * (shape - below), _EASING * dearest)

    def _first_measured(self, shapes: Sequence[int]) -> int:
        """Return the first of `shapes` whose cost was measured, 0 if none was."""
        return next((shape for shape in shapes if self._costs.rounds(shape)), 0)
