"""How fast plain decoding is, measured from rounds without a draft: what speed-ups compare with."""

from collections import deque
from dataclasses import dataclass
from statistics import median

from app.core.events import DraftVerified

FEWEST_ROUNDS = 5
"""Fewer say nothing yet."""

MOST_ROUNDS = 64
"""The newest ones count: a laptop that grows hot is slower than it was."""

OUTDATED_SECONDS = 600.0
"""Older rounds do not count beside new ones."""

SIMILAR_FACTOR = 1.5
SIMILAR_TOKENS = 512
"""A round costs more the more context there is, but not noticeably within this distance."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """The measured speed of plain decoding.

    Attributes:
        seconds_per_token: median over `rounds` plain rounds, time spent on drafts not counted.
        context_low, context_high: tokens in the cache during these.
        measured_at: when the newest of them was, seconds since 1970.
    """

    seconds_per_token: float
    rounds: int
    context_low: int
    context_high: int
    measured_at: float

    @property
    def tokens_per_second(self) -> float:
        """Plain decoding's speed."""
        return 1.0 / self.seconds_per_token

    def holds_at(self, context: int) -> bool:
        """Whether it was measured at a context length similar to this one, in tokens."""
        low = self.context_low / SIMILAR_FACTOR - SIMILAR_TOKENS
        high = self.context_high * SIMILAR_FACTOR + SIMILAR_TOKENS
        return low <= context <= high


@dataclass(frozen=True, slots=True)
class _PlainRound:
    seconds: float
    context: int
    at: float


class PlainRounds:
    """Picks the rounds of plain decoding out of any answers of one pair.

    A plain round counts if the one before it was plain as well: after a draft llama.cpp changes
    its compute graph, and the first round of an answer follows the prompt.
    """

    def __init__(self) -> None:
        self._rounds: deque[_PlainRound] = deque(maxlen=MOST_ROUNDS)
        self._turn = ""
        self._plain_until: float | None = None

    def observe(self, one: DraftVerified, now: float) -> bool:
        """Hear of an answer's next round, at `now` (Unix seconds); return whether it counts."""
        before = self._plain_until if one.turn_id == self._turn else None
        self._turn = one.turn_id
        self._plain_until = None if one.draft_tokens else one.elapsed_seconds
        if one.draft_tokens or before is None:
            return False
        seconds = one.elapsed_seconds - before - one.draft_seconds
        if seconds <= 0.0:
            return False
        self._drop_unlike(one.context_used, now)
        self._rounds.append(_PlainRound(seconds, one.context_used, now))
        return True

    def _drop_unlike(self, context: int, now: float) -> None:
        """Forget what is too old, and everything if the context is another one by now."""
        rounds = self._rounds
        while rounds and now - rounds[0].at > OUTDATED_SECONDS:
            rounds.popleft()
        if rounds and not self._sum_up().holds_at(context):
            rounds.clear()

    @property
    def baseline(self) -> Baseline | None:
        """What these rounds say, None while there are too few."""
        return self._sum_up() if len(self._rounds) >= FEWEST_ROUNDS else None

    def _sum_up(self) -> Baseline:
        contexts = [one.context for one in self._rounds]
        return Baseline(
            median(one.seconds for one in self._rounds),
            len(self._rounds),
            min(contexts),
            max(contexts),
            self._rounds[-1].at,
        )
