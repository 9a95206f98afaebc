"""The text that pictures of a trace show: every token that was written or rejected, in order."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from app.core.events import DraftVerified
from app.core.speculation import Origin
from app.core.trace import Trace

NEWLINE_SIGN = "\N{DOWNWARDS ARROW WITH CORNER LEFTWARDS}"


class Kind(StrEnum):
    """What became of a token; HELD is text that a stop string held back to the end."""

    ACCEPTED = "accepted"
    RECOVERED = "recovered"
    BONUS = "bonus"
    PLAIN = "plain"
    REJECTED = "rejected"
    HELD = "held"


DRAFTED = (Kind.ACCEPTED, Kind.REJECTED)
"""What stands in a draft while it is verified."""


@dataclass(frozen=True, slots=True)
class Run:
    """A token's text as shown, and the round (from 0) that it is of."""

    text: str
    kind: Kind
    round_index: int


@dataclass(frozen=True, slots=True)
class Stand:
    """How far a trace is shown: so many rounds, and maybe the draft of the next one."""

    rounds: int
    drafting: bool = False

    def shows(self, run: Run) -> bool:
        """Whether `run` is settled."""
        return run.round_index < self.rounds

    def drafts(self, run: Run) -> bool:
        """Whether `run` is of the draft that is being verified."""
        return self.drafting and run.round_index == self.rounds and run.kind in DRAFTED

    @property
    def latest(self) -> int:
        """The round that is looked at, -1 before the first."""
        return self.rounds if self.drafting else self.rounds - 1


def runs(trace: Trace) -> Iterator[Run]:
    """Yield what is shown. A round's rejected tokens stand before what replaced them, so text once
    shown never moves."""
    for index, one in enumerate(trace.rounds):
        yield from _round_runs(one, index)
    held = trace.text[len(trace.rounds_text) :]
    if held and not trace.cut:
        yield Run(held, Kind.HELD, len(trace.rounds) - 1)


def _round_runs(one: DraftVerified, index: int) -> Iterator[Run]:
    accepted = [piece for piece in one.pieces if piece.origin is Origin.ACCEPTED]
    for piece in accepted:
        yield Run(_signed(piece.text), Kind.ACCEPTED, index)
    for text in one.rejected:
        yield Run(text.replace("\n", NEWLINE_SIGN), Kind.REJECTED, index)
    for piece in one.pieces[len(accepted) :]:
        yield Run(_signed(piece.text), Kind(piece.origin), index)


def _signed(text: str) -> str:
    """Return `text` with a sign before each line's end: its token came from somewhere too."""
    return text.replace("\n", f"{NEWLINE_SIGN}\n")
