"""Choosers and pickers: what they keep, when they stop, and that a seed makes them repeat."""

import numpy as np
import pytest

from app.core.errors import AppError
from app.core.sampling import SamplingSettings, distribution
from app.engine.sampler import AskedPicker, BiasedGreedyChooser, Pick, dice, make_picker

LOGITS = np.log(np.array([0.5, 0.3, 0.15, 0.05], np.float32))
HOT = SamplingSettings(temperature=1.0)


def picker(settings: SamplingSettings, *, drawn: bool, confidence: float = 0.0, seed: int = 1):
    return make_picker(settings, 4, dice(seed).draft, drawn=drawn, confidence=confidence)


def test_greedy_guesses_are_certain() -> None:
    assert picker(SamplingSettings(), drawn=True).pick(LOGITS) == Pick(0)
    assert picker(HOT, drawn=False).pick(LOGITS) == Pick(0)


def test_drawn_guesses_come_with_what_they_were_drawn_from() -> None:
    made = picker(HOT, drawn=True)
    picked = [made.pick(LOGITS) for _ in range(200)]
    assert {pick.token for pick in filter(None, picked)} == {0, 1, 2}  # top-p .95 drops the last
    assert all(p.candidates and p.candidates.probability(p.token) > 0 for p in filter(None, picked))
    again = picker(HOT, drawn=True)
    assert [p and p[0] for p in picked] == [p and p[0] for p in map(again.pick, [LOGITS] * 200)]


@pytest.mark.parametrize("settings", [SamplingSettings(), HOT])
def test_an_unsure_drafter_stops(settings: SamplingSettings) -> None:
    assert picker(settings, drawn=True, confidence=0.4).pick(LOGITS) is not None
    assert picker(settings, drawn=True, confidence=0.6).pick(LOGITS) is None


@pytest.mark.parametrize("settings", [SamplingSettings(), HOT])
def test_numbers_that_are_not_finite_reach_no_chain(settings: SamplingSettings) -> None:
    with pytest.raises(AppError, match="not finite"):
        picker(settings, drawn=True).pick(np.array([0.0, np.nan, 0, 0], np.float32))


def test_the_dice_of_a_turn_are_independent() -> None:
    made = dice(3)
    again = dice(3)
    assert len({made.target, made.draft, int(made.rule.integers(2**31))}) == 3
    assert (made.target, made.draft) == (again.target, again.draft)
    assert again.target != dice(4).target
    assert dice(None).target != dice(None).target


@pytest.mark.parametrize("drawn", [False, True])
def test_asked_guesses_tell_how_likely_they_were(drawn: bool) -> None:
    pick = AskedPicker(picker(HOT, drawn=drawn)).pick(LOGITS)
    assert pick is not None
    # Drawn ones by what top-p leaves, likeliest ones by the model's own distribution.
    assert pick.share == pytest.approx(float(np.exp(LOGITS[pick.token])) / (0.95 if drawn else 1))


@pytest.mark.parametrize("bias", [-np.inf, -2.5, 2.5, 30.0])
@pytest.mark.parametrize("ends", [(3,), (1, 4)])
def test_a_biased_greedy_choice_is_the_reference(bias: float, ends: tuple[int, ...]) -> None:
    chooser = BiasedGreedyChooser(ends, bias)
    settings = SamplingSettings(end_bias=bias)
    for seed in range(60):
        row = np.random.default_rng(seed).normal(size=6).astype(np.float32) * 2
        wanted = int(distribution(row, settings, ends=ends).argmax())
        before = row.copy()
        assert chooser.choose(row) == wanted
        assert chooser.candidates(row).probability(wanted) == 1.0
        assert (row == before).all()
