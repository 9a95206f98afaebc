"""What was measured is used as it is, what was not is guessed with care."""

import pytest

from app.core.depth_acceptance import Acceptance
from app.core.depth_costs import Costs
from app.core.depth_outlook import Outlook


def outlook(seconds: dict[int, float], rounds: int = 4) -> tuple[Outlook, Costs, Acceptance]:
    costs, acceptance = Costs(8), Acceptance(8)
    for depth, value in seconds.items():
        costs.assume(depth, value, rounds)
    return Outlook(costs, acceptance, 8), costs, acceptance


def test_costs_are_in_plain_rounds() -> None:
    here, _, _ = outlook({0: 0.02, 3: 0.03, 7: 0.02})
    assert here.cost(0) == 1.0
    assert here.cost(3) == pytest.approx(1.5)
    assert here.cost(7) == pytest.approx(1.0)


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
    here, _, _ = outlook({0: 0.03, 1: 0.02})
    assert here.cost(1) == 1.0


def test_speed_is_tokens_over_cost() -> None:
    here, _, acceptance = outlook({0: 0.02, 1: 0.025})
    for _ in range(90):
        acceptance.observe(1, 1)
    assert here.speedup(1) == pytest.approx(here.tokens()[1] / 1.25)
    assert here.tokens(sigmas=1.0)[1] > here.tokens()[1] > here.tokens(sigmas=-1.0)[1]


def test_hoping_spares_what_is_known_to_be_better() -> None:
    here, _, acceptance = outlook({0: 0.02})
    for _ in range(90):
        acceptance.observe(1, 2)
    assert here.tokens()[2] < 2.2
    assert here.tokens_at_best(0.5)[2] == pytest.approx(1.0 + 1.5 * acceptance.rates()[0])


def test_few_rounds_are_uncertain() -> None:
    here, costs, _ = outlook({0: 0.02, 2: 0.03})
    costs.noise = 0.2
    assert here.uncertainty(2) == pytest.approx(0.1)
    assert here.uncertainty(5) == pytest.approx(0.2)
