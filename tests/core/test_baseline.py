"""The speed of plain decoding is measured, from the right rounds, or it is not known."""

from typing import Any

import pytest

from app.core.baseline import FEWEST_ROUNDS, MOST_ROUNDS, OUTDATED_SECONDS, Baseline, PlainRounds
from tests.rounds import Rounds


def test_nothing_is_known_from_too_few_rounds() -> None:
    plain, rounds = PlainRounds(), Rounds()
    for _ in range(FEWEST_ROUNDS):  # the first one does not count
        plain.observe(rounds.plain(), 1.0)
    assert plain.baseline is None
    plain.observe(rounds.plain(), 2.0)
    measured: Any = plain.baseline
    assert measured == Baseline(measured.seconds_per_token, FEWEST_ROUNDS, 52, 56, 2.0)
    assert measured.tokens_per_second == pytest.approx(100.0)


def test_only_plain_rounds_after_plain_ones_count() -> None:
    plain, rounds = PlainRounds(), Rounds()
    counted = [
        plain.observe(rounds.next(2), 1.0),
        plain.observe(rounds.plain(seconds=0.5), 1.0),
        plain.observe(rounds.plain(), 1.0),
        plain.observe(rounds.next(0), 1.0),
        plain.observe(rounds.plain(seconds=0.5), 1.0),
    ]
    assert counted == [False, False, True, False, False]
    plain.observe(rounds.plain(), 1.0)
    other = Rounds(turn_id="another answer")
    assert not plain.observe(other.plain(seconds=0.5), 1.0)
    assert plain.observe(other.plain(), 1.0)


def test_a_stall_does_not_count_and_neither_does_a_vain_search_for_a_draft() -> None:
    plain, rounds = PlainRounds(), Rounds()
    for index in range(12):
        stalled = index in (4, 9)
        plain.observe(rounds.plain(seconds=3.0 if stalled else 0.03, drafting=0.02), 1.0)
    assert plain.baseline is not None
    assert plain.baseline.seconds_per_token == pytest.approx(0.01)


def test_it_holds_at_a_similar_context_length_only() -> None:
    short = Baseline(0.01, 9, 40, 90, 1.0)
    assert [short.holds_at(tokens) for tokens in (0, 600, 900)] == [True, True, False]
    long = Baseline(0.01, 9, 8000, 9000, 1.0)
    assert [long.holds_at(tokens) for tokens in (100, 5100, 13_000, 20_000)] == [
        False, True, True, False,
    ]  # fmt: skip


def test_a_conversation_of_another_length_starts_anew() -> None:
    plain = PlainRounds()
    for context in (50, 5000):
        rounds = Rounds(context, turn_id=str(context))
        for _ in range(FEWEST_ROUNDS + 1):
            plain.observe(rounds.plain(), 1.0)
    assert plain.baseline is not None
    assert plain.baseline.context_low == 5002


def test_the_newest_rounds_count() -> None:
    plain, rounds = PlainRounds(), Rounds()
    for _ in range(100):
        plain.observe(rounds.plain(seconds=0.5), 1.0)
    for _ in range(MOST_ROUNDS):
        plain.observe(rounds.plain(seconds=0.02), 2.0)
    assert plain.baseline is not None
    assert plain.baseline.seconds_per_token == pytest.approx(0.02)
    assert plain.baseline.rounds == MOST_ROUNDS
    plain.observe(rounds.plain(), 3.0 + OUTDATED_SECONDS)
    assert plain.baseline is None
