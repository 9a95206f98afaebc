"""The oldest questions leave with their answers, and those that left stay away."""

import random

import pytest

from app.core.context_window import ContextUse, exchanges, leaving, prompt_limit
from app.core.messages import Message


def test_a_quarter_stays_free_for_the_answer_unless_it_needs_less() -> None:
    assert prompt_limit(4096) == 3072
    assert prompt_limit(4096, 100) == 3996
    assert prompt_limit(4096, 4000) == 3072


@pytest.mark.parametrize(
    ("turns", "fixed", "limit", "gone"),
    [
        ([10, 10, 10], 0, 30, 0),
        ([10, 10, 10, 10], 0, 30, 3),
        ([10, 10, 10, 10], 5, 45, 0),
        ([10, 10, 10, 10], 10, 40, 3),
        ([100], 0, 30, 0),
        ([5, 100], 0, 30, 1),
        ([], 7, 30, 0),
    ],
)
def test_what_leaves(turns: list[int], fixed: int, limit: int, gone: int) -> None:
    assert leaving(turns, fixed, limit) == gone


def test_what_left_stays_away_and_what_is_left_fits() -> None:
    """Over random conversations: never fewer than a turn before, and always within the limit."""
    dice = random.Random(4)
    for _ in range(200):
        turns = [dice.randint(1, 60) for _ in range(40)]
        before, moves = 0, 0
        for size in range(1, len(turns) + 1):
            gone = leaving(turns[:size], 8, 300)
            assert gone >= before
            assert 8 + sum(turns[gone:size]) <= 300 or gone == size - 1
            moves += gone > before
            before = gone
        assert moves < len(turns) / 3, "the cache would be of no use"


def test_messages_come_apart_at_questions() -> None:
    rules, hi, hello, bye = (
        Message("system", "Be brief."),
        Message("user", "Hi"),
        Message("assistant", "Hello"),
        Message("user", "Bye"),
    )
    parts = exchanges((rules, hi, hello, bye))
    assert parts.turns == ((hi, hello), (bye,))
    assert parts.without(1) == (rules, bye)
    assert exchanges((rules,)).without(0) == (rules,)


def test_the_meter_says_when_something_is_going_to_leave() -> None:
    assert not ContextUse(3000, 4096).overflows
    assert ContextUse(3072, 4096).overflows
