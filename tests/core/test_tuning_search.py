"""The search against simulated machines: it finds what is there, and nothing where nothing is."""

import random
from collections.abc import Callable

import pytest

from app.core.tuning import DEFAULT_SPIN, CacheType, Tuning
from app.core.tuning_duel import MOST_PAIRS, Speeds
from app.core.tuning_search import Outcome, Trial, search, thread_counts

START = Tuning(threads=8, spin=DEFAULT_SPIN, repack=False)

Machine = Callable[[Tuning, int], Speeds | None]
"""Settings and the number of measurements so far -> speeds."""


def run(
    machine: Machine, start: Tuning = START, counts: tuple[int, ...] = (4, 2, 1)
) -> tuple[Outcome, list[Trial]]:
    steps, trials = search(start, counts), []
    trial = next(steps)
    while True:
        trials.append(trial)
        try:
            trial = steps.send(machine(trial.tuning, len(trials)))
        except StopIteration as end:
            return end.value, trials


def even(tuning: Tuning, _: int) -> Speeds:
    return Speeds(100.0, 150.0)


def test_where_nothing_is_faster_nothing_changes() -> None:
    outcome, _ = run(even)
    assert outcome.chosen == outcome.start == START
    assert outcome.final is None
    assert outcome.gain.best == 1.0


def test_it_finds_each_setting_and_confirms_them_together() -> None:
    def machine(tuning: Tuning, _: int) -> Speeds:
        speed = 100.0 * (1.3 if tuning.threads == 4 else 1.0)
        speed *= 1.1 if tuning.spin == 20_000 else 1.0
        speed *= 1.2 if tuning.repack else 1.0
        speed *= 1.1 if tuning.flash_attention is False else 1.0
        return Speeds(speed)

    outcome, _ = run(machine)
    assert outcome.chosen == Tuning(threads=4, spin=20_000, repack=True, flash_attention=False)
    assert outcome.final is not None
    assert outcome.final.holder == START
    assert round(outcome.gain.best, 3) == round(1.3 * 1.1 * 1.2 * 1.1, 3)


def test_fewer_threads_are_not_tried_once_that_is_slow() -> None:
    def machine(tuning: Tuning, _: int) -> Speeds:
        return Speeds(100.0 * (tuning.threads or 1) / 8)

    _, trials = run(machine)
    assert {trial.tuning.threads for trial in trials} == {8, 4}


def test_one_thread_waits_for_nobody() -> None:
    def machine(tuning: Tuning, _: int) -> Speeds:
        return Speeds(100.0 / (tuning.threads or 1))

    outcome, trials = run(machine)
    assert outcome.chosen.threads == 1
    assert {trial.tuning.spin for trial in trials} == {DEFAULT_SPIN}


def test_what_cannot_be_loaded_is_passed_over() -> None:
    def machine(tuning: Tuning, number: int) -> Speeds | None:
        return None if tuning.repack else even(tuning, number)

    outcome, _ = run(machine)
    assert outcome.chosen == START
    assert [duel.failed for duel in outcome.duels].count(True) == 1


def test_a_smaller_cache_is_measured_but_never_chosen() -> None:
    def machine(tuning: Tuning, _: int) -> Speeds:
        return Speeds(200.0 if tuning.cache_type is CacheType.Q8_0 else 100.0)

    outcome, _ = run(machine)
    assert outcome.chosen == START
    assert outcome.cache is not None
    assert outcome.cache.gain.best == 2.0


def test_a_win_that_does_not_come_again_is_not_kept() -> None:
    def machine(tuning: Tuning, number: int) -> Speeds:
        return Speeds(130.0 if tuning.threads == 4 and number <= 6 else 100.0)

    outcome, _ = run(machine)
    assert outcome.chosen == START
    assert outcome.final is not None
    assert not outcome.final.won
    assert outcome.gain.best == 1.0


def test_a_machine_that_slows_down_favours_neither() -> None:
    def machine(tuning: Tuning, number: int) -> Speeds:
        return Speeds(100.0 * 0.97**number)

    assert run(machine)[0].chosen == START


def test_noise_alone_hardly_ever_wins() -> None:
    changed = 0
    for seed in range(200):
        noise = random.Random(seed)

        def machine(tuning: Tuning, _: int, noise: random.Random = noise) -> Speeds:
            return Speeds(100.0 * noise.lognormvariate(0.0, 0.04), 90.0)

        changed += run(machine)[0].chosen != START
    assert changed <= 6


def test_a_real_gain_is_found_in_noise() -> None:
    found = 0
    for seed in range(100):
        noise = random.Random(seed)

        def machine(tuning: Tuning, _: int, noise: random.Random = noise) -> Speeds:
            speed = 120.0 if tuning.threads == 4 else 100.0
            return Speeds(speed * noise.lognormvariate(0.0, 0.04))

        found += run(machine)[0].chosen.threads == 4
    assert found >= 90


def test_the_number_of_measurements_is_bounded_and_progress_only_grows() -> None:
    noise = random.Random(1)

    def machine(tuning: Tuning, _: int) -> Speeds:
        return Speeds(noise.uniform(99.0, 110.0))

    _, trials = run(machine)
    fractions = [trial.fraction for trial in trials]
    assert fractions == sorted(fractions)
    assert 0.0 <= fractions[0] < fractions[-1] < 1.0
    assert len(trials) <= 2 * MOST_PAIRS * 9
    assert trials[0].doing == "4 threads"


@pytest.mark.parametrize(
    ("usable", "physical", "counts"),
    [
        (1, 1, ()),
        (2, 2, (1,)),
        (2, None, (1,)),
        (16, 8, (8, 4, 2, 1)),
        (24, 16, (16, 12, 6, 3, 1)),
        (3, 3, (1,)),
    ],
)
def test_thread_counts(usable: int, physical: int | None, counts: tuple[int, ...]) -> None:
    assert thread_counts(usable, physical) == counts
