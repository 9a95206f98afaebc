"""Lookup goes first, loses nothing, and the drafter behind it never loses the thread."""

from collections.abc import Callable, Sequence

import pytest

from app.core.depth import FixedDepth
from app.core.lookup import OwnRounds, PromptLookup
from app.core.sampling import SamplingSettings
from app.core.speculation import Draft, Round, Source, speculate
from app.core.stats import RoundTally
from app.engine.drafters.base import NoDrafter
from app.engine.drafters.lookup_first import LookupFirst, longest_lookup
from app.engine.sampler import GreedyPicker
from tests.fakes import FakeDrafter, FakeLanguageModel, FakeTarget, FreeLookups

PROMPT = [1, 2]


class KeepingUp(NoDrafter):
    """A drafter that needs every verified row, as those do that read the target's features."""

    max_depth = 3
    vocabulary_size = 12

    def __init__(self, model: FakeLanguageModel) -> None:
        self.guessing = FakeDrafter(model)
        self.rows = 0
        self.asked: list[int] = []

    def begin(self, context: Sequence[int], last_row: int, picker: object) -> None:
        self.rows = len(context) - 1

    def propose(self, context: Sequence[int], depth: int, limit: int) -> Draft:
        assert self.rows == len(context) - 1, "a round was kept from it"
        assert depth <= limit
        self.asked.append(depth)
        return self.guessing.propose(context, depth, limit)

    def observe(self, row: int) -> None:
        self.rows += row + 1

    def abort_when(self, asked: Callable[[], bool] | None) -> None:
        pass


def decode(
    drafter: LookupFirst | NoDrafter, settings: SamplingSettings, budget: int, seed: int = 0
) -> tuple[list[int], list[Round]]:
    context = list(PROMPT)
    model = FakeLanguageModel(vocabulary=12)
    target = FakeTarget(model, settings, seed, PROMPT)
    drafter.begin(context, -1, GreedyPicker())
    steps = speculate(target, drafter, context, FixedDepth(3), budget=budget, capacity=10**6)
    done = [step for step in steps if isinstance(step, Round)]
    return context[len(PROMPT) :], done


def lookup_first(behind: NoDrafter, longest: int = 16) -> LookupFirst:
    return LookupFirst(PromptLookup(FreeLookups()), behind, longest)


GREEDY = SamplingSettings(temperature=0.0)
SAMPLED = SamplingSettings(temperature=0.6)


@pytest.mark.parametrize("settings", [GREEDY, SAMPLED])
@pytest.mark.parametrize("noise", [0.0, 1.0, 50.0])
def test_the_text_is_the_plain_text(settings: SamplingSettings, noise: float) -> None:
    """A greedy table soon runs in circles, a sampled one repeats itself now and then."""
    plain, _ = decode(NoDrafter(), settings, 400)
    model = FakeLanguageModel(vocabulary=12).blurred(noise, seed=5)
    for behind in (NoDrafter(), KeepingUp(model)):
        text, done = decode(lookup_first(behind), settings, 400)
        assert text == plain
        looked_up = [one for one in done if one.source is Source.LOOKUP]
        assert sum(one.accepted for one in looked_up) > 0
        assert all(one.draft for one in looked_up)
        assert all(len(one.draft) <= 3 for one in done if one.source is Source.DRAFTER)


def test_the_drafter_behind_is_asked_for_the_rest_and_hears_of_all() -> None:
    behind = KeepingUp(FakeLanguageModel(vocabulary=12).blurred(1.0, seed=5))
    _, done = decode(lookup_first(behind), SAMPLED, 400)
    wanted = [0 if one.source is Source.LOOKUP else 3 for one in done]
    assert behind.asked[:-3] == wanted[:-3]
    assert 0 in wanted
    assert 3 in wanted


def test_counts_tell_the_sources_apart() -> None:
    behind = KeepingUp(FakeLanguageModel(vocabulary=12).blurred(1.0, seed=5))
    _, done = decode(lookup_first(behind), SAMPLED, 400)
    tally = RoundTally()
    for one in done:
        tally.add(one)
    found = tally.statistics(
        prompt_tokens=2,
        cached_tokens=0,
        completion_tokens=400,
        prompt_seconds=0.0,
        decode_seconds=1.0,
        evaluation_seconds=1.0,
    )
    assert [share.source for share in found.sources] == [Source.DRAFTER, Source.LOOKUP]
    assert sum(share.draft_tokens for share in found.sources) == found.draft_tokens
    assert sum(share.accepted_tokens for share in found.sources) == found.accepted_tokens
    assert sum(share.rounds for share in found.sources) <= found.rounds


@pytest.mark.parametrize("longest", [0, 1, 5, 16])
def test_no_more_is_looked_up_than_can_be_taken_back(longest: int) -> None:
    _, done = decode(lookup_first(NoDrafter(), longest), GREEDY, 200)
    assert max(len(one.draft) for one in done) <= longest


def test_a_cpu_verifies_no_more_rows_than_it_computes_exactly() -> None:
    assert (longest_lookup(on_gpu=False), longest_lookup(on_gpu=True)) == (8, 16)


def test_the_depth_policy_of_the_drafter_hears_nothing_of_lookups() -> None:
    heard: list[Round] = []

    class Policy(FixedDepth):
        def observe(self, one: Round) -> None:
            heard.append(one)

    lookup = PromptLookup(FreeLookups())
    drafter = LookupFirst(lookup, NoDrafter(), 16)
    context = list(PROMPT)
    target = FakeTarget(FakeLanguageModel(vocabulary=12), GREEDY, 0, PROMPT)
    drafter.begin(context, -1, GreedyPicker())
    policy = OwnRounds(Policy(3), lookup)
    steps = speculate(target, drafter, context, policy, budget=200, capacity=10**6)
    done = [step for step in steps if isinstance(step, Round)]
    assert heard == [one for one in done if one.source is Source.DRAFTER]
    assert len(heard) < len(done)
