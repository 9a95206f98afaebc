"""The rules by which the target keeps a draft token or writes its own; both lose nothing.

Match samples from the target and keeps the draft token when it is the same one: ordinary sampling
from the target alone (llama.cpp common/sampling.cpp, common_sampler_sample_and_accept_n).
Rejection sampling keeps more of a draft that was itself sampled: with min(1, target / draft), else
the residual decides (Leviathan et al., arXiv 2211.17192, algorithm 1).
"""

from enum import StrEnum
from typing import Protocol

import numpy as np

from app.core.sampling import Candidates


class Verify(StrEnum):
    """Which rule. AUTO is rejection where tokens are sampled; when greedy both are the same."""

    AUTO = "auto"
    REJECTION = "rejection"
    MATCH = "match"


class Judged(Protocol):
    """What a rule asks of the target, for rows 0, 1, 2 ... of its last pass in order, each once."""

    def choose(self, row: int) -> int:
        """Choose the token that follows row `row`, and commit to it."""
        ...

    def target_probs(self, row: int) -> Candidates:
        """Return the final distribution behind row `row`, given all that was committed so far."""
        ...

    def commit(self, token: int) -> None:
        """Take `token` as the one that follows: a sampler's penalties depend on it."""
        ...


class Rule(Protocol):
    """Decides what follows a row."""

    def judge(self, target: Judged, row: int, guess: int, draft_probs: Candidates | None) -> int:
        """Return the token that follows `row`, committed to; it is `guess` if that is kept.

        `draft_probs` is what `guess` was drawn from; None if nothing else could have been drawn.
        """
        ...


class Match:
    """Keep a draft token if the target, asked on its own, chooses the same."""

    def judge(self, target: Judged, row: int, guess: int, draft_probs: Candidates | None) -> int:
        del guess, draft_probs
        return target.choose(row)


class RejectionSampling:
    """Keep a draft token with probability min(1, target / draft), else draw from the residual."""

    def __init__(self, random: np.random.Generator) -> None:
        self._random = random

    def judge(self, target: Judged, row: int, guess: int, draft_probs: Candidates | None) -> int:
        target_probs = target.target_probs(row)
        drafted = 1.0 if draft_probs is None else draft_probs.probability(guess)
        if self._random.random() * drafted < target_probs.probability(guess):
            token = guess
        else:
            token = residual(target_probs, draft_probs, guess).draw(self._random.random())
        target.commit(token)
        return token


def residual(target_probs: Candidates, draft_probs: Candidates | None, guess: int) -> Candidates:
    """Return norm(max(0, target - draft)), matched by token id; without `draft_probs` the draft is
    a point mass on `guess`."""
    left = target_probs.probabilities.copy()
    if draft_probs is None:
        left[target_probs.tokens == guess] = 0.0
    else:
        order = draft_probs.tokens.argsort()
        drafted = draft_probs.tokens[order]
        place = drafted.searchsorted(target_probs.tokens)
        np.minimum(place, len(drafted) - 1, out=place)
        common = drafted[place] == target_probs.tokens
        left -= np.where(common, draft_probs.probabilities[order][place], 0.0)
        np.maximum(left, 0.0, out=left)
    total = left.sum()
    # Nothing is left only where rounding ate it: target and draft are then the same.
    return Candidates(target_probs.tokens, left / total) if total > 0 else target_probs
