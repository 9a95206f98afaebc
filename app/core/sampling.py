"""How the target's next token is chosen from its logits, and the same in numpy for reference."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.core.errors import AppError

GREEDY_BELOW = 1e-5
"""Temperatures below this are greedy: the division would only overflow."""


@dataclass(frozen=True, slots=True)
class SamplingSettings:
    """Sampling knobs in llama.cpp's meaning and order: top-k, top-p, min-p, temperature.

    Attributes:
        temperature: 0 takes the likeliest token.
        top_k: keep the k likeliest; 0 keeps all.
        top_p: keep the likeliest that together reach p; 1 keeps all.
        min_p: drop tokens below this fraction of the likeliest one; 0 keeps all.
        seed: for a reproducible answer; None draws a fresh one.
    """

    temperature: float = 0.0
    top_k: int = 64
    top_p: float = 0.95
    min_p: float = 0.0
    seed: int | None = None

    def __post_init__(self) -> None:
        for name, value, low, high in (
            ("temperature", self.temperature, 0.0, 100.0),
            ("top-k", self.top_k, 0, 2**31 - 1),
            ("top-p", self.top_p, 0.0, 1.0),
            ("min-p", self.min_p, 0.0, 1.0),
            ("seed", self.seed or 0, 0, 2**32 - 1),
        ):
            if not low <= value <= high:  # also catches NaN
                raise AppError(f"The {name} {value} is out of range.", f"Use {low} to {high}.")

    @property
    def greedy(self) -> bool:
        """Whether the likeliest token is always taken."""
        return self.temperature < GREEDY_BELOW


def distribution(logits: NDArray[np.floating], settings: SamplingSettings) -> NDArray[np.float64]:
    """Return the distribution, shape (vocabulary,), that `settings` make of one row of logits.

    Follows llama.cpp's sampler chain top_k, top_p, min_p, temperature (common/sampling.cpp).
    """
    scores = logits.astype(np.float64)
    order = np.argsort(-scores, kind="stable")
    if settings.greedy:
        order = order[:1]
        return _scatter(np.zeros(1), order, len(scores))
    if settings.top_k:
        order = order[: settings.top_k]
    probabilities = _softmax(scores[order])
    if settings.top_p < 1.0:
        reached = int(np.searchsorted(np.cumsum(probabilities), settings.top_p)) + 1
        order, probabilities = order[:reached], probabilities[:reached]
    if settings.min_p > 0.0:
        order = order[probabilities >= settings.min_p * probabilities[0]]
    return _scatter(scores[order] / settings.temperature, order, len(scores))


def _softmax(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    weights = np.exp(scores - scores.max())
    return weights / weights.sum()


def _scatter(
    scores: NDArray[np.float64], order: NDArray[np.intp], size: int
) -> NDArray[np.float64]:
    full = np.zeros(size)
    full[order] = _softmax(scores)
    return full
