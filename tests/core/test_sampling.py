"""The reference distribution, and settings that make no sense."""

import numpy as np
import pytest

from app.core.errors import AppError
from app.core.sampling import SamplingSettings, distribution

LOGITS = np.log(np.array([0.5, 0.3, 0.15, 0.05]))


def test_greedy_is_a_point_mass() -> None:
    assert distribution(LOGITS, SamplingSettings()).tolist() == [1, 0, 0, 0]


def test_everything_kept_is_the_softmax() -> None:
    settings = SamplingSettings(temperature=1.0, top_k=0, top_p=1.0)
    assert distribution(LOGITS, settings) == pytest.approx([0.5, 0.3, 0.15, 0.05])


def test_top_p_keeps_the_token_that_crosses_the_line() -> None:
    settings = SamplingSettings(temperature=1.0, top_k=0, top_p=0.6)
    assert distribution(LOGITS, settings) == pytest.approx([0.625, 0.375, 0, 0])


def test_min_p_is_relative_to_the_likeliest() -> None:
    settings = SamplingSettings(temperature=1.0, top_k=0, top_p=1.0, min_p=0.25)
    assert (distribution(LOGITS, settings) > 0).tolist() == [True, True, True, False]


@pytest.mark.parametrize(
    "bad",
    [
        {"temperature": -1.0},
        {"temperature": float("nan")},
        {"top_k": -1},
        {"top_p": 1.5},
        {"min_p": -0.1},
        {"seed": -1},
    ],
)
def test_nonsense_is_refused_in_words(bad: dict) -> None:
    with pytest.raises(AppError, match="out of range"):
        SamplingSettings(**bad)
