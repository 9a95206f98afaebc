"""Acceptance by position is counted right, forgotten in time, and modest where little was seen."""

import random

import pytest

from app.core.depth_acceptance import MEMORY, Acceptance, expected_tokens


def seen(rates: list[float], rounds: int) -> Acceptance:
    rng = random.Random(1)
    acceptance = Acceptance(len(rates))
    for _ in range(rounds):
        kept = 0
        while kept < len(rates) and rng.random() < rates[kept]:
            kept += 1
        acceptance.observe(kept, len(rates))
    return acceptance


def test_conditional_rates_and_tokens() -> None:
    acceptance = seen([0.9, 0.7, 0.5], 3000)
    assert acceptance.rates() == pytest.approx([0.9, 0.7, 0.5], abs=0.12)
    assert expected_tokens([0.9, 0.7, 0.5]) == pytest.approx([1, 1.9, 2.53, 2.845])


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


def test_forgetting_keeps_the_rates_and_their_order() -> None:
    acceptance = seen([0.9, 0.9], 200)
    before = acceptance.accepted[0] / acceptance.reached[0]
    acceptance.forget(8.0)
    assert acceptance.reached == [8.0, 8.0]
    assert acceptance.accepted[0] / 8.0 == pytest.approx(before)
