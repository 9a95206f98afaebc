"""Which settings to measure next, and which are the fastest: one at a time, each against the best.

A generator asks for measurements and is sent their results, so that no clock or model is needed to
follow it. What wins is measured once more against the settings it started from: the best of many
comparisons is partly luck, and a second look is not.
"""

from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from app.core.tuning import SPINS, CacheType, Tuning
from app.core.tuning_duel import ENOUGH_PAIRS, MOST_PAIRS, Duel, Speeds
from app.core.tunings import Gain

_HARDLY: Final = 0.9
"""Where fewer threads are slower than this, still fewer are not tried."""


@dataclass(frozen=True, slots=True)
class Trial:
    """Measure `tuning` next.

    Attributes:
        fraction: of the search behind us, at most. left: trials still to come, probably.
        doing: what is being compared, in words.
    """

    tuning: Tuning
    fraction: float
    left: int
    doing: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a search found.

    Attributes:
        start, chosen: settings in full; the same when nothing was faster.
        duels: every comparison on the way. final: the winner against `start` once more.
        cache: a smaller cache type against the chosen settings, for information only.
    """

    start: Tuning
    chosen: Tuning
    duels: tuple[Duel, ...]
    final: Duel | None = None
    cache: Duel | None = None

    @property
    def gain(self) -> Gain:
        """Of the chosen settings over `start`."""
        if self.final is None or self.chosen == self.start:
            return Gain(1.0, 1.0)
        return self.final.gain


Search = Generator[Trial, Speeds | None, Outcome]
"""Is sent the speeds of each trial, None where it could not be loaded."""


def search(start: Tuning, counts: Sequence[int]) -> Search:
    """Look for settings faster than `start`, in which all but flash attention must be settled.

    `counts`: numbers of threads to be tried, from the largest down.
    """
    state = _State(len(counts) + len(SPINS) + 3, start)
    for threads in counts:
        duel = yield from state.challenge(replace(state.best, threads=threads))
        if not duel.won and duel.pairs and duel.gain.best < _HARDLY:
            break
    state.skip_to(len(counts))
    if state.best.threads != 1:
        for spin in SPINS:
            if spin != start.spin:
                yield from state.challenge(replace(state.best, spin=spin))
    state.skip_to(len(counts) + len(SPINS) - 1)
    yield from state.challenge(replace(state.best, repack=not start.repack))
    yield from state.challenge(replace(state.best, flash_attention=start.flash_attention is False))
    chosen, final = start, None
    if state.best != start:
        final = yield from state.compare(start, state.best)
        chosen = state.best if final.won else start
    state.skip_to(state.steps - 1)
    smaller = replace(chosen, cache_type=CacheType.Q8_0, cache_type_v=None)
    cache = yield from state.compare(chosen, smaller)
    return Outcome(start, chosen, tuple(state.duels), final, None if cache.failed else cache)


def thread_counts(usable: int, physical: int | None) -> tuple[int, ...]:
    """Return the numbers of threads worth trying instead of `usable` ones, the largest first."""
    counts = {physical} if physical is not None and physical < usable else set[int]()
    half = usable // 2
    while half >= 1:
        counts.add(half)
        half //= 2
    return tuple(sorted(counts, reverse=True))


class _State:
    """The best settings so far, and how far the search is.

    Attributes:
        steps: comparisons planned. duels: those of challengers.
    """

    def __init__(self, steps: int, start: Tuning) -> None:
        self.steps = steps
        self.best = start
        self.duels: list[Duel] = []
        self._done = 0

    def skip_to(self, done: int) -> None:
        """Count comparisons that turned out to be unnecessary."""
        self._done = done

    def challenge(self, challenger: Tuning) -> Generator[Trial, Speeds | None, Duel]:
        """Put `challenger` in the best one's place if it is faster."""
        duel = yield from self.compare(self.best, challenger)
        self.duels.append(duel)
        if duel.won:
            self.best = challenger
        return duel

    def compare(self, holder: Tuning, challenger: Tuning) -> Generator[Trial, Speeds | None, Duel]:
        """Measure the two in turn; who begins alternates, so that a drift favours neither."""
        duel = Duel(holder, challenger)
        doing = challenger.beside(holder).words
        while not duel.decided:
            measured: dict[Tuning, Speeds] = {}
            order = (holder, challenger) if len(duel.pairs) % 2 == 0 else (challenger, holder)
            for number, tuning in enumerate(order):
                done = self._done + (len(duel.pairs) + number / 2) / MOST_PAIRS
                left = 2 * max(1, ENOUGH_PAIRS - len(duel.pairs)) - number
                left += 2 * ENOUGH_PAIRS * (self.steps - self._done - 1)
                speeds = yield Trial(tuning, done / self.steps, left, doing)
                if speeds is None:
                    duel = replace(duel, failed=True)
                    break
                measured[tuning] = speeds
            else:
                pair = (measured[holder], measured[challenger])
                duel = replace(duel, pairs=(*duel.pairs, pair))
        self._done += 1
        return duel
