"""llama.cpp's chains against the reference distribution of core.sampling."""

import math

import numpy as np
import pytest

from app.core.sampling import SamplingSettings, distribution
from app.engine.token_chain import TokenChain

SIZE = 3000
ENDS = (2, 4)
HOT = SamplingSettings(temperature=0.8, top_k=40, top_p=0.9, min_p=0.02)


def logits(seed: int = 1) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=SIZE).astype(np.float32) * 3


@pytest.mark.parametrize(
    "settings",
    [
        HOT,
        SamplingSettings(temperature=1.0, top_k=0, top_p=1.0),
        SamplingSettings(temperature=1.3, top_k=5, top_p=1.0),
        SamplingSettings(temperature=0.5, top_k=0, top_p=0.7),
        SamplingSettings(temperature=1.0, top_k=64, repeat_penalty=1.3, penalty_last_n=4),
        SamplingSettings(temperature=1.0, frequency_penalty=0.4, presence_penalty=0.3),
        SamplingSettings(temperature=1.0, top_k=2, repeat_penalty=0.01, presence_penalty=-9.0),
        SamplingSettings(temperature=1.0, end_bias=6.0),
        SamplingSettings(temperature=1.0, top_k=0, top_p=1.0, end_bias=-math.inf),
        SamplingSettings(repeat_penalty=8.0, end_bias=-math.inf),
    ],
)
def test_a_chain_is_the_reference(settings: SamplingSettings) -> None:
    chain = TokenChain.of_target(settings, SIZE, ENDS, seed=1)
    recent = [7, 9, 9, 11, int(logits().argmax()), 9]
    for token in recent:
        chain.accept(token)
    for seed in (1, 2):
        wanted = distribution(logits(seed), settings, recent=recent, ends=ENDS)
        found = chain.candidates(logits(seed))
        full = np.zeros(SIZE)
        full[found.tokens] = found.probabilities
        assert full == pytest.approx(wanted, abs=1e-5)
    chain.close()
    chain.close()


def test_a_draft_is_blind_to_penalties_and_bias() -> None:
    settings = SamplingSettings(temperature=1.0, repeat_penalty=5.0, end_bias=20.0)
    chain = TokenChain.of_draft(settings, SIZE, seed=1)
    chain.accept(int(logits().argmax()))
    plain = SamplingSettings(temperature=1.0)
    found = chain.candidates(logits())
    best = int(logits().argmax())
    assert found.probability(best) == pytest.approx(distribution(logits(), plain)[best], abs=1e-5)
    chain.close()


def test_a_seed_makes_draws_repeat_and_they_follow_the_distribution() -> None:
    settings = SamplingSettings(temperature=1.0, top_k=4, top_p=1.0)
    made = [TokenChain.of_target(settings, SIZE, ENDS, seed) for seed in (5, 5, 6)]
    drawn = [[chain.draw(logits()) for _ in range(4000)] for chain in made]
    assert drawn[0] == drawn[1] != drawn[2]
    wanted = distribution(logits(), settings)
    shares = np.bincount(drawn[0], minlength=SIZE) / 4000
    assert shares == pytest.approx(wanted, abs=0.035)
    assert not shares[wanted == 0].any()


def test_a_draw_and_its_candidates_come_from_one_row() -> None:
    one, other = (TokenChain.of_draft(HOT, SIZE, seed=3) for _ in range(2))
    for seed in range(20):
        token, left = one.draw_of_candidates(logits(seed))
        assert token == other.draw(logits(seed))
        assert left.probability(token) > 0
        assert left.probabilities.sum() == pytest.approx(1.0, abs=1e-6)


def test_a_draft_never_takes_what_is_far_less_likely_than_the_likeliest() -> None:
    row = np.full(SIZE, -20.0, np.float32)
    row[[5, 6, 7]] = (4.0, 3.0, -4.0)
    chain = TokenChain.of_draft(SamplingSettings(temperature=1.0, top_k=0, top_p=1.0), SIZE, seed=1)
    assert sorted(chain.candidates(row).tokens.tolist()) == [5, 6]
    hot = SamplingSettings(temperature=2.0, top_k=0, top_p=1.0)
    assert 7 in TokenChain.of_draft(hot, SIZE, seed=1).candidates(row).tokens
