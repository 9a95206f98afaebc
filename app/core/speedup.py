"""How much faster than its target alone a pair is expected to be: a range, never a promise."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from app.core.depth_acceptance import expected_tokens
from app.core.depth_learnt import LearntDepth
from app.core.learnt import LearntKey

_FEWEST_GUESSES: Final = 20.0
"""Weight of first draft tokens behind an acceptance; less says nothing yet."""

_EMBEDDED: Final = "foretoken-mini"
"""Files of the pair inside the program: so small that they say nothing of others."""


class SpeedupSource(StrEnum):
    """Where an expectation comes from."""

    PUBLISHED = "published"
    """Reports of others on other machines."""
    THIS_PAIR = "this pair here"
    """Answers of this very pair on this machine."""
    THIS_MACHINE = "other pairs here"
    """Answers of other pairs by the same method on this machine."""


@dataclass(frozen=True, slots=True)
class ExpectedSpeedup:
    """An estimate, to be shown as one.

    Attributes:
        low, high: multiples of plain decoding's speed; below 1 is slower.
        source: what it rests on. sentence: the same in words, with what was measured where.
    """

    low: float
    high: float
    source: SpeedupSource
    sentence: str


def measured_speedup(
    learnt: Mapping[LearntKey, LearntDepth], pair: str, method: str
) -> ExpectedSpeedup | None:
    """Return what this machine's own answers let expect: of this pair, else of others.

    `pair`: as core.pair_names names it. None where the method was never measured here.
    """
    own = _ratios(
        value for key, value in learnt.items() if (key.pair, key.method) == (pair, method)
    )
    if own:
        words = _range_words(min(own), max(own))
        sentence = f"Estimate: answers of this very pair on this machine ran at {words}."
        return ExpectedSpeedup(min(own), max(own), SpeedupSource.THIS_PAIR, sentence)
    others = _ratios(
        value for key, value in learnt.items() if key.method == method and _EMBEDDED not in key.pair
    )
    if not others:
        return None
    words = _range_words(min(others), max(others))
    sentence = f"Estimate: other pairs that draft by {method} ran at {words} on this machine."
    return ExpectedSpeedup(min(others), max(others), SpeedupSource.THIS_MACHINE, sentence)


def _ratios(learnt: Iterable[LearntDepth]) -> list[float]:
    return [ratio for value in learnt if (ratio := best_ratio(value)) is not None]


def best_ratio(learnt: LearntDepth) -> float | None:
    """Return the speed at the best depth measured, as a multiple of plain decoding's.

    Tokens expected of a round over its time, both as in core.depth_outlook; None while plain
    rounds or drafts were not timed.
    """
    if not learnt.rounds[0] or not learnt.reached or learnt.reached[0] < _FEWEST_GUESSES:
        return None
    rates = [a / r if r else 0.0 for a, r in zip(learnt.accepted, learnt.reached, strict=True)]
    tokens = expected_tokens(rates)
    found = [
        tokens[depth] * learnt.seconds[0] / learnt.seconds[depth]
        for depth in range(1, len(learnt.seconds))
        if learnt.rounds[depth]
    ]
    return max(found, default=None)


def _range_words(low: float, high: float) -> str:
    if high - low < 0.05:
        return f"{high:.2f}x of plain decoding's speed"
    return f"{low:.2f}x to {high:.2f}x of plain decoding's speed"
