"""How the target's next token is chosen from its logits, and the same in numpy for reference."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.core.errors import AppError

GREEDY_BELOW = 1e-5
"""Temperatures below this are greedy: the division would only overflow."""


@dataclass(frozen=True, slots=True)
class SamplingSettings:
    """Sampling knobs in llama.cpp's meaning and order: end bias, penalties, top-k, top-p, min-p,
    temperature.

    Attributes:
        temperature: 0 takes the likeliest token.
        top_k: keep the k likeliest; 0 keeps all.
        top_p: keep the likeliest that together reach p; 1 keeps all.
        min_p: drop tokens below this fraction of the likeliest one; 0 keeps all.
        seed: for a reproducible answer; None draws a fresh one.
        repeat_penalty: divides the logits of recent tokens (multiplies negative ones); 1 is off.
        frequency_penalty: subtracted for each time a token came recently. presence_penalty: once.
        penalty_last_n: how many tokens are recent, those of the prompt too.
        end_bias: added to the logit of every token that ends the turn; -inf never ends it.
    """

    temperature: float = 0.0
    top_k: int = 64
    top_p: float = 0.95
    min_p: float = 0.0
    seed: int | None = None
    repeat_penalty: float = 1.0
    frequency_penalty: float = 0.0
    presence_penalty: float = 0.0
    penalty_last_n: int = 64
    end_bias: float = 0.0

    def __post_init__(self) -> None:
        for name, value, low, high in (
            ("temperature", self.temperature, 0.0, 100.0),
            ("top-k", self.top_k, 0, 2**31 - 1),
            ("top-p", self.top_p, 0.0, 1.0),
            ("min-p", self.min_p, 0.0, 1.0),
            ("seed", self.seed or 0, 0, 2**32 - 1),
            ("repeat penalty", self.repeat_penalty, 0.01, 100.0),
            ("frequency penalty", self.frequency_penalty, -100.0, 100.0),
            ("presence penalty", self.presence_penalty, -100.0, 100.0),
            ("penalty window", self.penalty_last_n, 0, 2**20),
            ("end bias", self.end_bias, -math.inf, 1000.0),
        ):
            if not low <= value <= high:  # also catches NaN
                raise AppError(f"The {name} {value} is out of range.", f"Use {low} to {high}.")

    @property
    def greedy(self) -> bool:
        """Whether the likeliest token is always taken."""
        return self.temperature < GREEDY_BELOW

    @property
    def penalized(self) -> bool:
        """Whether recent tokens count."""
        neutral = (self.repeat_penalty, self.frequency_penalty, self.presence_penalty)
        return self.penalty_last_n > 0 and neutral != (1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Candidates:
    """A truncated distribution: `tokens`, shape (k,), and their `probabilities`, which add to 1."""

    tokens: NDArray[np.int32]
    probabilities: NDArray[np.float64]

    def probability(self, token: int) -> float:
        """Return the probability of `token`, 0 for one that is no candidate."""
        shares = self.probabilities[self.tokens == token]
        return float(shares[0]) if len(shares) else 0.0

    def draw(self, uniform: float) -> int:
        """Return the token at `uniform` (in [0, 1)) of the cumulated probabilities."""
        reached = self.probabilities.cumsum()
        index = int(reached.searchsorted(float(uniform * reached[-1]), side="right"))
        return int(self.tokens[min(index, len(self.tokens) - 1)])


def certain(token: int) -> Candidates:
    """Return the distribution in which nothing but `token` can come."""
    return Candidates(np.array([token], np.int32), np.ones(1))


def softmax(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the probabilities, shape (k,), behind logits of shape (k,)."""
    weights = np.exp(scores - scores.max())
    weights /= weights.sum()
    return weights


def distribution(
    logits: NDArray[np.floating],
    settings: SamplingSettings,
    *,
    recent: Sequence[int] = (),
    ends: Sequence[int] = (),
) -> NDArray[np.float64]:
    """Return the distribution, shape (vocabulary,), that `settings` make of one row of logits.

    Follows llama.cpp's sampler chain (common/sampling.cpp): logit bias on the tokens `ends`,
    penalties on the last tokens of `recent`, top_k, top_p, min_p, temperature.
    """
    scores = logits.astype(np.float64)
    scores[list(ends)] += settings.end_bias
    if settings.penalized:
        _penalize(scores, settings, recent)
    order = np.argsort(-scores, kind="stable")
    if settings.greedy:
        order = order[:1]
        return _scatter(np.zeros(1), order, len(scores))
    if settings.top_k:
        order = order[: settings.top_k]
    probabilities = softmax(scores[order])
    if settings.top_p < 1.0:
        reached = int(np.searchsorted(np.cumsum(probabilities), settings.top_p)) + 1
        order, probabilities = order[:reached], probabilities[:reached]
    if settings.min_p > 0.0:
        order = order[probabilities >= settings.min_p * probabilities[0]]
    return _scatter(scores[order] / settings.temperature, order, len(scores))


def _penalize(
    scores: NDArray[np.float64], settings: SamplingSettings, recent: Sequence[int]
) -> None:
    """Lower the scores of recent tokens in place (llama_sampler_penalties_apply)."""
    for token, count in Counter(recent[-settings.penalty_last_n :]).items():
        factor = settings.repeat_penalty
        scores[token] = scores[token] * factor if scores[token] <= 0 else scores[token] / factor
        scores[token] -= count * settings.frequency_penalty + settings.presence_penalty


def _scatter(
    scores: NDArray[np.float64], order: NDArray[np.intp], size: int
) -> NDArray[np.float64]:
    full = np.zeros(size)
    full[order] = softmax(scores)
    return full
