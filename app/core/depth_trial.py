"""A depth on trial: how its rounds went, and when enough is known to judge it."""

from dataclasses import dataclass

from app.core.depth_choice import Situation

_USUAL_NOISE = 0.15
"""With this noise a trial is twice as long as on a silent machine."""

_CLEARLY = 0.8
"""A depth that can be no better than this fraction of the one held is dropped at once."""


@dataclass(slots=True)
class Trial:
    """Some rounds at another depth.

    Attributes:
        depth: on trial. allowed: plain rounds' worth of time it may lose.
        undrafted: rounds since the last draft when it began, 0 while drafting.
        rounds: how many there were.
        emitted: tokens they brought. first: seconds of the first one, which pays for the change.
    """

    depth: int
    allowed: float
    undrafted: int
    rounds: int = 0
    emitted: int = 0
    first: float = 0.0

    def loss(self, now: Situation) -> float:
        """Return the plain rounds' worth of time lost against the depth held, entry not counted.

        From robust costs and not from the clock: a stall is nobody's fault.
        """
        here = now.outlook.speedup(now.held)
        return self.rounds * now.outlook.cost(self.depth) - self.emitted / here

    def verdict(self, now: Situation) -> bool | None:
        """Return whether the depth won, None while that is open."""
        if self.rounds < (2 if self.depth else 4):
            return None
        outlook, depth = now.outlook, self.depth
        here, cost = outlook.speedup(now.held), outlook.cost(depth)
        if not now.held:
            cost = max(1.0, cost)  # below it plain decoding was mistimed, not beaten
        error = outlook.uncertainty(depth)
        mean = outlook.tokens()[depth] / cost
        fewest = outlook.tokens(sigmas=-0.8)[depth]
        high = outlook.tokens(sigmas=0.8)[depth] / cost * (1.0 + 1.2 * error)
        low = fewest / cost / (1.0 + 1.2 * error)
        if high < here and (self.rounds >= 4 or not now.held or high < _CLEARLY * here):
            return False
        wins = mean > now.needed(depth) * here and (now.held > 0 or fewest > now.needed(depth))
        if self.rounds >= 4 and wins and low > here:
            return True
        patience = (8 if depth else 4) * (1.0 + now.costs.noise / _USUAL_NOISE)
        over = self.rounds >= patience or self.loss(now) > self.allowed
        return wins and (not depth or mean > here * (1.0 + 0.5 * error)) if over else None
