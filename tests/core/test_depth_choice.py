"""The next trial is the one that promises most for its price, if it can be paid."""

import dataclasses

from app.core.depth_acceptance import Acceptance
from app.core.depth_choice import ALLOWANCE, RUNGS, Record, Situation, choose
from app.core.depth_costs import Costs
from app.core.depth_outlook import Outlook

ROUND = 1000


def situation(held: int, costs: dict[int, float], rate: float) -> Situation:
    """Return a situation in which the depths of `costs` (in plain rounds) were tried just now."""
    known, acceptance = Costs(8), Acceptance(8)
    records = [Record(last=ROUND) for _ in range(9)]
    for depth, cost in costs.items():
        known.assume(depth, 0.02 * cost, 16)
        records[depth].tried = 30
    known.noise = 0.02
    for _ in range(95):
        acceptance.observe(8, 8)
    acceptance.accepted = [rate * weight for weight in acceptance.reached]
    now = Situation(known, acceptance, Outlook(known, acceptance, 8), records, RUNGS[:6])
    now.round, now.held = ROUND, held
    return now


def depth_of(now: Situation) -> int | None:
    candidate = choose(now)
    return None if candidate is None else candidate.depth


def everything(cost: float) -> dict[int, float]:
    return {0: 1.0, **{depth: cost + depth for depth in range(1, 9)}}


def test_nothing_to_do_at_the_best_depth() -> None:
    assert depth_of(situation(0, everything(1.0), 0.3)) is None


def test_what_is_known_to_be_faster_comes_first_and_needs_no_credit() -> None:
    now = situation(2, {0: 1.0, 2: 1.2, 5: 1.4}, 0.9)
    now.credit = -5.0
    assert depth_of(now) == 5


def test_plain_decoding_when_drafts_no_longer_pay() -> None:
    now = situation(3, everything(2.0), 0.2)
    now.credit = -5.0
    assert depth_of(now) == 0


def test_an_unknown_depth_near_by_is_tried_when_it_may_pay() -> None:
    now = situation(3, {0: 1.0, 3: 1.2}, 0.95)
    found = depth_of(now)
    assert found is not None
    assert 3 < found <= 7
    now.credit = -5.0
    assert depth_of(now) is None


def test_a_seed_comes_before_other_unknown_depths() -> None:
    now = situation(3, {0: 1.0, 3: 1.2}, 0.95)
    assert depth_of(dataclasses.replace(now, seeds=[7])) == 7


def test_a_seed_is_worth_a_debt_once_drafts_are_known_to_be_good() -> None:
    """On 2 cores a Q8_0 round at depth 7 costs 1.3 times one at 3, not twice."""
    now = situation(0, {0: 1.0, 3: 4.4}, 0.93)
    now.seeds, now.credit = [7], 2.0
    found = choose(now)
    assert found is not None
    assert found.depth == 7
    assert now.credit < found.price < now.credit + ALLOWANCE
    assert depth_of(dataclasses.replace(now, credit=-8.0)) is None


def test_a_seed_is_left_alone_where_drafts_are_bad() -> None:
    now = situation(0, {0: 1.0, 3: 4.4}, 0.3)
    now.seeds = [7]
    assert depth_of(now) is None


def test_only_rungs_are_tried() -> None:
    now = situation(3, {0: 1.0, 3: 1.2}, 0.95)
    found = depth_of(dataclasses.replace(now, rungs=(0, 3, 6)))
    assert found == 6


def test_a_depth_held_from_elsewhere_need_be_no_rung() -> None:
    assert depth_of(situation(4, {0: 1.0, 3: 1.3, 4: 5.0}, 0.9)) == 3


def test_credit_is_earned_slowly_and_debts_have_an_end() -> None:
    now = situation(0, {0: 1.0}, 0.5)
    now.charge(100.0)
    assert now.credit == -ALLOWANCE
    now.earn(100.0)
    assert now.credit == -ALLOWANCE + 1.0
    now.earn(1e6)
    assert now.credit == ALLOWANCE
    now.charge(-3.0)
    assert now.credit == ALLOWANCE


def test_a_lost_trial_is_repeated_only_after_its_rest() -> None:
    now = situation(3, everything(1.0) | {3: 1.2, 5: 1.6}, 0.9)
    now.credit = 7.9
    now.records[5] = Record(tried=4, last=ROUND - 60)
    assert depth_of(now) is None
    now.records[5] = Record(tried=4, last=ROUND - 70)
    assert depth_of(now) == 5


def test_off_long_enough_the_text_may_be_another_one() -> None:
    now = situation(0, {0: 1.0, 3: 1.3}, 0.01)
    now.undrafted, now.patience = 50, 128
    assert depth_of(now) is None
    now.undrafted = 200
    now.records[3].last = ROUND - 200
    assert depth_of(now) is not None


def test_off_for_ever_where_even_perfect_drafts_lose() -> None:
    now = situation(0, {0: 1.0, **dict.fromkeys(range(1, 9), 12.0)}, 0.01)
    now.undrafted = 10_000
    for record in now.records:
        record.last = -10_000
    assert depth_of(now) is None
