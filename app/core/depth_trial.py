"""A depth on trial: how its rounds went, and when enough is known to judge it."""

from dataclasses import dataclass

from app.core.depth_choice import Situation, needed

_FEWEST = 4
"""Rounds of a trial before it can be won, or plain decoding judged at all."""

_USUAL = 8
"""Rounds of a trial on a silent machine; fewer of plain decoding, whose tokens are known."""

_USUAL_NOISE = 0.15
"""With this noise a trial is twice as long as on a silent machine."""

_LONGEST = 64
"""Rounds of a trial that is about to break even, at most: they lose little, and a gain of some
hundredths does not show in fewer."""

_HOPE = 0.8
"""Standard errors of acceptance by which an undecided trial may yet turn out better."""

_CLEARLY = 0.8
"""A depth that can be no better than this fraction of the one held is dropped at once."""

_MOST = 2.0
"""Plain rounds a first round is believed to cost more than later ones: it may have stalled."""


@dataclass(slots=True)
class Trial:
    """Some rounds at another depth.

    Attributes:
        depth: on trial. allowed: plain rounds' worth of time it may lose. reserve: the same as long
            as it is undecided.
        rounds: how many there were. emitted: tokens they brought.
        first: seconds of the first one, which pays for the change.
    """

    depth: int
    allowed: float
    reserve: float = 0.0
    rounds: int = 0
    emitted: int = 0
    first: float = 0.0

    def loss(self, now: Situation) -> float:
        """Return the plain rounds' worth of time lost so far against the depth held.

        From robust costs and not from the clock: a stall is nobody's fault.
        """
        here = now.outlook.speedup(now.held)
        return self.rounds * now.outlook.cost(self.depth) - self.emitted / here

    def entry(self, now: Situation) -> float:
        """Return what the change cost on top, in plain rounds: a new graph, catching up."""
        if not self.first:
            return 0.0
        excess = self.first / now.costs.seconds(0) - now.outlook.cost(self.depth)
        return min(max(0.0, excess), _MOST)

    def verdict(self, now: Situation) -> bool | None:
        """Return whether the depth won, None while that is open."""
        if self.rounds < (2 if self.depth else _FEWEST):
            return None
        outlook, depth = now.outlook, self.depth
        here, cost = outlook.speedup(now.held), outlook.cost(depth)
        error = outlook.uncertainty(depth)
        mean = outlook.tokens()[depth] / cost
        fewest = outlook.tokens(sigmas=-0.8)[depth]
        high = outlook.tokens(sigmas=0.8)[depth] / cost * (1.0 + 1.2 * error)
        low = fewest / cost / (1.0 + 1.2 * error)
        enough = self.rounds >= _FEWEST or not now.held
        if high < here and (enough or high < _CLEARLY * here):
            return False
        # From plain decoding a depth must win by its tokens: what looks cheaper was mistimed.
        wins = mean > needed(depth) * here and (now.held > 0 or fewest > needed(depth))
        if self.rounds >= _FEWEST and wins and low > here:
            return True
        if self._goes_on(now, wins=wins):
            return None
        known = self.rounds >= _FEWEST
        return wins and known and (not depth or mean > here * (1.0 + 0.5 * error))

    def _goes_on(self, now: Situation, *, wins: bool) -> bool:
        """Whether more rounds are worth what they may lose; `wins` if it is ahead by the mean."""
        depth, few = self.depth, self.rounds < _FEWEST
        if not few and not wins and any(seed != depth for seed in now.seeds):
            return False  # the others first
        loss = self.loss(now)
        patience = (_USUAL if depth else _FEWEST) * (1.0 + now.costs.noise / _USUAL_NOISE)
        if self.rounds < patience and loss <= self.allowed:
            return True
        settled = wins and not few
        if not depth or settled or self.rounds >= _LONGEST or loss > self.reserve:
            return False
        hope = now.outlook.tokens(sigmas=_HOPE)[depth] / now.outlook.cost(depth)
        here = now.outlook.speedup(now.held)
        return hope * (1.0 + now.outlook.uncertainty(depth)) > needed(depth) * here
