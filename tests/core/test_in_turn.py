"""Figures and ratios of ways to decode, from answers whose figures are known."""

import pytest

from app.core.comparison import Answer
from app.core.in_turn import InTurn, figures, ratio, speed, tokens_per_round
from app.core.stats import Statistics


def answer(rounds: int, emitted: int, seconds: float) -> Answer:
    drafted, kept = 3 * rounds, emitted - rounds
    return Answer(
        (),
        Statistics(
            rounds=rounds,
            emitted_tokens=emitted,
            draft_tokens=drafted,
            accepted_tokens=kept,
            per_position=((rounds, kept),),
            decode_seconds=seconds,
        ),
    )


def test_ratios_are_medians_over_repeats_and_figures_are_sums() -> None:
    repeats: list[InTurn] = [
        {"one": (answer(50, 100, 1.0),), "other": (answer(40, 100, gained),)}
        for gained in (0.5, 0.8, 1.25)
    ]
    one, other = figures(repeats, "one"), figures(repeats, "other")
    assert one.tokens_per_round == 2.0
    assert other.tokens_per_round == 2.5
    gain = ratio(repeats, "other", "one", speed)
    assert ratio(repeats, "other", "one", tokens_per_round).median == pytest.approx(1.25)
    assert (gain.median, gain.low, gain.high) == pytest.approx((1.25, 0.8, 2.0))
    assert other.acceptance_rate == pytest.approx(0.5)
    assert other.per_position == ((120, 180),)
    assert one.emitted_tokens == 300
    assert other.speed == pytest.approx(125.0)


def test_answers_of_other_lengths_weigh_by_their_rounds() -> None:
    found = figures([{"one": (answer(10, 20, 1.0), answer(90, 90, 3.0))}], "one")
    assert found.tokens_per_round == pytest.approx(1.1)
    assert found.speed == pytest.approx(110 / 4)
