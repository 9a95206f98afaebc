"""When lookup drafts, and what that buys and costs, by simulated rounds."""

import random
from collections.abc import Callable

import pytest

from app.core.depth import FixedDepth
from app.core.lookup import LENGTHS, NAP, UNTIMED, OwnRounds, PromptLookup
from app.core.speculation import Round, Source
from tests.fakes import FreeLookups

Cost = Callable[[int], float]

CPU_COSTS = [1, 2.05, 2.42, 2.57, 3.53, 3.69, 3.98, 3.62, 4.49]
"""Verifying 1 to 9 rows of a 0.7B Q8_0 model on 2 cores (llama_cpp.md 1.14)."""


def cpu(rows: int) -> float:
    return CPU_COSTS[rows - 1] if rows <= 9 else CPU_COSTS[8] + 0.45 * (rows - 9)


def gpu(rows: int) -> float:
    return 1 + 0.02 * (rows - 1)


def cliff(rows: int) -> float:
    return gpu(rows) if rows <= 8 else 7 + gpu(rows)


def written(length: int, seed: int) -> list[int]:
    """Return a text whose tokens hardly repeat."""
    return [random.Random(seed * 9973 + at).randrange(5000) for at in range(length)]


def edited(text: list[int], every: int, seed: int) -> list[int]:
    """Return a copy in which about every so many tokens some are replaced by others."""
    numbers = random.Random(seed)
    copy: list[int] = []
    for token in text:
        if numbers.random() < 1 / every:
            copy.extend(numbers.randrange(5000) for _ in range(numbers.randrange(3)))
        else:
            copy.append(token)
    return copy


def prose(length: int, seed: int) -> list[int]:
    """Return a text of few words, whose three-word phrases come again and go on differently."""
    numbers = random.Random(seed)
    text = [0]
    while len(text) < length:
        text.append((7 * text[-1] + numbers.choice((1, 1, 2, 5))) % 60)
    return text


class Replay:
    """Decodes a known answer round by round.

    Attributes:
        seconds: what that took. passes: rows verified in each round.
    """

    def __init__(self, lookup: PromptLookup, cost: Cost, noise: float = 0.03) -> None:
        self.lookup, self.cost, self.noise = lookup, cost, noise
        self.seconds = 0.0
        self.passes: list[int] = []
        self.random = random.Random(1)

    def run(self, prompt: list[int], answer: list[int]) -> float:
        """Return how many times as fast as plain decoding it was."""
        context, before = list(prompt), self.seconds
        self.lookup.begin(context)
        while len(context) < len(prompt) + len(answer):
            self._round(context, answer[len(context) - len(prompt) :])
        return len(answer) * self.cost(1) * (1 + self.noise / 2) / (self.seconds - before)

    def _round(self, context: list[int], ahead: list[int]) -> None:
        found = self.lookup.propose(context, min(16, len(ahead) - 1))
        draft = found.tokens if found else ()
        kept = 0
        while kept < len(draft) and draft[kept] == ahead[kept]:
            kept += 1
        emitted = tuple(ahead[: kept + 1])
        seconds = self.cost(1 + len(draft)) * (1 + self.noise * self.random.random())
        source = found.source if found else Source.DRAFTER
        self.lookup.observe(Round(draft, kept, emitted, 0.0, seconds, source))
        self.seconds += seconds
        self.passes.append(1 + len(draft))
        context.extend(emitted)


OLD = written(600, seed=1)


@pytest.mark.parametrize(("cost", "gain"), [(cpu, 1.7), (gpu, 6.0), (cliff, 4.5)])
def test_a_copy_with_edits_is_faster(cost: Cost, gain: float) -> None:
    new = edited(OLD, every=40, seed=2)
    assert Replay(PromptLookup(), cost).run(OLD, new) > gain


@pytest.mark.parametrize("cost", [cpu, gpu, cliff])
@pytest.mark.parametrize("seed", range(5))
def test_text_that_only_seems_to_repeat_is_no_slower(cost: Cost, seed: int) -> None:
    lookup = PromptLookup()
    assert Replay(lookup, cost).run(prose(400, seed), prose(1000, seed + 50)) > 0.99


@pytest.mark.parametrize("cost", [cpu, cliff])
def test_copies_that_always_break_off_cost_little(cost: Cost) -> None:
    """Every match of 12 tokens and more is a trap: exactly there the text goes on differently."""
    traps = [OLD[start : start + 12] for start in range(0, 600, 30)]
    answer = [t for n, trap in enumerate(traps * 3) for t in (*trap, *written(3, seed=90 + n))]
    assert Replay(PromptLookup(), cost).run(OLD, answer) > 0.97


def test_a_cliff_is_met_once() -> None:
    replay = Replay(PromptLookup(), cliff)
    replay.run(OLD, edited(OLD, every=40, seed=2))
    assert sum(rows > 8 for rows in replay.passes) <= 2
    assert sum(rows == 8 for rows in replay.passes) > 20


def test_copies_are_drafted_again_after_much_that_is_none() -> None:
    lookup = PromptLookup()
    for seed in range(4):
        Replay(lookup, cpu).run(prose(300, seed), prose(1000, seed + 50))
    assert Replay(lookup, cpu).run(OLD, edited(OLD, every=40, seed=2)) > 1.7


def test_what_was_learnt_serves_the_next_turn() -> None:
    lookup, old = PromptLookup(), written(60, seed=3)
    first = Replay(lookup, gpu, noise=0).run(old, old)
    for seed in range(4, 8):
        text = written(60, seed)
        Replay(lookup, gpu, noise=0).run(text, text)
    assert Replay(lookup, gpu, noise=0).run(old, old) > first


def test_nothing_is_drafted_before_ordinary_rounds_were_timed() -> None:
    replay = Replay(PromptLookup(), gpu)
    replay.run([1, 2, 3] * 20, [1, 2, 3] * 20)
    assert replay.passes[:UNTIMED] == [1] * UNTIMED
    assert replay.passes[UNTIMED] > 1


@pytest.mark.parametrize("limit", range(18))
def test_the_limit_is_kept(limit: int) -> None:
    lookup = PromptLookup(FreeLookups())
    lookup.begin([1, 2, 3] * 20)
    found = lookup.propose([1, 2, 3] * 20, limit)
    length = len(found.tokens) if found else 0
    assert length == max((size for size in LENGTHS if size <= limit), default=0)


def test_a_draft_names_its_source_and_is_certain() -> None:
    lookup = PromptLookup(FreeLookups())
    lookup.begin([1, 2, 3, 4, 5, 1, 2, 3])
    found = lookup.propose([1, 2, 3, 4, 5, 1, 2, 3], 3)
    assert found is not None
    assert (found.tokens, found.source, found.probs(0)) == ((4, 5, 1), Source.LOOKUP, None)


def test_losses_lead_to_pauses() -> None:
    """Drafts are expected to be free, and turn out to take ten ordinary rounds' time each."""
    lookup = PromptLookup(FreeLookups())
    lookup.begin([1, 2, 3] * 20)
    drafted = 0
    for _ in range(1000):
        found = lookup.propose([1, 2, 3] * 20, 7)
        drafted += found is not None
        source = Source.LOOKUP if found else Source.DRAFTER
        draft = found.tokens if found else ()
        lookup.observe(Round(draft, 0, (0,), 0.0, 10.0 if found else 1.0, source))
    assert 3 < drafted < 12


def test_where_rounds_are_short_it_looks_less_often() -> None:
    text = written(200, seed=4)
    looks: dict[float, int] = {}
    for seconds in (0.0002, 0.02):
        lookup = PromptLookup()
        lookup.begin(text[:1])
        for at in range(1, len(text)):
            lookup.propose(text[:at], 16)
            lookup.observe(Round((), 0, (text[at],), 0.0, seconds))
        looks[seconds] = lookup._costs.ordinary_rounds
    assert looks[0.02] == 199
    assert looks[0.0002] == pytest.approx(199 / NAP, abs=5)


def test_a_depth_policy_hears_of_its_own_rounds_only() -> None:
    heard: list[Round] = []

    class Policy(FixedDepth):
        def observe(self, one: Round) -> None:
            heard.append(one)

    rounds = OwnRounds(Policy(5), PromptLookup())
    own, other = Round((1,), 0, (2,), 0.1, 0.1), Round((1,), 0, (2,), 0.1, 0.1, Source.LOOKUP)
    for one in (own, other, own):
        rounds.observe(one)
    assert heard == [own, own]
    assert rounds.next_depth() == 5
