"""How much faster than its target alone a pair is expected to be: a range, never a promise."""

from dataclasses import dataclass
from enum import StrEnum


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
