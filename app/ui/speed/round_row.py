"""One round as a row of numbers: what bars show and the CSV holds."""

from typing import NamedTuple

from app.core.events import DraftVerified
from app.core.speculation import Origin, Source


class RoundRow(NamedTuple):
    """A round of the answer.

    Attributes:
        number: from 1.
        draft_tokens, accepted, rejected: of the draft. recovered, bonus, plain: the target's own
            token; at most one of them is 1, an end-of-turn token is none.
        draft_seconds, verify_seconds: guessing, and the target's pass with choosing.
        seconds: from the end of the round before to the end of this one.
        elapsed_seconds: since decoding began. context: tokens in the cache at its end.
    """

    number: int
    draft_tokens: int
    accepted: int
    rejected: int
    recovered: int
    bonus: int
    plain: int
    draft_seconds: float
    verify_seconds: float
    seconds: float
    elapsed_seconds: float
    context: int
    source: Source

    @classmethod
    def of(cls, event: DraftVerified, seconds: float) -> "RoundRow":
        """Return the row of a round that took so long in all."""
        own = event.pieces[-1].origin if event.pieces else None
        return cls(
            event.round_index + 1,
            event.draft_tokens,
            event.accepted_tokens,
            event.draft_tokens - event.accepted_tokens,
            int(own is Origin.RECOVERED),
            int(own is Origin.BONUS),
            int(own is Origin.PLAIN),
            event.draft_seconds,
            event.verify_seconds,
            seconds,
            event.elapsed_seconds,
            event.context_used,
            event.source,
        )

    @property
    def overhead_seconds(self) -> float:
        """What was spent neither in the drafter nor in the target."""
        return max(0.0, self.seconds - self.draft_seconds - self.verify_seconds)

    @property
    def emitted(self) -> int:
        """Tokens of the answer it brought."""
        return self.accepted + self.recovered + self.bonus + self.plain
