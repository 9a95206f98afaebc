"""Sampled turns against the exact distribution, and against plain ones, by chi-square."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any
from unittest.mock import patch

import numpy as np

from app.core.events import GenerateRequest
from app.core.pairs import Method
from app.core.sampling import SamplingSettings, distribution
from app.core.verification import Match, RejectionSampling, Verify
from app.engine import generation, token_chain
from app.engine.pair import Pair
from tests.chi_square import goodness_of_fit, homogeneity
from tests.losslessness import ALPHA, Case, answer, forget

HOT = SamplingSettings(temperature=1.0, top_k=4, top_p=1.0)
"""64 continuations of three tokens, all of them seen."""

LENGTH = 3
PROMPT = "bacadafabaca"
CONFINED = "rejection, confined"
"""Drafts drawn so near to the likeliest token that most rows have others, never drafted, which only
corrections can write."""

NEAR = 0.7
"""How near, in logits. The four likeliest tokens of the tiny vocabulary are nearer than the usual
distance."""

SEEDS = {
    "plain": 10_000_000,
    "rejection": 20_000_000,
    "match": 30_000_000,
    "wrong": 40_000_000,
    CONFINED: 50_000_000,
}
"""Of the first draw of a kind; each draw has the next seed."""

ANSWER = 6
"""Tokens that stand between a prompt and its repetition, where repetitions are looked up."""


@dataclass(frozen=True, slots=True)
class Sample:
    """Continuations of LENGTH tokens, counted, and the share of draft tokens kept on the way."""

    counts: Counter[Any]
    acceptance: float | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What two chi-square tests say of a sample.

    Attributes:
        p_exact: of fitting the exact distribution. p_plain: of coming from what plain came from.
    """

    name: str
    draws: int
    cells: int
    acceptance: float | None
    p_exact: float
    p_plain: float

    @property
    def lossless(self) -> bool:
        """Whether neither test finds a difference at ALPHA."""
        return min(self.p_exact, self.p_plain) >= ALPHA


def verdicts(
    case: Case, pair: Pair, draws: int, wrong: Sequence[type[Match | RejectionSampling]]
) -> Iterator[Verdict]:
    """Yield the verdict on plain decoding, on the method's rules and on those of `wrong` that it
    could have in their place.

    Looked-up drafts alone are never verified by rejection sampling (engine.generation).
    """
    prompt = prompt_of(case, pair)
    expected = exact(pair, prompt)
    spoken = GenerateRequest("sample", raw_prompt=prompt, max_tokens=LENGTH)
    plain = sample(pair, replace(spoken, method=Method.OFF), draws, SEEDS["plain"])

    def verdict(name: str, found: Sample) -> Verdict:
        return Verdict(
            name,
            draws,
            len(expected),
            found.acceptance,
            goodness_of_fit(found.counts, expected).p,
            homogeneity(found.counts, plain.counts).p if found is not plain else 1.0,
        )

    def drafted(rule: Verify, first_seed: int) -> Sample:
        asked = replace(spoken, method=case.method, lookup=case.lookup, verify=rule)
        return sample(pair, asked, draws, first_seed)

    yield verdict("plain", plain)
    rules = [Verify.MATCH] if case.method is Method.NGRAM else [Verify.REJECTION, Verify.MATCH]
    for rule in rules:
        yield verdict(rule, drafted(rule, SEEDS[rule]))
    if Verify.REJECTION in rules:
        with patch.object(token_chain, "_DRAFTED", NEAR):
            yield verdict(CONFINED, drafted(Verify.REJECTION, SEEDS[CONFINED]))
    for made in wrong:
        rule = Verify.MATCH if issubclass(made, Match) else Verify.REJECTION
        if rule in rules:
            with ruled_by(made):
                yield verdict(made.__name__, drafted(rule, SEEDS["wrong"]))


def prompt_of(case: Case, pair: Pair) -> str:
    """Return a prompt; where repetitions are looked up, it ends in one that has been answered."""
    if not case.lookup:
        return PROMPT
    asked = GenerateRequest("first", raw_prompt=PROMPT, max_tokens=ANSWER, method=Method.OFF)
    return PROMPT + answer(pair, asked).text + PROMPT


def sample(pair: Pair, asked: GenerateRequest, draws: int, first_seed: int) -> Sample:
    """Draw continuations, each in a turn of its own with a seed of its own."""
    counts: Counter[Any] = Counter()
    drafted = kept = 0
    for number in range(draws):
        sampling = replace(HOT, seed=first_seed + number)
        finished = answer(pair, replace(asked, sampling=sampling))
        counts[finished.token_ids] += 1
        drafted += finished.statistics.draft_tokens
        kept += finished.statistics.accepted_tokens
    return Sample(counts, kept / drafted if drafted else None)


def exact(pair: Pair, prompt: str) -> dict[tuple[int, ...], float]:
    """Return the probability of every continuation, from the target's logits by the reference."""
    known = pair.context.model.tokenize(prompt, add_special=True)
    shares: dict[tuple[int, ...], float] = {(): 1.0}
    for _ in range(LENGTH):
        longer: dict[tuple[int, ...], float] = {}
        for tokens, share in shares.items():
            following = distribution(_logits(pair, [*known, *tokens]), HOT)
            for token in np.flatnonzero(following):
                longer[*tokens, int(token)] = share * float(following[token])
        shares = longer
    forget(pair)
    return shares


def _logits(pair: Pair, tokens: Sequence[int]) -> np.ndarray:
    forget(pair)
    pair.rollback.evaluate(tokens, outputs=1)
    return pair.context.logits(len(tokens) - 1).copy()


@contextmanager
def ruled_by(rule: type[Match | RejectionSampling]) -> Iterator[None]:
    """Verify by another rule wherever it would be the one that it is a kind of."""
    replaced = "Match" if issubclass(rule, Match) else "RejectionSampling"
    with patch.object(generation, replaced, rule):
        yield
