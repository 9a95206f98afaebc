"""Where rejected drafts are drawn in a line of text."""

import pytest

from app.core.speculation import Origin
from app.core.token_map import TokenMap
from app.ui.chat.gaps import Gaps, gap_place
from tests.rounds import told_round


@pytest.mark.parametrize(
    ("text", "offset", "place"),
    [
        ("He ran home", 6, (5, 6)),  # behind "n"
        ("He ran  home", 8, (5, 6)),  # spaces may hang at a line's end
        ("He ran", 0, (0, 0)),  # the answer begins with it
        ("One.\n\nTwo", 6, (6, 6)),  # so does a paragraph
        ("One.\n  Two", 7, (5, 5)),
        ("cafe\u0301 au", 5, (3, 5)),  # an accent stays on its letter
        ("cafe\u0301 au", 4, (3, 5)),
        ("\U0001f469\u200d\U0001f680!", 3, (0, 3)),
        ("end", 3, (2, 3)),
    ],
)
def test_a_gap_follows_a_whole_visible_character(text, offset, place):
    assert gap_place(text, offset) == place


def _answer() -> TokenMap:
    tokens = TokenMap()
    tokens.add(told_round([("He", Origin.ACCEPTED), (" ran", Origin.RECOVERED)], (" sat", "\n")))
    tokens.add(told_round([(" ", Origin.RECOVERED)], (" on",)))
    tokens.add(told_round([("home", Origin.RECOVERED)], ("away",)))
    tokens.add(told_round([(".", Origin.ACCEPTED)], ("!",)))
    return tokens


def test_gaps_come_with_the_text_and_wait_for_what_replaced_them():
    gaps = Gaps(_answer(), gap_place)
    assert gaps.advance("He", ended=False) == []
    (first,) = gaps.advance("He ran", ended=False)
    assert (first.first, first.end, first.text, first.index) == (1, 2, " sat↵", 1)
    assert gaps.advance("He ran home.", ended=False) == gaps.items[1:]
    (last,) = gaps.advance("He ran home.", ended=True)
    assert (last.first, last.text, last.index) == (11, "!", 5)


def test_gaps_behind_the_same_character_are_one():
    gaps = Gaps(_answer(), gap_place)
    gaps.advance("He ran home.", ended=False)
    assert [(gap.first, gap.text) for gap in gaps.items] == [(1, " sat↵"), (5, " onaway")]
