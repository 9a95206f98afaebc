"""A trial ends as soon as enough is known, and never later."""

import pytest

from app.core.depth_acceptance import Acceptance
from app.core.depth_choice import Record, Situation
from app.core.depth_costs import Costs
from app.core.depth_outlook import Outlook
from app.core.depth_trial import Trial


def situation(held: int) -> Situation:
    costs, acceptance = Costs(8), Acceptance(8)
    costs.assume(0, 0.02, 16)
    costs.assume(2, 0.024, 16)
    costs.noise = 0.02
    for _ in range(60):
        acceptance.observe(2, 2)
    now = Situation(costs, acceptance, Outlook(costs, acceptance, 8), [Record(30)] * 9)
    now.held = held
    return now


def conduct(now: Situation, depth: int, accepted: int, cost: float) -> tuple[bool | None, Trial]:
    """Run rounds until the verdict; returns it and the trial."""
    trial = Trial(depth, allowed=50.0)
    verdict: bool | None = None
    while verdict is None and trial.rounds < 200:
        trial.rounds += 1
        trial.emitted += accepted + 1
        if depth:
            now.acceptance.observe(accepted, depth)
        if trial.rounds > 1:
            now.costs.measure(depth, 0.02 * cost)
        verdict = trial.verdict(now)
    return verdict, trial


def test_a_clear_gain_wins_within_a_few_rounds() -> None:
    verdict, trial = conduct(situation(2), 6, 6, 1.5)
    assert verdict is True
    assert trial.rounds <= 8


def test_a_cliff_is_left_after_two_rounds() -> None:
    verdict, trial = conduct(situation(2), 4, 4, 20.0)
    assert verdict is False
    assert trial.rounds == 2


def test_useless_drafts_are_given_up_at_once_while_off() -> None:
    now = situation(0)
    now.acceptance = Acceptance(8)
    now.outlook = Outlook(now.costs, now.acceptance, 8)
    verdict, trial = conduct(now, 3, 0, 3.0)
    assert verdict is False
    assert trial.rounds <= 2


def test_nothing_wins_that_accepts_nothing() -> None:
    """Even if it looks cheaper than plain: then plain was mistimed."""
    now = situation(0)
    now.acceptance = Acceptance(8)
    now.outlook = Outlook(now.costs, now.acceptance, 8)
    verdict, _ = conduct(now, 3, 0, 0.8)
    assert verdict is False


def test_a_draw_changes_nothing_and_ends() -> None:
    verdict, trial = conduct(situation(2), 3, 3, 1.6)
    assert verdict is False
    assert trial.rounds <= 20


def test_a_trial_that_loses_too_much_ends() -> None:
    now = situation(2)
    now.costs.noise = 0.3
    trial = Trial(3, allowed=0.0, rounds=3, emitted=3)
    now.costs.measure(3, 0.028)
    assert trial.loss(now) > 0
    assert trial.verdict(now) is not None


def test_plain_decoding_needs_four_rounds() -> None:
    verdict, trial = conduct(situation(2), 0, 0, 1.0)
    assert verdict is False
    assert trial.rounds == pytest.approx(5, abs=1)


def test_a_change_costs_what_the_first_round_cost_more() -> None:
    now = situation(2)
    assert Trial(0, allowed=1.0).entry(now) == 0.0
    assert Trial(0, allowed=1.0, first=0.03).entry(now) == pytest.approx(0.5)
    assert Trial(0, allowed=1.0, first=1.0).entry(now) == pytest.approx(2.0)


def test_an_undecided_trial_goes_on_while_it_loses_little() -> None:
    """A passage that hardly breaks even: a gain may yet show, as far as the reserve reaches."""
    lengths: list[int] = []
    for reserve in (0.0, 8.0):
        now = situation(0)
        now.acceptance = Acceptance(8)
        now.outlook = Outlook(now.costs, now.acceptance, 8)
        trial = Trial(7, allowed=0.5, reserve=reserve)
        verdict: bool | None = None
        while verdict is None:
            accepted = (7, 1, 4, 0, 6)[trial.rounds % 5]
            trial.rounds += 1
            trial.emitted += accepted + 1
            now.acceptance.observe(accepted, 7)
            now.costs.measure(7, 0.02 * 4.9)
            verdict = trial.verdict(now)
        assert verdict is False
        assert trial.loss(now) <= reserve + 5.0
        lengths.append(trial.rounds)
    assert lengths[0] < 10 < lengths[1] <= 64
