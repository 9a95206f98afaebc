"""Ratios of rejection sampling to match, from answers whose figures are known."""

import pytest

from app.core.comparison import Answer
from app.core.rule_comparison import RuleRepeat, compare_rules
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
    repeats = [
        RuleRepeat((answer(50, 100, 1.0),), (answer(40, 100, gained),))
        for gained in (0.5, 0.8, 1.25)
    ]
    found = compare_rules(repeats)
    assert found.match.tokens_per_round == 2.0
    assert found.rejection.tokens_per_round == 2.5
    assert found.tokens_per_round_ratio.median == pytest.approx(1.25)
    assert found.speed_ratio.median == pytest.approx(1.25)
    assert (found.speed_ratio.low, found.speed_ratio.high) == pytest.approx((0.8, 2.0))
    assert found.rejection.acceptance_rate == pytest.approx(0.5)
    assert found.rejection.per_position == ((120, 180),)
    assert found.match.emitted_tokens == 300


def test_answers_of_other_lengths_weigh_by_their_rounds() -> None:
    one = RuleRepeat((answer(10, 20, 1.0), answer(90, 90, 3.0)), (answer(50, 100, 2.0),) * 2)
    assert compare_rules([one]).match.tokens_per_round == pytest.approx(1.1)
    assert compare_rules([one]).match.speed == pytest.approx(110 / 4)
