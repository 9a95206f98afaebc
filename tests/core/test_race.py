"""What a race measures: ratios by repeat, who won, where texts part, what each takes."""

import math

import pytest

from app.core.errors import AppError
from app.core.race import RacePlan, memory_in_use
from app.core.sampling import SamplingSettings
from tests.race_results import DRAFTED, INFO, PLAIN, WORDS, race_result


def test_the_speedup_is_the_median_of_the_repeats() -> None:
    result = race_result()
    assert result.ratios == pytest.approx((2.0, 1.6, 2.2))
    assert result.speedup == pytest.approx(2.0)
    assert result.decided
    assert result.middle_lap(0).seconds == 2.0
    assert result.middle_lap(1).repeat in (0, 2)


def test_other_lengths_are_compared_by_the_token() -> None:
    result = race_result((2.0,), (1.0,), other_words=WORDS[:4])
    assert result.ratios == pytest.approx((2.0 / 5 * 4,))


def test_repeats_that_disagree_decide_nothing() -> None:
    assert not race_result((1.0, 1.0), (0.9, 1.1)).decided
    assert race_result((1.0, 1.0), (1.3, 1.1)).decided


def test_texts_that_part_are_found() -> None:
    other = (*WORDS[:3], "away, ", "slept.")
    fork = race_result(other_words=other).fork
    assert fork is not None
    assert (fork.index, fork.before) == (3, "".join(WORDS[:3]))
    assert [piece and piece.text for piece in fork.tokens] == ["home & ", "away, "]


def test_a_text_that_ends_earlier_parts_too() -> None:
    fork = race_result(other_words=WORDS[:2]).fork
    assert fork is not None
    assert fork.index == 2
    assert fork.tokens[0] is not None
    assert fork.tokens[1] is None


def test_same_texts_do_not_part_and_sampled_ones_are_not_compared() -> None:
    assert race_result().same_text is True
    hot = SamplingSettings(temperature=1.0, seed=3)
    assert race_result(other_words=WORDS[::-1], sampling=hot).same_text is None


def test_sampled_answers_never_choose_to_end() -> None:
    hot = SamplingSettings(temperature=1.0, seed=3)
    plan = RacePlan("x", (PLAIN, DRAFTED), hot, 64)
    assert [plan.request(i, "t").sampling.end_bias for i in (0, 1)] == [-math.inf] * 2
    assert RacePlan("x", (PLAIN, DRAFTED)).request(0, "t").sampling.end_bias == 0.0


def test_a_drafter_that_rests_takes_no_memory() -> None:
    assert memory_in_use(INFO, PLAIN) == 1200
    assert memory_in_use(INFO, DRAFTED) == 1320


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"prompt": "  "}, "no prompt"),
        ({"repeats": 0}, "nothing to measure"),
        ({"max_tokens": 1}, "nothing to measure"),
        ({"entrants": (PLAIN, PLAIN)}, "the same"),
    ],
)
def test_a_race_that_cannot_be_run_is_refused(change: dict[str, object], words: str) -> None:
    with pytest.raises(AppError, match=words):
        RacePlan(**{"prompt": "x", "entrants": (PLAIN, DRAFTED), **change})
