"""What rounds cost, measured: those that a lookup drafted, and all others."""

from dataclasses import dataclass
from typing import Final

from app.core.speculation import Round, Source

FIRST_SLOPE: Final = 0.5
"""A row more costs half a pass more, until measured: so it is on a CPU; a GPU asks less."""

FADING: Final = 0.95
"""Weight that an ordinary round keeps when one more comes."""

LEARNING: Final = 0.25
"""Least weight of a new time among those of its length."""

LARGEST_STEP: Final = 3.0
"""A time counts for no more than so many times the known one: machines stall."""

TRUSTED_ROUNDS: Final = 512
"""Rounds after which a time counts half: what was slow once may not stay unused forever."""

ASSUMED_WEIGHT: Final = 0.25
"""Of the assumption against one measured time."""


@dataclass(slots=True)
class _Pass:
    """Verifying so many rows: seconds, from how many times, and in which round the last."""

    seconds: float = 0.0
    times: int = 0
    round: int = 0


class RoundCosts:
    """Learns from every round; all times in seconds.

    Attributes:
        ordinary_rounds: rounds without a lookup that were timed.
        aftermath: what the first of them after a lookup costs beyond others: its drafter catches
            up, llama.cpp builds another graph.
    """

    def __init__(self) -> None:
        self.ordinary_rounds = 0
        self.aftermath = 0.0
        self._passes: dict[int, _Pass] = {}
        self._seconds = self._tokens = self._weight = 0.0
        self._round = 0
        self._rows = 1  # of the last ordinary round
        self._looked_up = False

    @property
    def seconds_per_token(self) -> float:
        """What a token costs without lookup; there must have been a round."""
        return self._seconds / self._tokens

    def observe(self, one: Round) -> None:
        """Learn from a round."""
        self._round += 1
        rows = 1 + len(one.draft)
        if one.source is Source.LOOKUP:
            self._looked_up = True
            self._time(rows, one.verify_seconds)
            return
        seconds = one.draft_seconds + one.verify_seconds
        if self._weight:
            usual = self._seconds / self._weight
            if self._looked_up:
                self._looked_up = False
                excess = min(max(seconds - usual, 0.0), LARGEST_STEP * usual)
                self.aftermath += LEARNING * (excess - self.aftermath)
                return
            seconds = min(seconds, LARGEST_STEP * usual)
        self._time(rows, one.verify_seconds)
        self._rows = rows
        self.ordinary_rounds += 1
        self._weight = FADING * self._weight + 1.0
        self._seconds = FADING * self._seconds + seconds
        self._tokens = FADING * self._tokens + len(one.emitted)

    def _time(self, rows: int, seconds: float) -> None:
        known = self._passes.get(rows)
        if known is None:
            known = self._passes[rows] = _Pass()
        elif self._round - known.round > TRUSTED_ROUNDS:
            known.times = 0
        if known.times:
            seconds = min(seconds, LARGEST_STEP * known.seconds)
        known.times += 1
        known.seconds += max(LEARNING, 1.0 / known.times) * (seconds - known.seconds)
        known.round = self._round

    def verification(self, rows: int) -> float:
        """Return what a pass over so many rows costs: as measured, or as the nearest one says."""
        assumed = self._assumed(rows)
        known = self._passes.get(rows)
        if known is None:
            return assumed
        weight = known.times * 0.5 ** ((self._round - known.round) / TRUSTED_ROUNDS)
        return (weight * known.seconds + ASSUMED_WEIGHT * assumed) / (weight + ASSUMED_WEIGHT)

    def _assumed(self, rows: int) -> float:
        """Return a cost on the line through the ordinary pass and the nearest other one.

        The line is never steeper than FIRST_SLOPE: it takes a trial to know better.
        """
        ordinary, base = self._rows, self._passes[self._rows].seconds
        slope = FIRST_SLOPE
        others = [n for n in self._passes if n not in (rows, ordinary)]
        if others:
            nearest = min(others, key=lambda n: abs(n - rows))
            ratio = self._passes[nearest].seconds / base
            run = nearest - 1 - ratio * (ordinary - 1)
            if run > 0:
                slope = min(max((ratio - 1) / run, 0.0), FIRST_SLOPE)
        return base * (1 + slope * (rows - 1)) / (1 + slope * (ordinary - 1))
