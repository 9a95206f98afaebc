"""Choosing the target's next token and the drafter's guess: zero-copy argmax, or a chain."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple, Protocol

import numpy as np

from app.core.sampling import Candidates, SamplingSettings, certain
from app.engine.llama import Floats
from app.engine.llama_model import LlamaModel
from app.engine.logit_rows import argmax, shares
from app.engine.token_chain import TokenChain

CONFIDENCE_CANDIDATES: Final = 10
"""A guess's confidence is its share among this many (llama.cpp common/speculative.cpp)."""


class Chooser(Protocol):
    """Chooses from rows of the target's logits, which come in order, and commits to the choice."""

    def choose(self, logits: Floats) -> int:
        """Return the token that follows, committed to."""
        ...

    def candidates(self, logits: Floats) -> Candidates:
        """Return the distribution that `choose` would draw from."""
        ...

    def shares(self, logits: Floats, tokens: Sequence[int]) -> list[float]:
        """Return how likely `tokens` were in the row last chosen from, which `logits` still is."""
        ...

    def commit(self, token: int) -> None:
        """Take `token` as the one that follows."""
        ...

    def close(self) -> None:
        """Free what is held."""
        ...


class Pick(NamedTuple):
    """A guess.

    Attributes:
        candidates: what it was drawn from; None if nothing else could come.
        share: how likely it was to the drafter, None if nobody asked.
    """

    token: int
    candidates: Candidates | None = None
    share: float | None = None


class Picker(Protocol):
    """Picks the drafter's guesses."""

    def pick(self, logits: Floats) -> Pick | None:
        """Return a guess, or None to draft no further."""
        ...

    def close(self) -> None:
        """Free what is held."""
        ...


class GreedyChooser:
    """Always the likeliest token."""

    def choose(self, logits: Floats) -> int:
        return argmax(logits)

    def candidates(self, logits: Floats) -> Candidates:
        return certain(argmax(logits))

    def shares(self, logits: Floats, tokens: Sequence[int]) -> list[float]:
        return shares(logits, tokens)

    def commit(self, token: int) -> None:
        """Nothing depends on what came before."""

    def close(self) -> None:
        """Nothing is held."""


class BiasedGreedyChooser:
    """Always the likeliest token, with `bias` on the logits of `ends`."""

    def __init__(self, ends: Sequence[int], bias: float) -> None:
        self._ends = list(ends)
        self._bias = bias

    def choose(self, logits: Floats) -> int:
        best, ends = argmax(logits), self._ends
        if best in ends:
            others = logits.copy()
            others[ends] = -np.inf
            best = int(others.argmax())
        if self._bias == -np.inf or not ends:
            return best
        end = max(ends, key=logits.__getitem__)
        return end if logits[end] + self._bias > logits[best] else best

    def candidates(self, logits: Floats) -> Candidates:
        return certain(self.choose(logits))

    def shares(self, logits: Floats, tokens: Sequence[int]) -> list[float]:
        return shares(logits, tokens)

    def commit(self, token: int) -> None:
        """Nothing depends on what came before."""

    def close(self) -> None:
        """Nothing is held."""


class ChainChooser:
    """Draws from what a chain leaves."""

    def __init__(self, chain: TokenChain, *, greedy: bool) -> None:
        self._chain = chain
        self._greedy = greedy

    def choose(self, logits: Floats) -> int:
        token = self._chain.draw(logits)
        self._chain.accept(token)
        return token

    def candidates(self, logits: Floats) -> Candidates:
        return self._chain.candidates(logits)

    def shares(self, logits: Floats, tokens: Sequence[int]) -> list[float]:
        if self._greedy:
            return shares(logits, tokens)
        left = self._chain.left()
        return [left.probability(token) for token in tokens]

    def commit(self, token: int) -> None:
        self._chain.accept(token)

    def close(self) -> None:
        self._chain.close()


class GreedyPicker:
    """The drafter's likeliest token."""

    def pick(self, logits: Floats) -> Pick | None:
        return Pick(argmax(logits))

    def close(self) -> None:
        """Nothing is held."""


class ConfidentPicker:
    """The drafter's likeliest token, as long as it is likely enough."""

    def __init__(self, chain: TokenChain, confidence: float) -> None:
        self._chain = chain
        self._confidence = confidence

    def pick(self, logits: Floats) -> Pick | None:
        best = argmax(logits)
        share = self._chain.candidates(logits).probability(best)
        return Pick(best) if share >= self._confidence else None

    def close(self) -> None:
        self._chain.close()


class DrawnPicker:
    """A token drawn from the drafter's own truncated distribution, for rejection sampling."""

    def __init__(self, chain: TokenChain, confidence: float) -> None:
        self._chain = chain
        self._confidence = confidence

    def pick(self, logits: Floats) -> Pick | None:
        token, candidates = self._chain.draw_of_candidates(logits)
        # By the likeliest, not by the one drawn: to drop a draft for what it is would be biased.
        if self._confidence > 0 and candidates.probabilities.max() < self._confidence:
            return None
        return Pick(token, candidates)

    def close(self) -> None:
        self._chain.close()


class AskedPicker:
    """Another picker's guesses, each with how likely it was."""

    def __init__(self, picker: Picker) -> None:
        self._picker = picker

    def pick(self, logits: Floats) -> Pick | None:
        pick = self._picker.pick(logits)
        if pick is None:
            return None
        if pick.candidates is not None:
            return pick._replace(share=pick.candidates.probability(pick.token))
        return pick._replace(share=shares(logits, [pick.token])[0])

    def close(self) -> None:
        self._picker.close()


@dataclass(frozen=True, slots=True)
class Dice:
    """Independent randomness of one turn: seeds for the target's chain and the drafter's, and the
    rule's own."""

    target: int
    draft: int
    rule: np.random.Generator


def dice(seed: int | None) -> Dice:
    """Return the dice of `seed`; fresh ones for None."""
    target, draft, rule = np.random.SeedSequence(seed).spawn(3)
    return Dice(_chain_seed(target), _chain_seed(draft), np.random.default_rng(rule))


def _chain_seed(source: np.random.SeedSequence) -> int:
    """Return 31 bits: 2**32 - 1 would tell llama.cpp to draw a seed of its own."""
    return int(source.generate_state(1)[0]) >> 1


def make_chooser(
    settings: SamplingSettings,
    model: LlamaModel,
    prompt: Sequence[int],
    seed: int,
) -> Chooser:
    """Return the target's chooser; penalties know the end of `prompt`."""
    ends = model.end_tokens if settings.end_bias else ()
    if settings.greedy and not settings.penalized:
        return BiasedGreedyChooser(ends, settings.end_bias) if ends else GreedyChooser()
    chain = TokenChain.of_target(settings, model.vocabulary_size, ends, seed)
    if settings.penalized:
        for token in prompt[-settings.penalty_last_n :]:
            chain.accept(token)
    return ChainChooser(chain, greedy=settings.greedy)


def make_picker(
    settings: SamplingSettings,
    vocabulary_size: int,
    seed: int,
    *,
    drawn: bool,
    confidence: float,
) -> Picker:
    """Return the drafter's picker: of drawn tokens (for rejection sampling) or of likeliest ones.

    Drafting stops at a guess whose probability is below `confidence`; 0 never stops.
    """
    if drawn and not settings.greedy:
        return DrawnPicker(TokenChain.of_draft(settings, vocabulary_size, seed), confidence)
    if confidence > 0:
        chain = TokenChain.likeliest(vocabulary_size, CONFIDENCE_CANDIDATES)
        return ConfidentPicker(chain, confidence)
    return GreedyPicker()
