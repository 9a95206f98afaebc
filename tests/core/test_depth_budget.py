"""Trials are paid for, and no single stall makes them unaffordable."""

from app.core.depth_budget import ALLOWANCE, TrialBudget


def test_a_share_of_the_time_pays_for_trials() -> None:
    budget = TrialBudget(credit=0.0)
    for _ in range(100):
        budget.earn(1.0)
    assert 0.5 < budget.credit < 2.0
    budget.charge(5.0)
    assert -5.0 < budget.credit < 0.0


def test_credit_and_debt_are_bounded() -> None:
    budget = TrialBudget()
    budget.earn(1e6)
    assert budget.credit == ALLOWANCE
    assert budget.full
    budget.charge(1e6)
    assert budget.credit == -ALLOWANCE
    assert not budget.full
    budget.charge(-50.0)
    assert budget.credit == -ALLOWANCE


def test_entering_costs_more_after_a_long_time_off() -> None:
    budget = TrialBudget()
    for _ in range(5):
        budget.learn_entry(1.5, undrafted=100)
    assert budget.entry(400) > budget.entry(100) > budget.entry(0)


def test_one_stalled_round_is_not_believed() -> None:
    budget = TrialBudget()
    budget.learn_entry(500.0, undrafted=64)
    assert budget.entry(4096) < ALLOWANCE / 2
    budget.learn_entry(0.3, undrafted=64)
    assert budget.entry(4096) < 1.0


def test_a_change_of_depth_is_learnt_slowly() -> None:
    budget = TrialBudget()
    for _ in range(30):
        budget.learn_entry(0.1, undrafted=0)
    assert 0.05 < budget.entry(0) < 0.15
