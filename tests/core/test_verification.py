"""The rules on their own: what is kept, what the residual is, and that a wrong rule is caught."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
import pytest

from app.core.depth import FixedDepth
from app.core.sampling import Candidates, SamplingSettings, distribution
from app.core.speculation import Draft, Round, speculate
from app.core.verification import Match, RejectionSampling, Rule, residual
from tests.chi_square import goodness_of_fit
from tests.fakes import DrawingDrafter, FakeDrafter, FakeLanguageModel, FakeTarget
from tests.wrong_rules import Careless

PROMPT = [1, 2]
HOT = SamplingSettings(temperature=1.0, top_k=5, top_p=0.95, min_p=0.02)
DRAWS = 30_000
ALPHA = 1e-4


def expected_pairs(model: FakeLanguageModel) -> dict[tuple[int, ...], float]:
    first = distribution(model.row(PROMPT), HOT)
    return {
        (a, b): first[a] * distribution(model.row([*PROMPT, a]), HOT)[b]
        for a in range(model.vocabulary)
        for b in range(model.vocabulary)
    }


def sampled(rule: Rule, drafter, draws: int = DRAWS) -> tuple[Counter, list[Round]]:
    target = FakeTarget(MODEL, HOT, 7, PROMPT)
    counts: Counter[tuple[int, ...]] = Counter()
    done: list[Round] = []
    for _ in range(draws):
        target.cache[:] = PROMPT[:-1]
        context = list(PROMPT)
        steps = speculate(
            target, drafter, context, FixedDepth(2), budget=3, capacity=100, rule=rule
        )
        done += [step for step in steps if isinstance(step, Round)]
        counts[tuple(context[2:4])] += 1
    return counts, done


MODEL = FakeLanguageModel(vocabulary=6, sharpness=1.0)


def drawing() -> DrawingDrafter:
    return DrawingDrafter(MODEL.blurred(0.7, seed=3), HOT, seed=11)


def rejection(seed: int = 5) -> RejectionSampling:
    return RejectionSampling(np.random.default_rng(seed))


@pytest.mark.parametrize("drafter", [drawing(), FakeDrafter(MODEL.blurred(0.7, seed=3))])
def test_rejection_sampling_is_distributed_as_the_target_alone(drafter) -> None:
    """With drafts that were drawn, and with drafts that are point masses."""
    counts, _ = sampled(rejection(), drafter)
    assert goodness_of_fit(counts, expected_pairs(MODEL)).p > ALPHA


def test_rejection_keeps_more_of_a_drawn_draft_than_match() -> None:
    kept = {}
    for name, rule in (("rejection", rejection()), ("match", Match())):
        _, done = sampled(rule, drawing(), 20_000)
        kept[name] = sum(r.accepted for r in done) / sum(len(r.draft) for r in done)
    assert kept["rejection"] > kept["match"] + 0.1


class Misinformed:
    """Reports distributions that its drafts were not drawn from."""

    def __init__(self) -> None:
        self._drafter = drawing()

    def propose(self, context: Sequence[int], depth: int, limit: int) -> Draft:
        draft = self._drafter.propose(context, depth, limit)
        flat = tuple(
            Candidates(c.tokens, np.full(len(c.tokens), 1 / len(c.tokens)))
            for c in draft.probabilities
        )
        return Draft(draft.tokens, flat)

    def observe(self, row: int) -> None:
        pass


@pytest.mark.parametrize(
    ("rule", "drafter"),
    [(Careless(np.random.default_rng(5)), drawing()), (rejection(), Misinformed())],
)
def test_a_biased_verifier_or_a_lying_drafter_is_caught(rule, drafter) -> None:
    counts, _ = sampled(rule, drafter)
    assert goodness_of_fit(counts, expected_pairs(MODEL)).p < ALPHA


def of(**shares: float) -> Candidates:
    tokens = np.array([ord(name) for name in shares], np.int32)
    return Candidates(tokens, np.array(list(shares.values())))


def test_the_residual_goes_by_token_id_not_by_place() -> None:
    left = residual(of(a=0.5, b=0.3, c=0.2), of(c=0.1, a=0.9), ord("a"))
    assert [left.probability(ord(name)) for name in "abc"] == pytest.approx([0, 0.75, 0.25])


def test_the_residual_of_a_point_mass_leaves_out_the_guess() -> None:
    left = residual(of(a=0.5, b=0.3, c=0.2), None, ord("b"))
    assert [left.probability(ord(name)) for name in "abc"] == pytest.approx([5 / 7, 0, 2 / 7])


def test_equal_distributions_leave_the_target() -> None:
    both = of(a=0.5, b=0.5)
    assert residual(both, both, ord("a")) is both


def test_a_draw_covers_the_whole_range() -> None:
    drawn = of(a=0.25, b=0.75)
    assert drawn.draw(0.0) == drawn.draw(0.2499) == ord("a")
    assert drawn.draw(0.25) == drawn.draw(np.nextafter(1.0, 0.0)) == ord("b")
    assert drawn.probability(ord("z")) == 0.0
