"""Counts by the published definitions."""

import pytest

from app.core.comparison import Answer, Repeat, compare
from app.core.speculation import Round, Source
from app.core.stats import RoundTally, Share, Statistics, merge_positions, merge_shares


def tally(*rounds: Round) -> Statistics:
    counted = RoundTally()
    for one in rounds:
        counted.add(one)
    return counted.statistics(
        prompt_tokens=5,
        cached_tokens=2,
        completion_tokens=6,
        prompt_seconds=0.5,
        decode_seconds=2.0,
        evaluation_seconds=1.9,
    )


def test_tokens_behind_a_rejection_count_as_submitted() -> None:
    statistics = tally(
        Round((1, 2, 3), 1, (1, 9), 0.1, 0.2), Round((1, 2, 3), 3, (1, 2, 3, 4), 0.1, 0.2)
    )
    assert statistics.per_position == ((2, 2), (2, 1), (2, 1))
    assert (statistics.draft_tokens, statistics.accepted_tokens) == (6, 4)
    assert statistics.acceptance_rate == pytest.approx(4 / 6)
    assert statistics.mean_acceptance_length == 3.0
    assert statistics.tokens_per_second == 3.0


def test_sources_are_counted_apart_and_add_up() -> None:
    looked_up = Round((1, 2), 2, (1, 2, 3), 0.0, 0.1, Source.LOOKUP)
    statistics = tally(looked_up, Round((4,), 0, (5,), 0.1, 0.1), Round((), 0, (6,), 0, 0.1))
    drafter, lookup = Share(Source.DRAFTER, 1, 1, 0), Share(Source.LOOKUP, 1, 2, 2)
    assert statistics.sources == (drafter, lookup)
    assert merge_shares([(lookup,), (drafter, lookup)]) == (
        drafter,
        Share(Source.LOOKUP, 2, 4, 4),
    )


def test_nothing_drafted_has_no_acceptance_rate() -> None:
    assert tally(Round((), 0, (1,), 0.0, 0.1)).acceptance_rate is None
    assert Statistics().tokens_per_second is None


def test_positions_of_different_depths_add_up() -> None:
    assert merge_positions([((4, 2),), ((1, 1), (1, 0))]) == ((5, 3), (1, 0))


def answer(seconds: float, *tokens: int) -> Answer:
    return Answer(tokens, Statistics(decode_seconds=seconds, emitted_tokens=len(tokens), rounds=1))


def test_the_ratio_is_the_median_of_side_by_side_repeats() -> None:
    repeats = [Repeat((answer(plain, 1, 2),), (answer(1.0, 1, 2),)) for plain in (1.0, 3.0, 2.0)]
    found = compare(repeats)
    assert (found.ratio, found.ratio_low, found.ratio_high) == (2.0, 1.0, 3.0)
    assert found.differences == ()


def test_the_first_difference_is_named() -> None:
    found = compare([Repeat((answer(1, 1, 2, 3),), (answer(1, 1, 5, 3),))]).differences[0]
    assert (found.token_index, found.plain_token, found.speculative_token) == (1, 2, 5)
    ended = compare([Repeat((answer(1, 1, 2, 3),), (answer(1, 1, 2),))]).differences[0]
    assert (ended.token_index, ended.plain_token, ended.speculative_token) == (2, 3, None)
