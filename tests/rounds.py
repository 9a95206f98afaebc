"""Rounds of a made-up answer, one after the other."""

from app.core.events import DraftVerified, TokenPiece, Verdict
from app.core.speculation import Origin, Source


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


def told_round(
    pieces: list[tuple[str, Origin]],
    rejected: tuple[str, ...] = (),
    *,
    accepted: int | None = None,
    told: bool = True,
    source: Source = Source.DRAFTER,
) -> DraftVerified:
    """Return a round of these texts; the target finds its own tokens 75 % likely, guesses 25 %."""
    kept = sum(origin is Origin.ACCEPTED for _, origin in pieces) if accepted is None else accepted
    texts = [text for text, origin in pieces if origin is Origin.ACCEPTED]
    texts += [""] * (kept - len(texts))
    verdicts = tuple(
        Verdict(
            number,
            text,
            None if source is Source.LOOKUP else 0.5 + number / 100,
            0.25 if number <= kept else None,
        )
        for number, text in enumerate((*texts, *rejected))
    )
    return DraftVerified(
        "t",
        0,
        tuple(TokenPiece(9, text, origin, 0.75 if told else None) for text, origin in pieces),
        rejected,
        kept + len(rejected),
        kept,
        len(pieces) + (kept > len(texts)),
        0.001,
        0.004,
        1.0,
        50,
        source,
        verdicts if told else (),
    )
