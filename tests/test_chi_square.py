"""The p-values behind the losslessness evidence, against tables and against themselves."""

from collections import Counter

import numpy as np
import pytest

from tests.chi_square import goodness_of_fit, homogeneity, survival


@pytest.mark.parametrize(
    ("freedom", "quantile", "p"),
    [
        (1, 3.841, 0.05),
        (1, 10.828, 0.001),
        (2, 5.991, 0.05),
        (5, 20.515, 0.001),
        (10, 18.307, 0.05),
        (63, 103.442, 0.001),
        (100, 149.449, 0.001),
        (100, 77.929, 0.95),
    ],
)
def test_tabulated_quantiles(freedom: int, quantile: float, p: float) -> None:
    assert survival(quantile, freedom) == pytest.approx(p, rel=2e-3)


def test_nothing_differs_or_everything() -> None:
    assert survival(0.0, 3) == 1.0
    assert survival(5000.0, 63) < 1e-300


def samples(count: int, shares: list[float], seed: int) -> Counter:
    drawn = np.random.default_rng(seed).choice(len(shares), size=count, p=shares)
    return Counter(drawn.tolist())


def test_p_values_of_a_true_distribution_are_uniform() -> None:
    shares = [0.4, 0.3, 0.2, 0.0999, 0.0001]
    expected = dict(enumerate(shares))
    fits = [goodness_of_fit(samples(2000, shares, seed), expected).p for seed in range(400)]
    both = [
        homogeneity(samples(2000, shares, seed), samples(1000, shares, seed + 1000)).p
        for seed in range(400)
    ]
    for found in (fits, both):
        assert np.mean(found) == pytest.approx(0.5, abs=0.06)
        assert np.mean(np.array(found) < 0.1) == pytest.approx(0.1, abs=0.05)


def test_another_distribution_is_told_apart() -> None:
    shares, others = [0.4, 0.3, 0.3], [0.42, 0.29, 0.29]
    seen = samples(20_000, others, 1)
    assert goodness_of_fit(seen, dict(enumerate(shares))).p < 1e-6
    assert homogeneity(seen, samples(20_000, shares, 2)).p < 1e-3


def test_what_cannot_come_must_not() -> None:
    assert goodness_of_fit(Counter({0: 50, 9: 1}), {0: 0.5, 1: 0.5}).p == 0.0


def test_one_cell_is_no_test() -> None:
    with pytest.raises(ValueError, match="nothing is tested"):
        goodness_of_fit(Counter({0: 50}), {0: 1.0})
