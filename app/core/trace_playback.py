"""When a replay shows what: the measured times of a trace, slowed down, or so long a round."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from app.core.events import DraftVerified
from app.core.trace import Trace
from app.core.trace_runs import Stand

FRAME_SECONDS = 0.04
"""Pictures that would be shown for less are left out."""

MAX_FRAMES = 1500

LAST_SECONDS = 2.5
"""The last picture stays so long before a replay starts again."""

_SHARES = (0.25, 0.6)
"""Of a round shown at a fixed length, guessing takes its measured share, but within these."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast a trace is shown.

    Attributes:
        factor: of the measured speed; 0.25 is a quarter of it.
        round_seconds: instead, every round takes so long.
    """

    factor: float = 1.0
    round_seconds: float | None = None


PACES = {
    "real": Pace(),
    "1/4": Pace(0.25),
    "1/10": Pace(0.1),
    "1/100": Pace(0.01),
    "3-rounds": Pace(round_seconds=1 / 3),
    "1-round": Pace(round_seconds=1.0),
}
"""What can be chosen, by name."""

READABLE = "3-rounds"
"""The pace to begin with: a small pair's answer is over in a fifth of a second."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A picture of a replay: what it shows, and for how many seconds."""

    stand: Stand
    seconds: float


class Timeline:
    """The moments of a trace at a pace: each round's draft appears, then its verdict."""

    def __init__(self, trace: Trace, pace: Pace) -> None:
        self._times: list[float] = [0.0]
        self._stands: list[Stand] = [Stand(0)]
        before = 0.0
        for index, one in enumerate(trace.rounds):
            drafted, verified = _moments(one, before, pace)
            if one.draft_tokens:
                self._add(drafted, Stand(index, drafting=True))
            self._add(verified, Stand(index + 1))
            before = verified

    def _add(self, seconds: float, stand: Stand) -> None:
        self._times.append(seconds)
        self._stands.append(stand)

    @property
    def seconds(self) -> float:
        """How long the replay takes."""
        return self._times[-1]

    def at(self, seconds: float) -> Stand:
        """Return what is shown so long after the start."""
        return self._stands[max(0, bisect_right(self._times, seconds) - 1)]

    def next_change(self, seconds: float) -> float | None:
        """Return when something else is shown than at `seconds`, None at the end."""
        index = bisect_right(self._times, seconds)
        return self._times[index] if index < len(self._times) else None

    def moment_of(self, stand: Stand) -> float:
        """Return when `stand`, which the replay shows, is shown first."""
        return self._times[self._stands.index(stand)]

    def frames(self) -> Iterator[Frame]:
        """Yield the pictures of a film, MAX_FRAMES at most."""
        shortest = max(FRAME_SECONDS, self.seconds / MAX_FRAMES)
        start = 0.0
        for index, stand in enumerate(self._stands):
            last = index + 1 == len(self._stands)
            end = self.seconds + LAST_SECONDS if last else self._times[index + 1]
            if last or end - start >= shortest:
                yield Frame(stand, end - start)
                start = end


def _moments(one: DraftVerified, before: float, pace: Pace) -> tuple[float, float]:
    """Return when the round's draft and its verdict are shown, if the last verdict was `before`."""
    if pace.round_seconds is None:
        verified = max(before, one.elapsed_seconds / pace.factor)
        return max(before, verified - one.verify_seconds / pace.factor), verified
    spent = one.draft_seconds + one.verify_seconds
    low, high = _SHARES
    share = min(high, max(low, one.draft_seconds / spent)) if spent > 0 else low
    return before + share * pace.round_seconds, before + pace.round_seconds
