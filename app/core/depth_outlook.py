"""What each draft length promises, in plain rounds and as a multiple of plain decoding's speed."""

import math
from collections.abc import Sequence

from app.core.depth_acceptance import Acceptance, expected_tokens
from app.core.depth_costs import Costs

_GUESSED_SLOPE = 0.1
"""What a draft token adds to a round, in plain rounds, where nothing was measured yet."""

_EASING = 0.6
"""A deeper draft costs at least this much of a shallower one. (Measured: 0.88, at 7 on Q8_0.)"""


class Outlook:
    """Puts costs and acceptance together, for depths from 0 to `max_depth`."""

    def __init__(self, costs: Costs, acceptance: Acceptance, max_depth: int) -> None:
        self._costs = costs
        self._acceptance = acceptance
        self._max = max_depth

    def cost(self, depth: int) -> float:
        """Return what a round at `depth` costs, in plain rounds; a drafted one costs no less.

        Where a depth was never measured this is a guess along a straight line: good enough to
        decide what to try, never to settle on.
        """
        return max(1.0, self._guess(depth) / self._costs.seconds(0)) if depth else 1.0

    def tokens(self, sigmas: float = 0.0, start: int = 0) -> list[float]:
        """Return the tokens expected of a round at each depth.

        `sigmas` leans the acceptance of positions from `start` on by its standard error.
        """
        return expected_tokens(self._acceptance.rates(sigmas, start))

    def speedup(self, depth: int) -> float:
        """Return the expected speed at `depth` as a multiple of plain decoding's."""
        return self.tokens()[depth] / self.cost(depth)

    def tokens_at_best(self, rate: float) -> list[float]:
        """Return the tokens at each depth if every position were accepted at `rate` at least."""
        return expected_tokens([max(known, rate) for known in self._acceptance.rates()])

    def uncertainty(self, depth: int) -> float:
        """Return the standard error of the cost of `depth`, as a fraction of it."""
        return self._costs.noise / math.sqrt(max(1, self._costs.rounds(depth)))

    def _guess(self, depth: int) -> float:
        """Return the seconds of a round at `depth`, from its neighbours if never measured."""
        seconds = self._costs.seconds
        if self._costs.rounds(depth):
            return seconds(depth)
        plain = seconds(0)
        below = self._first_measured(range(depth - 1, 0, -1))
        above = self._first_measured(range(depth + 1, self._max + 1))
        if above:
            slope = (seconds(above) - seconds(below)) / (above - below)
        elif below:
            slope = max(0.0, seconds(below) - plain) / below
        else:
            slope = _GUESSED_SLOPE * plain
        dearest = max(seconds(shallower) for shallower in range(depth))
        return max(seconds(below) + slope * (depth - below), _EASING * dearest)

    def _first_measured(self, depths: Sequence[int]) -> int:
        """Return the first of `depths` whose cost was measured, 0 if none was."""
        return next((depth for depth in depths if self._costs.rounds(depth)), 0)
