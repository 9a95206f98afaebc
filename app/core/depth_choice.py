"""Which depth to try next, if any: the one that promises most for what trying it costs."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from app.core.depth_acceptance import Acceptance
from app.core.depth_budget import ALLOWANCE, TrialBudget
from app.core.depth_costs import Costs
from app.core.depth_outlook import Outlook

GAIN = 1.03
"""A depth must be this much faster before it replaces another; plain need only be faster."""

REST = 64
"""Rounds before a depth that lost is tried again; doubled each time that it loses."""

LONGEST_REST = 4096

_GOOD = 0.95
"""Acceptance hoped for when drafting was off for a while: the text may be another one now."""

RUNGS = (1, 2, 3, 5, 7, 11, 15)
"""Depths that are tried. Few, so that each is soon known; a verification of 4, 8, 12 or 16 rows is
cheap on a CPU, and between rungs speeds hardly differ elsewhere."""

_UNKNOWN = 1.2
"""How much better than guessed a depth may be that was never tried."""

_SPARE = 0.5
"""More of the same while the budget is full."""

_DRIFT = 1.15
"""If rounds became dearer by this much since plain was timed, plain may not have: look."""

_PLAIN_ROUNDS = 8
"""Plain rounds behind a speed-up that is shown."""

_CERTAINLY = 100.0
"""A hope beyond doubt."""

_TIE = 0.01
"""Speeds this close count as equal when drafts hardly ever come: drafting may then stay on."""

_PRICED_REST = 150.0
"""Cheap trials rest less: this many rounds for each plain round that they cost."""


@dataclass(slots=True)
class Record:
    """What was tried of one depth.

    Attributes:
        tried: rounds. last: the round it was tried in. rest: see REST.
        level: the machine's pace then.
    """

    tried: int = 0
    last: int = 0
    rest: int = REST
    level: float = 1.0


@dataclass(slots=True)
class Situation:
    """What is known while a depth is being held.

    Attributes:
        undrafted: rounds since the last draft. off_rest: how many of them to let pass.
        seeds: depths not tried yet that are known to be good on machines like this.
    """

    costs: Costs
    acceptance: Acceptance
    outlook: Outlook
    records: list[Record]
    budget: TrialBudget = field(default_factory=TrialBudget)
    seeds: list[int] = field(default_factory=list[int])
    rungs: tuple[int, ...] = (0, *RUNGS)
    round: int = 0
    held: int = 0
    undrafted: int = 0
    off_rest: int = REST // 2

    def needed(self, depth: int) -> float:
        """Return how many times faster than the one held `depth` must be to replace it.

        Where drafts rarely come, drafting costs next to nothing and is worth having by default.
        """
        return GAIN if depth else 1.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """A depth worth trying, and the plain rounds' worth of time that trying it should lose."""

    depth: int
    price: float


def choose(now: Situation, *, alarmed: bool) -> Candidate | None:
    """Return the depth to try next. When `alarmed`, that is plain decoding at any price."""
    if alarmed and now.held:
        return Candidate(0, ALLOWANCE)
    tokens = now.outlook.tokens()
    costs = now.outlook.costs()
    if not now.held:
        costs = [max(1.0, cost) for cost in costs]  # else plain decoding was mistimed
    here = tokens[now.held] / costs[now.held]
    if now.held:
        leaning = now.outlook.tokens(sigmas=0.8, start=now.held)
        speedups = [more / cost for more, cost in zip(leaning, costs, strict=True)]
    else:
        speedups = now.outlook.hopes(_GOOD)
    best: Candidate | None = None
    best_worth = 0.0
    for depth in now.rungs:
        if depth == now.held:
            continue
        price = _price(now, depth, tokens, costs)
        gain = tokens[depth] / costs[depth] / here
        if now.records[depth].tried and gain > now.needed(depth):
            worth = 1000.0 * gain
        elif depth in now.seeds and _promising(now, depth, here):
            if price > now.budget.credit + ALLOWANCE:
                continue
            worth = 500.0
        else:
            hope = _hope(now, depth, price, speedups[depth]) / here
            if hope < GAIN or price > now.budget.credit:
                continue
            worth = min((hope - 1.0) / (price + 0.02), 499.0)
        if worth > best_worth:
            best, best_worth = Candidate(depth, price), worth
    return best


def _price(now: Situation, depth: int, tokens: Sequence[float], costs: Sequence[float]) -> float:
    """Return what a short trial of `depth` should lose, in plain rounds."""
    loss = costs[depth] - tokens[depth] * costs[now.held] / tokens[now.held]
    rounds = 2.0 if depth else 3.0
    return rounds * max(0.0, loss) + 2.0 * now.budget.entry(0 if now.held else now.undrafted)


def _hope(now: Situation, depth: int, price: float, speedup: float) -> float:
    """Return the speedup that `depth` may have if things are better than they look, 0 for none."""
    record = now.records[depth]
    doubtful = now.held > 0 or now.costs.rounds(depth) < _PLAIN_ROUNDS
    spare = _SPARE if now.budget.full and doubtful else 0.0
    if not now.held and now.undrafted < min(now.off_rest, max(REST, price * _PRICED_REST)):
        return 0.0
    rest = record.rest if now.held else REST
    if not record.tried:
        return speedup * _better_than_guessed(now, depth, spare)
    idle = now.round - record.last
    if not depth:
        drift = now.costs.level / record.level
        if drift > _DRIFT:
            return speedup * drift * (1.0 + now.outlook.uncertainty(0))
        if idle > REST and now.costs.rounds(0) < _PLAIN_ROUNDS:
            return _CERTAINLY
    return speedup * (1.0 + now.outlook.uncertainty(depth) + spare) if idle >= rest else 0.0


def _better_than_guessed(now: Situation, depth: int, spare: float) -> float:
    """Return how many times better than guessed a depth may be that was never tried."""
    deepest = max(tried for tried, record in enumerate(now.records) if record.tried)
    if depth < deepest:
        return _UNKNOWN + spare
    return _UNKNOWN if depth <= 2 * deepest + 1 else 0.0


def _promising(now: Situation, depth: int, here: float) -> bool:
    """Whether a seed never tried may gain: at least if it costs no more than shallower drafts."""
    shallower = [d for d in now.rungs if 0 < d < depth and now.records[d].tried]
    cost = max(map(now.outlook.cost, shallower), default=1.0)
    return now.outlook.tokens(sigmas=0.8)[depth] / cost >= GAIN * here
