"""Seconds that speculation saved or lost, estimated against plain decoding as measured."""

from dataclasses import dataclass

from app.core.baseline import Baseline
from app.core.stats import Statistics


def saved_seconds(statistics: Statistics, baseline: Baseline | None) -> float | None:
    """Return how much longer plain decoding would have taken for as many tokens.

    Negative where plain decoding would have been faster; None without a baseline, and for an answer
    in which nothing was drafted: there is nothing to compare.
    """
    if baseline is None or not statistics.draft_tokens:
        return None
    plain = statistics.emitted_tokens * baseline.seconds_per_token
    return plain - statistics.decode_seconds


@dataclass(frozen=True, slots=True)
class Totals:
    """What answers saved and what others lost, in seconds, both positive.

    Attributes:
        answers: that were compared. unknown: with drafts, but nothing to compare with.
    """

    saved: float = 0.0
    lost: float = 0.0
    answers: int = 0
    unknown: int = 0

    def plus(self, seconds: float | None) -> "Totals":
        """Return totals with one more answer, None for one that cannot be compared."""
        if seconds is None:
            return Totals(self.saved, self.lost, self.answers, self.unknown + 1)
        return Totals(
            self.saved + max(0.0, seconds),
            self.lost + max(0.0, -seconds),
            self.answers + 1,
            self.unknown,
        )


class Ledger:
    """Adds up one sitting; its last answer may be reckoned anew when a baseline comes late."""

    def __init__(self) -> None:
        self._closed = Totals()
        self._answer: Statistics | None = None
        self._baseline: Baseline | None = None

    def begin(self) -> None:
        """Close the last answer: a new one begins."""
        self._closed = self.sitting
        self._answer = self._baseline = None

    def reckon(self, statistics: Statistics, baseline: Baseline | None) -> None:
        """Take the answer's figures so far, and what to compare them with."""
        self._answer, self._baseline = statistics, baseline

    @property
    def answer(self) -> float | None:
        """Seconds that the answer saved (negative: lost), None if that is not known."""
        return None if self._answer is None else saved_seconds(self._answer, self._baseline)

    @property
    def sitting(self) -> Totals:
        """All answers since the program started, the last one too."""
        if self._answer is None or not self._answer.draft_tokens:
            return self._closed
        return self._closed.plus(self.answer)
