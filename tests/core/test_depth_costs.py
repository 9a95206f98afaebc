"""Costs between depths stay apart from the machine's pace."""

import pytest

from app.core.depth_costs import RECENT, Costs, typical


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([3.0], 3.0),
        ([3.0, 30.0], 3.0),
        ([30.0, 3.0, 4.0], 4.0),
        ([1.0, 2.0, 4.0, 90.0], 3.0),
        ([1.0, 1.1, 0.9, 1.0, 10.0, 1.0, 0.1, 1.0], 1.0),
    ],
)
def test_a_stall_does_not_move_the_typical_value(values: list[float], expected: float) -> None:
    assert typical(values) == pytest.approx(expected)


def known() -> Costs:
    """Return costs of plain rounds and of depth 3, the latter being held."""
    costs = Costs(4)
    for _ in range(4):
        costs.measure(0, 0.02)
    for _ in range(20):
        costs.hold(3, 0.03)
    return costs


def test_what_slows_every_round_moves_no_ratio() -> None:
    costs = known()
    for _ in range(200):
        costs.hold(3, 0.033)
    assert costs.seconds(3) == pytest.approx(0.033, rel=0.01)
    assert costs.seconds(0) / costs.seconds(3) == pytest.approx(2 / 3)


def test_a_lasting_change_is_taken_at_once_and_a_stall_is_not() -> None:
    costs = known()
    for seconds in (0.3, 0.3, 0.03, 0.03, 0.03, 0.03, 0.03, 0.03):
        costs.hold(3, seconds)
    assert not costs.jump(3)
    assert costs.seconds(3) == pytest.approx(0.03, rel=0.05)
    for _ in range(RECENT):
        costs.hold(3, 0.06)
    assert not costs.settled
    assert costs.jump(3)
    assert costs.seconds(0) == pytest.approx(0.04, rel=0.1)


def test_rounds_far_too_slow_raise_an_alarm() -> None:
    costs = known()
    costs.hold(3, 0.3)
    costs.hold(3, 0.3)
    assert not costs.alarmed
    costs.hold(3, 0.3)
    assert costs.alarmed
    assert costs.jump(3)
    assert not costs.alarmed
    assert costs.seconds(3) == pytest.approx(0.3, rel=0.1)


def test_a_change_right_after_a_switch_is_the_machines() -> None:
    costs = known()
    for _ in range(6):
        costs.hold(4, 0.035)
    for _ in range(3):
        costs.hold(4, 0.35)
    assert costs.jump(4)
    assert costs.seconds(4) / costs.seconds(0) == pytest.approx(1.75, rel=0.05)


def test_after_a_change_the_depths_not_held_are_soon_relearnt() -> None:
    """Perhaps only the one held became slower."""
    costs = known()
    for _ in range(3):
        costs.hold(3, 0.3)
    assert costs.jump(3)
    assert costs.seconds(0) == pytest.approx(0.2, rel=0.1)
    assert costs.rounds(0) == 1
    for _ in range(4):
        costs.measure(0, 0.02)
    assert costs.seconds(0) == pytest.approx(0.02, rel=0.1)


def test_a_trial_may_find_another_cost_than_one_long_ago() -> None:
    costs = known()
    for _ in range(15):
        costs.measure(4, 0.035)
    costs.doubt(4, 1)
    for _ in range(4):
        costs.measure(4, 0.35)
    assert costs.seconds(4) == pytest.approx(0.35)


def test_noise_is_estimated() -> None:
    costs = known()
    for index in range(400):
        costs.hold(3, 0.03 * (1.1 if index % 2 else 0.9))
    assert 0.05 < costs.noise < 0.2


def test_costs_from_elsewhere_are_as_good_as_measured() -> None:
    costs = Costs(2)
    costs.assume(2, 0.05, 40)
    assert costs.seconds(2) == 0.05
    assert costs.rounds(2) == 16
    assert costs.seconds(1) == 0.0
    assert costs.rounds(1) == 0
