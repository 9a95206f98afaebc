"""What rounds cost by their depth, learnt from few rounds on a machine that others use."""

import math
from collections import deque
from collections.abc import Sequence

RECENT = 8
"""Rounds in which a lasting change of the machine's pace shows."""

_SAMPLES = 31
"""Rounds behind a cost, at most; also the rounds over which the pace is averaged."""

_SETTLED = 16
"""From so many rounds on a cost is known: what deviates is put down to the machine."""

_FEW = 4
"""With fewer rounds than this, nothing can be said of a deviation."""

_OUTLIER = 2.5
"""A round deviates by no more than this many standard deviations in what it counts for."""

_SILENT = 0.05
"""Least standard deviation (of the logarithm) that is believed of any machine."""

_SUDDEN = 0.2
"""Least lasting change of pace (logarithm) that is taken at once and not averaged in."""

_ALARM = 0.9
"""A deviation (logarithm) that neither context nor noise explains."""

_IN_A_ROW = 3
"""So many such rounds in a row are no accident."""


def typical(values: Sequence[float]) -> float:
    """Return the mean of the middle half of `values`, which a stalled round does not move."""
    ordered = sorted(values)
    count = len(ordered)
    if count == 2:
        return ordered[0]
    cut = (count - 1) // 2 if count <= _FEW else count // 4
    kept = ordered[cut : count - cut]
    return sum(kept) / len(kept)


class Costs:
    """Seconds of a round by its depth: the machine's `level` times a relative cost.

    Only relative costs decide between depths, so whatever slows every round (a busy process, a
    growing context) moves the level and no decision.

    Attributes:
        level: the machine's pace, in units of the relative costs.
        noise: standard deviation of the logarithm of a round's seconds.
    """

    def __init__(self, max_depth: int) -> None:
        self.level = 1.0
        self.noise = 0.15
        self._samples: list[deque[float]] = [deque(maxlen=_SAMPLES) for _ in range(max_depth + 1)]
        self._relative = [0.0] * (max_depth + 1)
        self._deviations: deque[float] = deque(maxlen=RECENT)
        self._slow_in_a_row = 0

    def rounds(self, depth: int) -> int:
        """Return how many rounds the cost of `depth` rests on, the newest 31 at most."""
        return len(self._samples[depth])

    def seconds(self, depth: int) -> float:
        """Return what a round of `depth` takes at the present pace, 0 if it was never measured."""
        return self._relative[depth] * self.level

    def assume(self, depth: int, seconds: float, rounds: int) -> None:
        """Take a cost as if it had been measured in so many rounds (at most 16)."""
        self._samples[depth].clear()
        self._samples[depth].extend([seconds] * min(rounds, _SETTLED))
        self._relative[depth] = seconds if rounds else 0.0

    def doubt(self, depth: int, keep: int) -> None:
        """Let only the newest `keep` rounds count once `depth` is measured again."""
        samples = self._samples[depth]
        while len(samples) > keep:
            samples.popleft()

    def measure(self, depth: int, seconds: float) -> None:
        """Learn what `depth` costs beside the others, from a round of a trial."""
        samples = self._samples[depth]
        samples.append(seconds / self.level)
        self._relative[depth] = typical(samples)

    def hold(self, depth: int, seconds: float) -> None:
        """Learn from a round of the depth being held.

        A depth that is held does not become dearer beside itself: what changes is the machine.
        """
        known = len(self._samples[depth])
        if known >= _FEW:
            deviation = math.log(seconds / self.seconds(depth))
            self._deviations.append(deviation)
            self._slow_in_a_row = self._slow_in_a_row + 1 if deviation > _ALARM else 0
            most = _OUTLIER * max(self.noise, _SILENT)
            clamped = min(max(deviation, -most), most)
            self.noise += (abs(clamped) * 1.25 - self.noise) / _SAMPLES
            if known >= _SETTLED:
                self.level *= math.exp(clamped / _SAMPLES)
                return
        self.measure(depth, seconds)

    @property
    def alarmed(self) -> bool:
        """Whether the last rounds were far slower than known, one after another."""
        return self._slow_in_a_row >= _IN_A_ROW

    @property
    def settled(self) -> bool:
        """Whether the last rounds ran at the level's pace, so that comparing means something."""
        few = len(self._deviations) < _FEW
        return not few and abs(typical(self._deviations)) < max(0.1, self.noise)

    def jump(self, held: int) -> bool:
        """Take a lasting change of pace while `held` is held at once; True if there was one."""
        count = _IN_A_ROW if self.alarmed else RECENT
        if len(self._deviations) < count:
            return False
        change = typical(list(self._deviations)[-count:])
        if abs(change) < max(_SUDDEN, 1.5 * self.noise):
            return False
        samples = self._samples[held]
        if len(samples) <= _SETTLED:  # the newest were taken for the cost: they ran at this pace
            for _ in range(min(count, len(samples) - _FEW)):
                samples.pop()
            self._relative[held] = typical(samples)
        self.level *= math.exp(change)
        for other in range(len(self._samples)):
            if other != held:
                self.doubt(other, 1)  # perhaps only the depth held became slower
        self._deviations.clear()
        self._slow_in_a_row = 0
        return True
