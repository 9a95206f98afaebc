"""A place is followed while it agrees, through edits, and every guess teaches."""

import pytest

from app.core.lookup_odds import CONTESTED, RESUMED, exact
from app.core.lookup_trail import LONGEST_EDIT, Trail

SOURCE = list(range(100, 160))
"""Sixty tokens, all different."""


def trail(*written: int, source: list[int] = SOURCE) -> Trail:
    """Return a trail that read the source and then followed what was written, one by one."""
    made = Trail()
    made.restart(source)
    text = list(source)
    for token in written:
        text.append(token)
        made.follow(text)
    return made


def test_nothing_to_follow_means_no_guess() -> None:
    for made in (Trail(), trail(), trail(100, 101)):
        assert made.guess(4) == ()
        assert made.chances(4) == []


def test_a_copy_is_guessed_from_its_third_token_on() -> None:
    made = trail(100, 101, 102)
    assert made.guess(4) == (103, 104, 105, 106)
    known = made.odds.chances
    assert made.chances(4) == [known[exact(length)] for length in (3, 4, 5, 6)]


def test_follow_says_whether_anything_repeats() -> None:
    made = Trail()
    made.restart(SOURCE)
    assert not made.follow([*SOURCE, 100, 101])
    assert made.follow([*SOURCE, 100, 101, 102])
    assert not made.follow([*SOURCE, 100, 101, 102, 7])


def test_right_and_wrong_guesses_are_recorded_in_their_class() -> None:
    fresh = Trail().odds.chances
    known = trail(*SOURCE[:8], 7).odds.chances
    assert known[exact(3)] > fresh[exact(3)]
    assert known[exact(6)] > fresh[exact(6)]
    assert known[exact(8)] < fresh[exact(8)]
    assert known[exact(24)] == fresh[exact(24)]


def test_a_prompt_teaches_nothing() -> None:
    made = Trail()
    made.restart([*SOURCE, *SOURCE, *SOURCE])
    assert made.odds.chances == Trail().odds.chances


def test_where_the_place_reaches_the_end_it_repeats() -> None:
    assert trail(1, 2, 3, 1, 2, 3).guess(7) == (1, 2, 3, 1, 2, 3, 1)


@pytest.mark.parametrize(
    ("written", "goes_on"),
    [
        ([7], 111),  # one token in another's place
        ([111], 112),  # one left out
        ([113], 114),  # three left out
        ([7, 110], 111),  # one put in
        ([7, 8, 9, 111], 112),  # three in one's place
        ([7, 8, 112, 113], 114),  # two in two's place
    ],
)
def test_a_copy_goes_on_behind_an_edit(written: list[int], goes_on: int) -> None:
    """After ten tokens of the copy, token 110 would have been next."""
    made = trail(*SOURCE[:10], *written)
    assert made.guess(2) == (goes_on, goes_on + 1)


def test_an_edit_has_an_end() -> None:
    news = range(LONGEST_EDIT + 2)
    assert trail(*SOURCE[:10], *news, 112).guess(1) == ()
    assert trail(*SOURCE[:10], *news, 112, 113, 114).guess(1) == (115,)


def test_a_short_coincidence_is_no_copy_to_come_back_to() -> None:
    assert trail(*SOURCE[:4], 7, 105).guess(1) == ()


def test_behind_an_edit_chances_are_those_of_a_resumed_match() -> None:
    made = trail(*SOURCE[:10], 7)
    known = made.odds.chances
    assert made.chances(3) == [known[RESUMED[0]], known[RESUMED[1]], known[exact(4)]]


def test_places_that_disagree_contest() -> None:
    made = trail(1, 2, 3, source=[1, 2, 3, 50, 8, 1, 2, 3, 60, 9])
    assert made.guess(1) == (60,)
    assert made.chances(1) == [made.odds.chances[CONTESTED]]


def test_another_text_begins_anew() -> None:
    made = trail(*SOURCE[:8])
    made.restart([1, 2, 3])
    made.follow([1, 2, 3, 100, 101, 102])
    assert made.guess(1) == ()
