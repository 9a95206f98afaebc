"""Costs are what was measured; what was not is on a line; stalls and old news count little."""

import pytest

from app.core.lookup_costs import FIRST_SLOPE, TRUSTED_ROUNDS, RoundCosts
from app.core.speculation import Round, Source


def ordinary(
    seconds: float, tokens: int = 1, drafted: int = 0, draft_seconds: float = 0.0
) -> Round:
    return Round((0,) * drafted, tokens - 1, (0,) * tokens, draft_seconds, seconds)


def looked_up(length: int, seconds: float, tokens: int = 1) -> Round:
    return Round((0,) * length, tokens - 1, (0,) * tokens, 0.0, seconds, Source.LOOKUP)


def costs(*rounds: Round) -> RoundCosts:
    made = RoundCosts()
    for one in rounds:
        made.observe(one)
    return made


def test_a_tokens_price_is_that_of_ordinary_rounds() -> None:
    plain = costs(*[ordinary(0.02)] * 5, *[looked_up(7, 0.5, 8)] * 5)
    assert plain.seconds_per_token == pytest.approx(0.02)
    assert plain.ordinary_rounds == 5
    drafted = costs(*[ordinary(0.03, tokens=3, drafted=3, draft_seconds=0.006)] * 5)
    assert drafted.seconds_per_token == pytest.approx(0.012)


def test_unmeasured_passes_lie_on_a_line() -> None:
    plain = costs(ordinary(0.02))
    assert plain.verification(8) == pytest.approx(0.02 * (1 + 7 * FIRST_SLOPE))
    cheap = costs(ordinary(0.02), looked_up(7, 0.027))
    assert cheap.verification(17) == pytest.approx(0.036)
    steep = costs(ordinary(0.02), looked_up(1, 0.05))
    assert steep.verification(8) == pytest.approx(plain.verification(8))


def test_the_line_passes_through_the_drafters_rounds() -> None:
    """Four rows cost .05, eight .07: a row more is .005, and one alone would be .035."""
    made = costs(ordinary(0.05, tokens=3, drafted=3), looked_up(7, 0.07))
    assert made.verification(17) == pytest.approx(0.115)


def test_measured_passes_are_believed() -> None:
    made = costs(ordinary(0.02), *[looked_up(7, 0.03)] * 8)
    assert made.verification(8) == pytest.approx(0.03, rel=0.1)


def test_a_stall_moves_a_time_only_so_far() -> None:
    made = costs(*[ordinary(0.02)] * 10, *[looked_up(7, 0.03)] * 4, looked_up(7, 60.0))
    assert made.verification(8) < 0.05
    made.observe(ordinary(0.02))
    made.observe(ordinary(60.0))
    assert made.seconds_per_token < 0.03


def test_what_was_slow_once_is_forgotten() -> None:
    cliff = costs(ordinary(0.02), looked_up(16, 1.0))
    assert cliff.verification(17) > 0.5
    for _ in range(6 * TRUSTED_ROUNDS):
        cliff.observe(ordinary(0.02))
    assert cliff.verification(17) < 0.3
    cliff.observe(looked_up(16, 0.025))
    assert cliff.verification(17) < 0.06


def test_the_first_ordinary_round_after_a_lookup_is_its_aftermath() -> None:
    made = costs(*[ordinary(0.02)] * 10)
    assert made.aftermath == 0.0
    for _ in range(20):
        made.observe(looked_up(7, 0.03))
        made.observe(ordinary(0.025))
        made.observe(ordinary(0.02))
    assert made.aftermath == pytest.approx(0.005, rel=0.1)
    assert made.seconds_per_token == pytest.approx(0.02)
