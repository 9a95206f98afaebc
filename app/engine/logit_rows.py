"""What a row of logits says at a glance: its likeliest token, and the few that could be chosen."""

import math
from collections.abc import Collection, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from app.core.errors import AppError
from app.engine.llama import Floats

_RANK: Final = 4
"""The 4th largest of every n-th logit has fewer than n others above it in 1 row of 50."""


class NotFiniteError(AppError):
    """A row holds NaN or infinity: llama.cpp's samplers would end the process on it."""


def argmax(logits: Floats) -> int:
    """Return the likeliest token. Raises NotFiniteError.

    NaN wins every argmax, so one look at the winner finds any.
    """
    best = int(logits.argmax())
    if not math.isfinite(logits[best]):
        raise NotFiniteError(
            "The model computed numbers that are not finite.",
            "Its file is probably damaged: download it again.",
        )
    return best


def shares(logits: Floats, tokens: Sequence[int]) -> list[float]:
    """Return how likely each of `tokens` is by the model's own distribution (softmax)."""
    highest = logits.max()
    weights = logits - highest
    np.exp(weights, out=weights)
    total = float(weights.sum())
    return [float(weights[token]) / total for token in tokens]


class Shortlist:
    """Narrows rows down to tokens that may be among the `count` likeliest.

    A chain takes 170 us to sort out 262,144 tokens; comparing them with one number, which a sample
    of them tells, and sorting out the few above takes 60.
    """

    def __init__(self, vocabulary_size: int, count: int) -> None:
        self._count = count
        self._above = np.empty(vocabulary_size, np.bool_)

    def of(
        self, logits: Floats, highest: float, changing: Collection[int]
    ) -> NDArray[np.intp] | None:
        """Return tokens, ascending, or None for all of them.

        Tokens in `changing`, whose logits are still to be changed, are all there; the `count`
        likeliest of the others are too, whatever becomes of those.
        """
        del highest
        needed = self._count + len(changing)
        sample, rank = logits[::needed].copy(), _RANK
        while 2 * rank <= len(sample):
            sample.partition(len(sample) - rank)
            np.greater_equal(logits, sample[-rank], out=self._above)
            found = self._above.nonzero()[0]
            if len(found) >= needed:
                if changing:
                    self._above[list(changing)] = True
                    found = self._above.nonzero()[0]
                return found
            rank *= 2
        return None


class NearBest:
    """Narrows rows down to tokens whose logit is at most `distance` below the highest."""

    def __init__(self, vocabulary_size: int, distance: float) -> None:
        self._distance = distance
        self._near = np.empty(vocabulary_size, np.bool_)

    def of(self, logits: Floats, highest: float, changing: Collection[int]) -> NDArray[np.intp]:
        """Return tokens, ascending; those in `changing` have no say."""
        del changing
        np.greater_equal(logits, highest - self._distance, out=self._near)
        return self._near.nonzero()[0]
