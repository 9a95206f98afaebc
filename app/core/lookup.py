"""Prompt lookup: where text repeats what stands before it, its continuation there is the draft.

The idea is Saxena's (github.com/apoorvumang/prompt-lookup-decoding). Here a draft is made only
where it is expected to be faster than none: by chances learnt from the text, and measured costs.
"""

from collections.abc import Sequence
from typing import Final

from app.core.lookup_costs import RoundCosts
from app.core.lookup_trail import Trail
from app.core.speculation import DepthPolicy, Draft, Round, Source

LENGTHS: Final = (1, 3, 7, 16)
"""Few, so that each is timed often; 4 and 8 rows are cheap for their number (llama_cpp.md 1.14)."""

MARGIN: Final = 1.08
"""A draft must be expected to be so many times as fast as an ordinary round."""

UNTIMED: Final = 4
"""Ordinary rounds before the first draft: until then there is nothing to compare with."""

DEBT: Final = 2.0
"""Ordinary tokens' time that drafts may lose before lookup pauses; after a pause, half of it."""

CREDIT: Final = 6.0
"""Gains beyond this are not held against later losses."""

FIRST_PAUSE: Final = 16
LONGEST_PAUSE: Final = 1024
"""Rounds without drafts after too many losses; doubled each time, halved by a gain."""

SHORT_ROUND: Final = 0.001
"""Seconds a token below which a look, some microseconds, is felt."""

NAP: Final = 8
"""Tokens until the next look where rounds are short and nothing repeats."""


class PromptLookup:
    """Drafts from the text itself. It outlives a turn: what it learnt serves the next."""

    def __init__(self, costs: RoundCosts | None = None) -> None:
        self._trail = Trail()
        self._costs = costs or RoundCosts()
        self._balance = 0.0
        self._pause, self._resting = FIRST_PAUSE, 0
        self._wake, self._napping = 0, False

    def begin(self, context: Sequence[int]) -> None:
        """Read the prompt of a new turn."""
        self._trail.odds.soften()
        self._trail.restart(context)
        self._wake = 0

    def propose(self, context: Sequence[int], limit: int) -> Draft | None:
        """Return a draft of at most `limit` tokens, None where it would not pay."""
        self._napping = len(context) < self._wake
        if self._napping:
            return None
        if not self._trail.follow(context):
            self._nap(len(context))
            return None
        length = 0 if self._resting else self._best_length(limit)
        return Draft(self._trail.guess(length), source=Source.LOOKUP) if length else None

    def _nap(self, length: int) -> None:
        timed = self._costs.ordinary_rounds >= UNTIMED
        if timed and self._costs.seconds_per_token < SHORT_ROUND:
            self._wake = length + NAP

    def _best_length(self, limit: int) -> int:
        """Return the length that yields most tokens a second, 0 if an ordinary round does."""
        costs = self._costs
        if costs.ordinary_rounds < UNTIMED:
            return 0
        chances = self._trail.chances(min(limit, LENGTHS[-1]))
        best, best_rate = 0, MARGIN / costs.seconds_per_token
        tokens, reached, done = 1.0, 1.0, 0
        for length in LENGTHS:
            if length > len(chances):
                break
            for chance in chances[done:length]:
                reached *= chance
                tokens += reached
            done = length
            cost = costs.verification(1 + length) + costs.aftermath * (1.0 - reached)
            if tokens > best_rate * cost:
                best, best_rate = length, tokens / cost
        return best

    def observe(self, one: Round) -> None:
        """Learn from a round, whoever drafted it."""
        if self._resting:
            self._resting -= 1
        if self._napping:
            return
        self._costs.observe(one)
        if one.source is Source.LOOKUP:
            self._settle(len(one.emitted) - one.verify_seconds / self._costs.seconds_per_token)

    def _settle(self, gain: float) -> None:
        """Take a draft's gain, in ordinary tokens' time, into account."""
        self._balance = min(self._balance + gain, CREDIT)
        if gain > 0:
            self._pause = max(self._pause // 2, FIRST_PAUSE)
        elif self._balance < -DEBT:
            self._balance, self._resting = -DEBT / 2, self._pause
            self._pause = min(2 * self._pause, LONGEST_PAUSE)


class OwnRounds:
    """Lets the drafter's depth policy hear of the drafter's rounds only, and `lookup` of all."""

    def __init__(self, depth: DepthPolicy, lookup: PromptLookup) -> None:
        self._depth = depth
        self._lookup = lookup

    def next_depth(self) -> int:
        return self._depth.next_depth()

    def observe(self, one: Round) -> None:
        self._lookup.observe(one)
        if one.source is Source.DRAFTER:
            self._depth.observe(one)
