"""Rounds without a model: a text whose drafts match so far, a machine whose rounds cost so much.

What a policy is told is noisy; what is counted is the time expected without the noise, so that two
policies are compared by what they chose and not by their luck.
"""

import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from app.core.speculation import DepthPolicy, Round

LONGEST = 16
"""Draft tokens a text knows about at each position."""

Profile = Callable[[int, int], float]
"""(text position, index in the draft from 0) -> probability that a draft token is kept there."""


@dataclass(frozen=True)
class Text:
    """How far a draft started at each position would be kept.

    Attributes:
        matches: per position, how many draft tokens in a row would be kept.
        lengths: per position, the longest draft the drafter offers; () offers all it is asked.
    """

    matches: Sequence[int]
    lengths: Sequence[int] = ()


def write(profile: Profile, tokens: int, seed: int) -> Text:
    """Return a text on which draft tokens are kept with the probabilities of `profile`.

    Every position has one die, thrown once: a policy that comes by with another draft length finds
    the same agreement there, as it would in greedy decoding.
    """
    rng = random.Random(seed)
    dice = [rng.random() for _ in range(tokens + LONGEST + 1)]
    matches: list[int] = []
    for start in range(tokens + 1):
        length = 0
        while length < LONGEST and dice[start + length] < profile(start + length, length):
            length += 1
        matches.append(length)
    return Text(matches)


@dataclass(frozen=True)
class Machine:
    """What rounds cost, in plain rounds.

    Attributes:
        costs: of a round by its draft length, drafting included.
        change: extra for a round whose draft length differs from the one before (a new graph).
        catch_up: extra for each token emitted since the drafter was last asked.
        pace: factor on a round's cost by (tokens so far, draft length): context, other processes.
        noise: sigma of a log-normal factor on what is seen. stalls: share of rounds seen to take
            ten times as long.
        unit: seconds of one plain round.
    """

    costs: Sequence[float]
    change: float = 0.3
    catch_up: float = 0.0
    pace: Callable[[int, int], float] = lambda tokens, depth: 1.0
    noise: float = 0.0
    stalls: float = 0.0
    unit: float = 0.02


@dataclass
class Result:
    """What a run came to.

    Attributes:
        seconds: expected. depths: draft length of each round. emitted: its tokens.
    """

    seconds: float = 0.0
    tokens: int = 0
    depths: list[int] = field(default_factory=list)
    emitted: list[int] = field(default_factory=list)

    @property
    def changes(self) -> int:
        """How often the draft length changed."""
        return sum(a != b for a, b in zip(self.depths, self.depths[1:], strict=False))


def run(policy: DepthPolicy, machine: Machine, text: Text, tokens: int, seed: int = 0) -> Result:
    """Decode `tokens` tokens of the text under `policy`, as core.speculation would."""
    rng = random.Random(seed)
    centre = -(machine.noise**2) / 2
    result = Result()
    shape, behind = -1, 0
    while result.tokens < tokens:
        place = result.tokens
        wanted = policy.next_depth()
        asked = min(wanted, tokens - place - 1)
        offered = min(asked, text.lengths[place]) if text.lengths else asked
        kept = min(offered, text.matches[place])
        cost = machine.costs[offered] + machine.change * (offered != shape)
        if asked:
            cost += machine.catch_up * behind
            behind = 0
        else:
            behind += 1
        shape = offered
        seconds = cost * machine.pace(place, offered) * machine.unit
        seen = seconds * math.exp(rng.gauss(centre, machine.noise))
        seen *= 10.0 if rng.random() < machine.stalls else 1.0
        drafting = 0.3 if offered else 0.0
        emitted = (0,) * (kept + 1)
        one = Round((0,) * offered, kept, emitted, drafting * seen, (1.0 - drafting) * seen)
        if asked == wanted:
            policy.observe(one)
        result.seconds += seconds
        result.tokens += kept + 1
        result.depths.append(offered)
        result.emitted.append(kept + 1)
    return result
