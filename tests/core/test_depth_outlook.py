"""What was measured is used as it is, what was not is guessed with care."""

import pytest

from app.core.depth_acceptance import Acceptance
from app.core.depth_costs import Costs
from app.core.depth_outlook import Outlook


def outlook(seconds: dict[int, float], rounds: int = 4) -> tuple[Outlook, Costs, Acceptance]:
    costs, acceptance = Costs(8), Acceptance(8)
    for shape, value in seconds.items():
        costs.assume(shape, value, rounds)
    return Outlook(costs, acceptance, 8), costs, acceptance


def test_costs_are_in_plain_rounds() -> None:
    here, _, _ = outlook({0: 0.02, 3: 0.03, 7: 0.02})
    assert here.cost(0) == 1.0
    assert here.cost(3) == pytest.approx(1.5)
    assert here.cost(7) == pytest.approx(1.0)
    assert here.costs() == [here.cost(depth) for depth in range(9)]


def test_between_measured_depths_a_line_is_drawn() -> None:
    here, _, _ = outlook({0: 0.02, 2: 0.03, 6: 0.05})
    assert here.cost(1) == pytest.approx(1.25)
    assert here.cost(4) == pytest.approx(2.0)
    assert here.cost(8) == pytest.approx(3.0)


def test_behind_a_cliff_nothing_is_hoped_for() -> None:
    here, _, _ = outlook({0: 0.02, 4: 0.4, 8: 0.03})
    assert here.cost(6) > 10
    assert here.cost(2) < here.cost(4)


def test_no_round_with_a_draft_is_cheaper_than_plain() -> None:
    here, _, _ = outlook({0: 0.03, 1: 0.02}, rounds=12)
    assert here.plain() == pytest.approx(0.02)
    assert outlook({0: 0.03, 1: 0.02}, rounds=4)[0].plain() == pytest.approx(0.03)


def test_speed_is_tokens_over_cost() -> None:
    here, _, acceptance = outlook({0: 0.02, 1: 0.025})
    for _ in range(90):
        acceptance.observe(1, 1)
    assert here.speedup(1) == pytest.approx(here.tokens()[1] / 1.25)
    assert here.tokens(sigmas=1.0)[1] > here.tokens()[1] > here.tokens(sigmas=-1.0)[1]


def test_a_drafter_that_rarely_drafts_costs_little() -> None:
    here, costs, acceptance = outlook({0: 0.02, 8: 0.06})
    costs.assume(costs.empty, 0.021, 8)
    for _ in range(90):
        acceptance.offer(0, 8, all_kept=True)
    assert here.cost(8) == pytest.approx(1.05, abs=0.1)
    assert here.hopes(0.95)[8] > 2.0


def test_few_rounds_are_uncertain() -> None:
    here, costs, _ = outlook({0: 0.02, 2: 0.03})
    costs.noise = 0.2
    assert here.uncertainty(2) == pytest.approx(0.1)
    assert here.uncertainty(5) == pytest.approx(0.2)
