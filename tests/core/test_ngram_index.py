"""Repetitions are found where they are, the longest first, of equal ones the latest."""

import random

import pytest

from app.core.ngram_index import LONGEST, MAX_STEPS, Match, NgramIndex


def grown(tokens: list[int], start: int = 0) -> NgramIndex:
    """Return an index that read `start` tokens at once and the rest one by one."""
    index = NgramIndex(tokens[:start])
    for token in tokens[start:]:
        index.append(token)
    return index


@pytest.mark.parametrize("start", [0, 1, 2, 3, 7])
def test_the_place_behind_an_earlier_ngram(start: int) -> None:
    assert grown([1, 2, 3, 4, 9, 1, 2, 3], start).longest_match() == Match(3, 3, contested=False)


def test_short_or_new_text_has_none() -> None:
    for tokens in ([], [1], [1, 1], [1, 2, 3, 4], [1, 2, 9, 1, 2]):
        assert grown(tokens).longest_match() is None


def test_a_longer_match_beats_a_later_one() -> None:
    tokens = [7, 1, 2, 3, 50, 8, 1, 2, 3, 60, 7, 1, 2, 3]
    assert grown(tokens).longest_match() == Match(4, 4, contested=False)


def test_of_equal_matches_the_latest_counts_and_the_other_contests() -> None:
    agreeing = [1, 2, 3, 50, 8, 1, 2, 3, 50, 9, 1, 2, 3]
    assert grown(agreeing).longest_match() == Match(8, 3, contested=False)
    differing = [1, 2, 3, 50, 8, 1, 2, 3, 60, 9, 1, 2, 3]
    assert grown(differing).longest_match() == Match(8, 3, contested=True)


def test_a_match_may_overlap_the_end() -> None:
    assert grown([5, 5, 5, 5]).longest_match() == Match(3, 3, contested=False)


def test_what_append_says() -> None:
    index = NgramIndex([1, 2, 3, 1, 2])
    assert index.append(3)
    assert not index.append(4)


def test_reading_at_once_or_token_by_token_is_the_same() -> None:
    random_numbers = random.Random(2)
    tokens = [random_numbers.randrange(4) for _ in range(400)]
    for start in (0, 2, 100, 399):
        one = grown(tokens, start)
        assert one.longest_match() == NgramIndex(tokens).longest_match()
        assert one.tokens == tokens


def test_the_longest_match_of_all_is_found_among_few() -> None:
    random_numbers = random.Random(3)
    for _ in range(300):
        tokens = [random_numbers.randrange(3) for _ in range(30)]
        found = NgramIndex(tokens).longest_match()
        lengths = [
            next(n for n in range(end + 2) if n > end or tokens[end - n] != tokens[-1 - n])
            for end in range(len(tokens) - 1)
        ]
        longest = max(lengths)
        assert (found.length if found else 0) == (longest if longest > 2 else 0)


def test_comparing_ends_somewhere() -> None:
    assert NgramIndex([1, 2] * 200).longest_match() == Match(398, LONGEST, contested=False)
    rare = [7, 8, 1, 2, 3, 50] + [9, 1, 2, 3] * MAX_STEPS + [7, 8, 1, 2, 3]
    found = NgramIndex(rare).longest_match()
    assert found is not None
    assert found.length == 3
