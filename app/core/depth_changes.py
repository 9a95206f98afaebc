"""Why the draft length is what it is: as numbers, and as one plain sentence."""

from dataclasses import dataclass
from enum import StrEnum


class Why(StrEnum):
    """What a depth rests on."""

    BEGINNING = "beginning"
    TRIAL = "trial"
    COMPARISON = "comparison"
    FASTER = "faster"
    BACK = "back"
    ALL_SLOWER = "all slower"
    NO_GAIN = "no gain"
    NO_DRAFTS = "no drafts"


_SENTENCES = {
    Why.BEGINNING: "Off: plain decoding is timed first.",
    Why.TRIAL: "Trying depth {after}.",
    Why.COMPARISON: "Timing plain decoding again, to compare.",
    Why.FASTER: "Depth {after}: {speedup:.2f}x of plain expected, measured over {rounds} rounds.",
    Why.BACK: "Back to depth {after}: the other one was no faster ({speedup:.2f}x of plain).",
    Why.ALL_SLOWER: "Off: every depth tried here is slower than plain (best {speedup:.2f}x).",
    Why.NO_GAIN: "Off: no depth tried here gains enough (best {speedup:.2f}x of plain).",
    Why.NO_DRAFTS: "Off: there is nothing to draft with.",
}


@dataclass(frozen=True, slots=True)
class DepthChange:
    """The depth from one round on.

    Attributes:
        round_index: how many rounds the controller had seen.
        before, after: depths; equal where this tells the present state.
        why: what it rests on.
        speedup: as a multiple of plain decoding: of `after` if FASTER, of `before` if BACK, of the
            best depth but plain if ALL_SLOWER or NO_GAIN; else 0.
        rounds: behind that figure.
    """

    round_index: int
    before: int
    after: int
    why: Why
    speedup: float = 0.0
    rounds: int = 0

    @property
    def reason(self) -> str:
        """One sentence in plain English; a window words it itself from the fields."""
        return _SENTENCES[self.why].format(
            after=self.after, speedup=self.speedup, rounds=self.rounds
        )
