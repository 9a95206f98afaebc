"""How drafts fare: conditional acceptance by position."""

import math

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
        self._aside: tuple[list[float], ...] | None = None

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

    def forget(self, weight: float, depth: int) -> None:
        """Let what was seen of the first `depth` positions count for `weight` rounds at most."""
        for position, count in enumerate(self.reached[:depth]):
            if count > weight:
                self.accepted[position] *= weight / count
                self.reached[position] = weight

    def set_aside(self, weight: float) -> None:
        """Look afresh: until `take_back`, what was seen counts for `weight` rounds at most."""
        before = (list(self.reached), list(self.accepted))
        self.forget(weight, len(self.reached))
        self._aside = (*before, list(self.reached), list(self.accepted))

    def take_back(self) -> None:
        """Give what was set aside its full weight again, beside what was seen since."""
        if self._aside is None:
            return
        reached, accepted, reached_then, accepted_then = self._aside
        for position in range(len(self.reached)):
            self.reached[position] += reached[position] - reached_then[position]
            self.accepted[position] += accepted[position] - accepted_then[position]
        self._aside = None

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

    def tokens(self, sigmas: float = 0.0, start: int = 0) -> list[float]:
        """Return the tokens a round emits at each depth from 0 on; see `rates`."""
        total = chain = 1.0
        expected = [total]
        for rate in self.rates(sigmas, start):
            chain *= rate
            total += chain
            expected.append(total)
        return expected

    def spread(self, depth: int) -> tuple[float, float]:
        """Return mean and variance of the tokens that a round at `depth` emits."""
        mean, square, chain = 1.0, 0.0, 1.0
        for position, rate in enumerate(self.rates()[:depth]):
            chain *= rate
            mean += chain
            square += (2 * position + 1) * chain
        return mean, square - (mean - 1.0) ** 2
