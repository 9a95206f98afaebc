"""Which depth to try next, if any: the one that promises most for what trying it costs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.core.depth_acceptance import Acceptance
from app.core.depth_costs import Costs
from app.core.depth_outlook import Outlook

RUNGS = (0, 1, 2, 3, 5, 7, 11, 15)
"""Depths that are tried. Few, so that each is soon known: a verification of 4, 8, 12 or 16 rows is
cheap on a CPU, and elsewhere speeds hardly differ between rungs."""

GAIN = 1.03
"""A depth must be this much faster before it replaces another; plain need only be faster."""

REST = 64
"""Rounds before a depth that lost is tried again."""

FIRST_PATIENCE = 32
LONGEST_PATIENCE = 1024
"""Rounds off before drafting is tried again: at first, and at most."""

ALLOWANCE = 8.0
"""Plain rounds' worth of time lent for trials, and the most that is ever saved or owed."""

UNDECIDED = 12.0
"""What a trial may lose beyond the credit as long as it may yet turn out a gain: drafts that are no
good at all are dropped long before."""

_SHARE = 0.01
"""Part of the decoding time that trials may lose beyond that."""

CHANGE = 0.3
"""What a round costs more for having another depth than the one before, in plain rounds."""

_LEANING = 0.8
"""Standard errors by which acceptance may be better than seen."""

_GOOD = 0.95
"""Acceptance hoped for when drafting was off for a while: the text may be another one now."""

_UNKNOWN = 1.2
"""How much better than guessed a depth may be that was never tried."""

_PRICED_REST = 250.0
"""Cheap trials wait less: this many rounds off for each plain round that they cost."""


@dataclass(slots=True)
class Record:
    """What was tried of one depth: so many rounds, the last of them in round `last`."""

    tried: int = 0
    last: int = 0


@dataclass(slots=True)
class Situation:
    """What is known while a depth is being held.

    Attributes:
        records: by depth. rungs: depths to choose from.
        seeds: those not tried yet that are known to be good on machines like this.
        credit: plain rounds' worth of time that trials may lose now; negative is a debt.
        undrafted: rounds since the last draft. patience: how many of them to let pass.
    """

    costs: Costs
    acceptance: Acceptance
    outlook: Outlook
    records: list[Record]
    rungs: tuple[int, ...] = RUNGS
    seeds: list[int] = field(default_factory=list[int])
    credit: float = ALLOWANCE
    round: int = 0
    held: int = 0
    undrafted: int = 0
    patience: int = FIRST_PATIENCE

    def earn(self, rounds: float) -> None:
        """Add to the credit for a round that took `rounds` plain rounds."""
        self.credit = min(self.credit + _SHARE * rounds, ALLOWANCE)

    def charge(self, rounds: float) -> None:
        """Take off the credit what a trial lost; what one won is not booked."""
        self.credit = max(self.credit - max(0.0, rounds), -ALLOWANCE)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A depth worth trying, and the plain rounds' worth of time that trying it should lose."""

    depth: int
    price: float


def needed(depth: int) -> float:
    """Return how many times as fast as the one held `depth` must be to replace it."""
    return GAIN if depth else 1.0


def choose(now: Situation) -> Candidate | None:
    """Return the depth to try next: one known to be faster, else a seed, else a hopeful one."""
    tokens = now.outlook.tokens()
    costs = {depth: now.outlook.cost(depth) for depth in {*now.rungs, *now.seeds, now.held}}
    speeds = {depth: tokens[depth] / cost for depth, cost in costs.items()}
    prices = {depth: _price(now, depth, costs, tokens) for depth in costs}
    for found in (
        _known_faster(now, speeds),
        _promising_seed(now, prices, costs, speeds),
        _hopeful(now, prices, costs, speeds),
    ):
        if found is not None:
            return Candidate(found, prices[found])
    return None


def _price(
    now: Situation, depth: int, costs: Mapping[int, float], tokens: Sequence[float]
) -> float:
    """Return what a short trial of `depth` should lose, in plain rounds."""
    loss = costs[depth] - tokens[depth] * costs[now.held] / tokens[now.held]
    return (2.0 if depth else 3.0) * max(0.0, loss) + 2.0 * CHANGE


def _known_faster(now: Situation, speeds: Mapping[int, float]) -> int | None:
    faster = [
        depth
        for depth, speed in speeds.items()
        if depth != now.held
        and now.records[depth].tried
        and speed > needed(depth) * speeds[now.held]
    ]
    return max(faster, key=speeds.__getitem__, default=None)


def _promising_seed(
    now: Situation,
    prices: Mapping[int, float],
    costs: Mapping[int, float],
    speeds: Mapping[int, float],
) -> int | None:
    """Return a seed that may gain, at least if it costs no more than shallower drafts do.

    Seeds are worth a debt: each is tried once, and on a CPU costs fall where none expects it.
    """
    tokens = now.outlook.tokens(sigmas=_LEANING)
    for seed in now.seeds:
        shallower = [costs[d] for d in now.rungs if 0 < d < seed and now.records[d].tried]
        promises = tokens[seed] / max(shallower, default=1.0)
        if promises >= GAIN * speeds[now.held] and prices[seed] <= now.credit + ALLOWANCE:
            return seed
    return None


def _hopeful(
    now: Situation,
    prices: Mapping[int, float],
    costs: Mapping[int, float],
    speeds: Mapping[int, float],
) -> int | None:
    """Return the depth with the best hope of a gain for its price."""
    if now.held:
        tokens = now.outlook.tokens(sigmas=_LEANING, start=now.held)
    else:
        tokens = now.outlook.tokens_at_best(_GOOD)
    worth: dict[int, float] = {}
    for depth, price in prices.items():
        if depth == now.held or price > now.credit or _is_resting(now, depth, price):
            continue
        hope = tokens[depth] / costs[depth] * _doubt(now, depth) / speeds[now.held]
        if hope >= GAIN:
            worth[depth] = (hope - 1.0) / price
    return max(worth, key=worth.__getitem__, default=None)


def _is_resting(now: Situation, depth: int, price: float) -> bool:
    """Whether it is too early to try `depth` out of mere hope."""
    if not now.held and now.undrafted < min(now.patience, max(REST, price * _PRICED_REST)):
        return True
    record = now.records[depth]
    return record.tried > 0 and now.round - record.last < REST


def _doubt(now: Situation, depth: int) -> float:
    """Return how many times as fast as it looks `depth` may be; 0 where that is mere guessing."""
    if now.records[depth].tried:
        return 1.0 + now.outlook.uncertainty(depth)
    deepest = max(tried for tried, record in enumerate(now.records) if record.tried)
    if depth < deepest:
        return 1.0
    return _UNKNOWN if depth <= 2 * deepest + 1 else 0.0
