"""How drafts fare: conditional acceptance by position."""

import math
from collections.abc import Sequence

MEMORY = 96.0
"""Rounds over which acceptance is averaged."""

_PRIOR = 0.65
"""Acceptance believed of a drafter of which nothing is known."""

_LEAN = 3.0
"""Rounds that the position before counts for in what is believed of a position."""


class Acceptance:
    """Counts with a memory.

    A position that was asked for, reached and not drafted counts as not accepted: its token is not
    there either way.

    Attributes:
        reached, accepted: weights by position from 0 on.
    """

    def __init__(self, max_depth: int) -> None:
        self.reached = [0.0] * max_depth
        self.accepted = [0.0] * max_depth

    def observe(self, accepted: int, asked: int) -> None:
        """Learn that `accepted` of `asked` draft tokens were kept."""
        for position in range(min(accepted + 1, asked)):
            self._count(position, kept=position < accepted)

    def _count(self, position: int, *, kept: bool) -> None:
        count = self.reached[position]
        if count >= MEMORY:
            self.accepted[position] *= (MEMORY - 1.0) / count
            count = MEMORY - 1.0
        self.reached[position] = count + 1.0
        if kept:
            self.accepted[position] += 1.0

    def forget(self, weight: float) -> None:
        """Let what was seen count for `weight` rounds at most."""
        for position, count in enumerate(self.reached):
            if count > weight:
                self.accepted[position] *= weight / count
                self.reached[position] = weight

    def rates(self, sigmas: float = 0.0, start: int = 0) -> list[float]:
        """Return the conditional acceptance of each position.

        From position `start` on it leans up or down by `sigmas` standard errors. What was hardly
        seen leans on the position before it.
        """
        rates: list[float] = []
        before, lean = _PRIOR, 1.0
        for position, (count, kept) in enumerate(zip(self.reached, self.accepted, strict=True)):
            mean = before = (kept + lean * before) / (count + lean)
            lean = _LEAN
            if sigmas and position >= start:
                mean += sigmas * math.sqrt(mean * (1.0 - mean) / (count + 2.0))
            rates.append(min(max(mean, 0.0), 1.0))
        return rates


def expected_tokens(rates: Sequence[float]) -> list[float]:
    """Return the tokens a round emits at each depth from 0 on, given conditional `rates`."""
    total = chain = 1.0
    expected = [total]
    for rate in rates:
        chain *= rate
        total += chain
        expected.append(total)
    return expected
