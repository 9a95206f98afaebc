"""Acceptance by position is counted right, forgotten in time, and modest where little was seen."""

import random

import pytest

from app.core.depth_acceptance import MEMORY, Acceptance


def seen(rates: list[float], rounds: int) -> Acceptance:
    rng = random.Random(1)
    acceptance = Acceptance(len(rates))
    for _ in range(rounds):
        kept = 0
        while kept < len(rates) and rng.random() < rates[kept]:
            kept += 1
        acceptance.observe(kept, min(kept + 1, len(rates)))
    return acceptance


def test_conditional_rates_and_tokens() -> None:
    acceptance = seen([0.9, 0.7, 0.5], 3000)
    assert acceptance.rates() == pytest.approx([0.9, 0.7, 0.5], abs=0.12)
    assert acceptance.tokens([0.9, 0.7, 0.5]) == pytest.approx([1, 1.9, 2.53, 2.845])


def test_the_present_counts_more_than_the_past() -> None:
    acceptance = seen([0.9], 1000)
    for _ in range(int(2 * MEMORY)):
        acceptance.observe(0, 1)
    assert acceptance.rates()[0] < 0.2


def test_a_position_hardly_seen_leans_on_the_one_before() -> None:
    acceptance = Acceptance(3)
    for _ in range(60):
        acceptance.observe(1, 1)
    high, *deeper = acceptance.rates()
    assert high > 0.95
    assert deeper == pytest.approx([high, high])
    acceptance.observe(1, 2)
    assert 0.5 < acceptance.rates()[1] < high


def test_doubt_shrinks_with_the_rounds() -> None:
    few, many = seen([0.6], 5), seen([0.6], 90)
    spans = [a.rates(sigmas=1.0)[0] - a.rates(sigmas=-1.0)[0] for a in (few, many)]
    assert spans[1] < spans[0] / 2
    assert many.rates(sigmas=1.0, start=1) == many.rates()


def test_looking_afresh_and_giving_the_past_back() -> None:
    acceptance = seen([0.9], 90)
    past = acceptance.reached[0]
    acceptance.set_aside(4.0)
    assert acceptance.reached[0] == 4.0
    acceptance.observe(0, 1)
    assert acceptance.rates()[0] < 0.85
    acceptance.take_back()
    assert acceptance.reached[0] == pytest.approx(past + 1)
    assert acceptance.rates()[0] > 0.85


def test_forgetting_spares_deeper_positions() -> None:
    acceptance = seen([0.9, 0.9], 200)
    before = acceptance.reached[1]
    acceptance.forget(8.0, 1)
    assert acceptance.reached == [8.0, before]


def test_rounds_without_a_draft_lower_the_tokens_but_not_the_rate() -> None:
    acceptance = Acceptance(2)
    assert acceptance.regular
    for _ in range(20):
        acceptance.offer(0, 2, all_kept=True)
        acceptance.offer(2, 2, all_kept=True)
        acceptance.observe(2, 2)
    assert not acceptance.regular
    assert acceptance.offered[0] == pytest.approx(0.5, abs=0.1)
    rates = acceptance.rates()
    assert rates[0] > 0.9
    assert acceptance.tokens(rates)[2] == pytest.approx(2.0, abs=0.2)


def test_a_draft_that_stops_early_counts_against_the_position_it_lacks() -> None:
    acceptance = Acceptance(3)
    for _ in range(20):
        acceptance.observe(1, 1)
        acceptance.offer(1, 3, all_kept=True)
    assert acceptance.rates()[1] < 0.2
    assert acceptance.offered[1] < 0.2


def test_mean_and_variance_of_a_rounds_tokens() -> None:
    acceptance = seen([0.5, 0.5], 90)
    first, second = acceptance.rates()
    mean, variance = acceptance.spread(2)
    assert mean == pytest.approx(1 + first + first * second)
    assert variance == pytest.approx(first + 3 * first * second - (mean - 1) ** 2)
