"""Losslessness and bookkeeping of the algorithm, on tables of probabilities."""

from collections import Counter

import numpy as np
import pytest

from app.core.depth import FixedDepth
from app.core.sampling import SamplingSettings, distribution
from app.core.speculation import Drafter, Origin, Round, speculate
from tests.fakes import FakeDrafter, FakeLanguageModel, FakeTarget, ScriptedDrafter

GREEDY = SamplingSettings(temperature=0.0)
PROMPT = [1, 2]
UNLIMITED = 10**6


def rounds(
    target: FakeTarget,
    drafter: Drafter,
    context: list[int],
    depth: int,
    budget: int,
    capacity=UNLIMITED,
) -> list[Round]:
    steps = speculate(target, drafter, context, FixedDepth(depth), budget=budget, capacity=capacity)
    return [step for step in steps if isinstance(step, Round)]


def decode(model, drafter, settings, depth, budget, seed=0, end=None, capacity=UNLIMITED):
    context = list(PROMPT)
    target = FakeTarget(model, settings, seed, PROMPT, end)
    done = rounds(target, drafter, context, depth, budget, capacity)
    return context[len(PROMPT) :], done, target


@pytest.mark.parametrize("depth", [1, 3, 7])
@pytest.mark.parametrize("noise", [0.0, 1.0, 50.0])
def test_greedy_text_is_the_plain_text(depth: int, noise: float) -> None:
    model = FakeLanguageModel(vocabulary=12)
    drafter = FakeDrafter(model.blurred(noise, seed=5))
    plain, _, _ = decode(model, ScriptedDrafter(), GREEDY, 0, 200)
    text, done, _ = decode(model, drafter, GREEDY, depth, 200)
    assert text == plain
    assert sum(len(r.emitted) for r in done) == 200


def chi_square(counts: Counter[tuple[int, ...]], expected: dict[tuple[int, ...], float]) -> float:
    """Return how many standard deviations the statistic lies above its mean."""
    total = sum(counts.values())
    cells = [(counts[key], total * p) for key, p in expected.items() if total * p >= 5]
    statistic = sum((seen - mean) ** 2 / mean for seen, mean in cells)
    freedom = len(cells) - 1
    return (statistic - freedom) / np.sqrt(2 * freedom)


def expected_pairs(model: FakeLanguageModel, settings: SamplingSettings) -> dict:
    first = distribution(model.row(PROMPT), settings)
    return {
        (a, b): first[a] * distribution(model.row([*PROMPT, a]), settings)[b]
        for a in range(model.vocabulary)
        for b in range(model.vocabulary)
    }


def sampled_pairs(target_class, model, drafter, settings, draws: int) -> Counter:
    target = target_class(model, settings, 7, PROMPT)
    counts: Counter[tuple[int, ...]] = Counter()
    for _ in range(draws):
        del target.cache[:]
        target.cache.extend(PROMPT[:-1])
        context = list(PROMPT)
        rounds(target, drafter, context, 2, 2)
        counts[tuple(context[2:4])] += 1
    return counts


SETTINGS = SamplingSettings(temperature=1.0, top_k=5, top_p=0.95, min_p=0.02)


def test_sampled_tokens_are_distributed_as_the_target_alone_would_have_them() -> None:
    model = FakeLanguageModel(vocabulary=6, sharpness=1.0)
    drafter = FakeDrafter(model.blurred(0.7, seed=3))
    counts = sampled_pairs(FakeTarget, model, drafter, SETTINGS, 100_000)
    assert chi_square(counts, expected_pairs(model, SETTINGS)) < 4


class BiasedTarget(FakeTarget):
    """Keeps a draft token too readily: the mistake that the test above must be able to see."""

    def choose(self, row: int) -> int:
        token = super().choose(row)
        drafted = self.cache[self._start + row + 1 : self._start + row + 2]
        return drafted[0] if drafted and self._random.random() < 0.03 else token


def test_a_biased_verifier_is_caught() -> None:
    model = FakeLanguageModel(vocabulary=6, sharpness=1.0)
    drafter = FakeDrafter(model.blurred(0.7, seed=3))
    counts = sampled_pairs(BiasedTarget, model, drafter, SETTINGS, 100_000)
    assert chi_square(counts, expected_pairs(model, SETTINGS)) > 4


def test_full_acceptance_emits_a_bonus_token_and_keeps_the_whole_pass() -> None:
    model = FakeLanguageModel(vocabulary=12)
    text, done, target = decode(model, FakeDrafter(model), GREEDY, 3, 8)
    assert [len(r.emitted) for r in done] == [4, 4]
    assert done[0].origins == (*[Origin.ACCEPTED] * 3, Origin.BONUS)
    assert target.cache == PROMPT + text[:-1]
    assert target.passes == [4, 4]


def test_rejection_recovers_and_rewinds_behind_the_last_kept_token() -> None:
    model = FakeLanguageModel(vocabulary=12)
    plain, _, _ = decode(model, ScriptedDrafter(), GREEDY, 0, 3)
    wrong = (plain[1] + 1) % 12
    text, done, target = decode(model, ScriptedDrafter([plain[0], wrong, 0]), GREEDY, 3, 4)
    assert done[0].accepted == 1
    assert done[0].emitted == tuple(plain[:2])
    assert done[0].rejected == (wrong, 0)
    assert done[0].origins == (Origin.ACCEPTED, Origin.RECOVERED)
    assert text[:3] == plain
    assert target.cache == PROMPT + text[:-1]


def test_observe_hears_which_row_is_the_last_cached_one() -> None:
    model = FakeLanguageModel(vocabulary=12)
    drafter = FakeDrafter(model.blurred(1.0, seed=2))
    _, done, _ = decode(model, drafter, GREEDY, 3, 50)
    assert drafter.observed == [len(r.emitted) - 1 for r in done]


def test_the_turn_ends_inside_a_draft() -> None:
    model = FakeLanguageModel(vocabulary=12)
    plain, _, _ = decode(model, ScriptedDrafter(), GREEDY, 0, 10)
    end = plain[1]
    first = plain.index(end)
    text, done, target = decode(model, FakeDrafter(model), GREEDY, 3, 100, end=end)
    assert text == plain[: first + 1]
    assert done[-1].emitted[-1] == end
    assert done[-1].origins[-1] is Origin.ACCEPTED
    assert len(target.cache) == len(PROMPT) + len(text) - 1


@pytest.mark.parametrize("budget", [1, 2, 3, 4, 5])
def test_the_budget_is_met_exactly(budget: int) -> None:
    model = FakeLanguageModel(vocabulary=12)
    text, done, target = decode(model, FakeDrafter(model), GREEDY, 3, budget)
    assert len(text) == budget
    assert max(target.passes) <= budget
    assert budget > 1 or done[0].origins == (Origin.PLAIN,)


@pytest.mark.parametrize("capacity", [2, 3, 4, 5, 9])
def test_the_cache_is_never_overrun(capacity: int) -> None:
    model = FakeLanguageModel(vocabulary=12)
    context = list(PROMPT)
    target = FakeTarget(model, GREEDY, 0, PROMPT)
    rounds(target, FakeDrafter(model), context, 3, 100, capacity)
    assert len(target.cache) <= capacity
    assert len(context) == capacity + 1


def test_no_budget_no_round() -> None:
    text, done, _ = decode(FakeLanguageModel(), FakeDrafter(FakeLanguageModel()), GREEDY, 3, 0)
    assert (text, done) == ([], [])


def test_a_policy_hears_of_no_round_that_the_budget_cut() -> None:
    heard: list[Round] = []

    class Listening(FixedDepth):
        def observe(self, one: Round) -> None:
            heard.append(one)

    model = FakeLanguageModel(vocabulary=12)
    target = FakeTarget(model, GREEDY, 0, PROMPT, None)
    steps = speculate(
        target, FakeDrafter(model), list(PROMPT), Listening(3), budget=10, capacity=UNLIMITED
    )
    done = [step for step in steps if isinstance(step, Round)]
    assert heard == [one for one in done if len(one.draft) == 3]
    assert 0 < len(heard) < len(done)
