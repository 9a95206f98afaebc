"""The sentences of a race are true in every outcome."""

import dataclasses

from app.core.race_words import entrant_name, memory_words, text_words, verdict
from app.core.sampling import SamplingSettings
from tests.race_results import DRAFTED, INFO, PLAIN, WORDS, race_result


def test_the_faster_one_is_named_whichever_it_is() -> None:
    assert verdict(race_result()) == (
        "MTP, depth 3 is 2.00x as fast as plain decoding (1.60x to 2.20x over 3 repeats)."
    )
    assert verdict(race_result((1.0, 1.0), (1.25, 1.25))) == (
        "Plain decoding is faster here: MTP, depth 3 runs at 0.80x of it "
        "(0.80x to 0.80x over 2 repeats)."
    )
    assert verdict(race_result((1.0, 1.0), (0.9, 1.1))).startswith("No clear winner")
    assert "(one repeat)" in verdict(race_result((2.0,), (1.0,)))


def test_memory_is_compared() -> None:
    assert memory_words(race_result()) == (
        "MTP, depth 3 takes 10% more memory than plain decoding (0 MB)."
    )


def test_texts_are_compared_in_words() -> None:
    assert text_words(race_result()) == "Both wrote the same text, token for token."
    parted = text_words(race_result(other_words=(*WORDS[:3], "away", "slept.")))
    assert "part at token 4" in parted
    assert "“away” (probability 0.500)" in parted
    ended = text_words(race_result(other_words=WORDS[:2]))
    assert "chose to end" in ended
    assert "sampled" in text_words(race_result(sampling=SamplingSettings(temperature=1, seed=1)))


def test_entrants_are_named_by_what_is_in_force() -> None:
    assert entrant_name(INFO, PLAIN) == "plain decoding"
    assert entrant_name(INFO, dataclasses.replace(DRAFTED, depth=None)) == "MTP, depth auto"
    looked = dataclasses.replace(DRAFTED, lookup=True)
    assert entrant_name(INFO, looked) == "MTP, depth 3, lookup first"
