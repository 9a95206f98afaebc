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
from app.core.verification import RejectionSampling, Verify
from app.engine import generation
from app.engine.pair import Pair
from tests.chi_square import goodness_of_fit, homogeneity
from tests.losslessness import ALPHA, answer, forget
from tests.wrong_rules import Careless, Generous

HOT = SamplingSettings(temperature=1.0, top_k=4, top_p=1.0)
"""64 continuations of three tokens, all of them seen."""

LENGTH = 3
PROMPT = "bacadafabaca"
SEEDS = {"plain": 10_000_000, "rejection": 20_000_000, "match": 30_000_000, "wrong": 40_000_000}
"""Of the first draw of a kind; each draw has the next seed."""

WRONG_RULES = (Careless, Generous)


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
    pair: Pair, draws: int, wrong: Sequence[type[RejectionSampling]] = WRONG_RULES
) -> Iterator[Verdict]:
    """Yield the verdict on plain decoding, on both rules and on the wrong ones."""
    expected = exact(pair)
    plain = sample(pair, draws, SEEDS["plain"], Method.OFF, Verify.MATCH)

    def verdict(name: str, found: Sample) -> Verdict:
        return Verdict(
            name,
            draws,
            len(expected),
            found.acceptance,
            goodness_of_fit(found.counts, expected).p,
            homogeneity(found.counts, plain.counts).p if found is not plain else 1.0,
        )

    yield verdict("plain", plain)
    for rule in (Verify.REJECTION, Verify.MATCH):
        yield verdict(rule, sample(pair, draws, SEEDS[rule], pair.info.method, rule))
    for made in wrong:
        with ruled_by(made):
            found = sample(pair, draws, SEEDS["wrong"], pair.info.method, Verify.REJECTION)
        yield verdict(made.__name__, found)


def sample(pair: Pair, draws: int, first_seed: int, method: Method, verify: Verify) -> Sample:
    """Draw continuations of PROMPT, each in a turn of its own with a seed of its own."""
    counts: Counter[Any] = Counter()
    drafted = kept = 0
    for number in range(draws):
        finished = answer(
            pair,
            GenerateRequest(
                "sample",
                raw_prompt=PROMPT,
                max_tokens=LENGTH,
                sampling=replace(HOT, seed=first_seed + number),
                method=method,
                verify=verify,
            ),
        )
        counts[finished.token_ids] += 1
        drafted += finished.statistics.draft_tokens
        kept += finished.statistics.accepted_tokens
    return Sample(counts, kept / drafted if drafted else None)


def exact(pair: Pair) -> dict[tuple[int, ...], float]:
    """Return the probability of every continuation, from the target's logits by the reference."""
    prompt = pair.context.model.tokenize(PROMPT, add_special=True)
    shares: dict[tuple[int, ...], float] = {(): 1.0}
    for _ in range(LENGTH):
        longer: dict[tuple[int, ...], float] = {}
        for tokens, share in shares.items():
            following = distribution(_logits(pair, [*prompt, *tokens]), HOT)
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
def ruled_by(rule: type[RejectionSampling]) -> Iterator[None]:
    """Verify by another rule wherever it would be rejection sampling."""
    with patch.object(generation, "RejectionSampling", rule):
        yield
