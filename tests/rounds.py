"""Rounds of a made-up answer, one after the other."""

from app.core.events import DraftVerified, TokenPiece
from app.core.speculation import Origin


class Rounds:
    """Makes the rounds of one answer; each takes the time it is told to."""

    def __init__(self, context: int = 50, turn_id: str = "t") -> None:
        self.turn_id = turn_id
        self.index = 0
        self.elapsed = 0.0
        self.context = context

    def next(
        self,
        accepted: int = 0,
        draft: int = 3,
        *,
        seconds: float = 0.01,
        drafting: float | None = None,
    ) -> DraftVerified:
        """Return a round of `draft` tokens, the first `accepted` of them kept, and one more."""
        own = Origin.PLAIN if not draft else Origin.BONUS
        if accepted < draft:
            own = Origin.RECOVERED
        origins = [Origin.ACCEPTED] * accepted + [own]
        self.elapsed += seconds
        self.context += accepted + 1
        drafting = (0.2 * seconds if draft else 0.0) if drafting is None else drafting
        made = DraftVerified(
            self.turn_id,
            self.index,
            tuple(TokenPiece(1, "w ", origin) for origin in origins),
            ("no ",) * (draft - accepted),
            draft,
            accepted,
            accepted + 1,
            drafting,
            0.7 * (seconds - drafting),
            self.elapsed,
            self.context,
        )
        self.index += 1
        return made

    def plain(self, *, seconds: float = 0.01, drafting: float = 0.0) -> DraftVerified:
        """Return a round without a draft."""
        return self.next(0, 0, seconds=seconds, drafting=drafting)
