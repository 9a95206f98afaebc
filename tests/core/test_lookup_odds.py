"""Chances follow what happened, class by class, and forget."""

from app.core.lookup_odds import CONTESTED, RESUMED, Odds, exact


def test_longer_matches_are_better_a_priori() -> None:
    chances = [Odds().chances[exact(length)] for length in (3, 4, 5, 6, 8, 12, 16, 24, 32)]
    assert chances == sorted(chances)
    assert len(set(chances)) == 9
    assert exact(1000) == exact(32)
    assert len({CONTESTED, *RESUMED, exact(3)}) == 4


def test_what_happened_counts_more_than_the_assumption() -> None:
    odds = Odds()
    before = odds.chances[exact(32)]
    for _ in range(20):
        odds.record(exact(3), right=True)
        odds.record(exact(32), right=False)
    assert odds.chances[exact(3)] > 0.9
    assert odds.chances[exact(32)] < 0.2 < before
    assert odds.chances[exact(8)] == Odds().chances[exact(8)]


def test_old_observations_fade() -> None:
    odds = Odds()
    for _ in range(1000):
        odds.record(exact(8), right=False)
    for _ in range(100):
        odds.record(exact(8), right=True)
    assert odds.chances[exact(8)] > 0.75


def test_another_text_halves_what_is_known() -> None:
    odds, fresh = Odds(), Odds()
    for _ in range(20):
        odds.record(exact(8), right=False)
    known = odds.chances[exact(8)]
    odds.soften()
    assert known < odds.chances[exact(8)] < fresh.chances[exact(8)]
