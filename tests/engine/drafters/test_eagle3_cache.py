"""What an EAGLE-3 drafter's cache holds, whatever turns went before; over a strict stand-in."""

from collections.abc import Iterator, Sequence
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from app.engine.drafters.eagle3 import WINDOW, Eagle3Drafter
from app.engine.eagle_features import FeatureEncoder
from app.engine.llama import EvaluationAborted
from app.engine.sampler import GreedyPicker

GUESSED = (-1.0, -1.0)
"""Features that a draft step makes of its own."""


def features(text: Sequence[int], position: int) -> tuple[float, float]:
    """Return what the target leaves at a position: it depends on everything up to there."""
    return float(position), float(hash(tuple(text[: position + 1])) % 9973)


class FakeInputs:
    """Rows of the target's last pass over `text`, which starts at `start`."""

    width = 2

    def __init__(self, *, repeatable: bool) -> None:
        self.repeatable = repeatable
        self.text: list[int] = []
        self.start = 0

    def copy(self, first: int, out: Any) -> None:
        for row in range(len(out)):
            position = self.start + first + row
            assert position < len(self.text), "a row that was not evaluated"
            out[row] = features(self.text, position)


class FakeContext:
    """A drafter's cache that refuses what llama.cpp refuses."""

    max_batch = 5
    model = SimpleNamespace(vocabulary_size=7, width_out=2)
    evaluation_seconds = 0.0

    def __init__(self) -> None:
        self.cache: dict[int, tuple[int, tuple[float, float]]] = {}
        self.hidden_input = np.zeros((self.max_batch, 2), np.float32)
        self.stops = False

    def keep(self, length: int) -> int:
        self.cache = {p: entry for p, entry in self.cache.items() if p < length}
        return length

    def evaluate(self, tokens: Sequence[int], position: int, *, outputs: int) -> None:
        assert not self.cache or position == max(self.cache) + 1, "a gap"
        assert 0 < len(tokens) <= self.max_batch
        assert outputs in (0, len(tokens))
        if self.stops:
            raise EvaluationAborted
        for row, token in enumerate(tokens):
            one, two = self.hidden_input[row].tolist()
            self.cache[position + row] = token, (one, two)

    def logits(self, row: int) -> Any:
        return np.eye(7, dtype=np.float32)[(max(self.cache) + row) % 7]

    def hidden(self, row: int) -> Any:
        return np.array(GUESSED, np.float32)


@pytest.fixture(autouse=True)
def encoding(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(FeatureEncoder, "encode", lambda _, rows: rows)


class Session:
    """Turns as engine.generation runs them, on a cache of plain tokens."""

    def __init__(self, seed: int, *, repeatable: bool) -> None:
        self.random = np.random.default_rng(seed)
        self.inputs, self.context = FakeInputs(repeatable=repeatable), FakeContext()
        inputs: Any = self.inputs
        context: Any = self.context
        self.drafter = Eagle3Drafter(context, inputs)
        self.cached: list[int] = []
        self.checked = 0
        self.reads_all = False

    def turn(self, prompt: list[int], rounds: int, *, drafting: bool, stop_early: bool) -> None:
        try:
            self.unstopped_turn(prompt, rounds, drafting=drafting, stop_early=stop_early)
        except EvaluationAborted:
            self.context.stops = False

    def maybe_stop(self, wanted: bool, chance: float) -> None:
        self.context.stops = wanted and self.random.random() < chance

    def unstopped_turn(
        self, prompt: list[int], rounds: int, *, drafting: bool, stop_early: bool
    ) -> None:
        wanted = len(prompt) - 1
        common = next(
            (i for i, (a, b) in enumerate(zip(self.cached, prompt, strict=False)) if a != b),
            min(len(self.cached), len(prompt)),
        )
        common = min(common, max(0, wanted - 1))
        asked = self.drafter.resume(common)
        assert asked <= common
        assert self.drafter.resume(common) == asked
        common = asked if drafting else common
        if not self.inputs.repeatable and common < len(self.cached):
            common = 0
        del self.cached[common:]
        self.reads_all = drafting and common == 0
        while len(self.cached) < wanted:
            start = len(self.cached)
            self.evaluate(prompt[start : min(start + 16, wanted)])
            self.maybe_stop(stop_early, 0.2)
            if drafting:
                self.drafter.ingest(prompt, start, len(self.cached))
            if stop_early and self.random.random() < 0.2:
                return
        if drafting:
            self.drafter.begin(prompt, -1, GreedyPicker())
        context = list(prompt)
        for _ in range(rounds):
            self.maybe_stop(stop_early, 0.02)
            self.one_round(context, drafting=drafting)
            if stop_early and self.random.random() < 0.1:
                self.drafter.propose(context, 2, 2)  # the pass that was to verify it is cut short
                return

    def evaluate(self, tokens: Sequence[int]) -> None:
        self.inputs.start = len(self.cached)
        self.cached.extend(tokens)
        self.inputs.text = list(self.cached)

    def one_round(self, context: list[int], *, drafting: bool) -> None:
        depth = int(self.random.integers(0, 4)) if drafting else 0
        draft: tuple[int, ...] = ()
        if drafting:
            draft = self.drafter.propose(context, depth, depth).tokens
            if depth and self.cached:
                self.check(context)
        self.evaluate([context[-1], *draft])
        kept = int(self.random.integers(0, len(draft) + 1))
        del self.cached[len(context) + kept :]
        if drafting:
            self.drafter.observe(kept)
        context += [*draft[:kept], int(self.random.integers(7))]

    def check(self, context: Sequence[int]) -> None:
        """Whatever is cached is right, up to the last pair, and as much as there should be."""
        last = len(context) - 2
        settled = {p: entry for p, entry in self.context.cache.items() if p <= last}
        assert max(settled) == last
        assert set(settled) == set(range(min(settled), last + 1))
        for position, (token, row) in settled.items():
            assert token == context[position + 1]
            assert row == features(context, position)
        assert all(row == GUESSED for p, (_, row) in self.context.cache.items() if p > last)
        if self.reads_all:
            assert min(settled) == 0
        if self.inputs.repeatable:
            assert min(settled) == 0 or len(settled) >= WINDOW - 1
        self.checked += 1


def prompts(random: np.random.Generator, cached: list[int]) -> Iterator[list[int]]:
    """Yield prompts that go on from what is cached, cut it, or begin anew."""
    while True:
        kind = random.random()
        kept = len(cached) if kind < 0.5 else int(random.integers(0, len(cached) + 1))
        tail = random.integers(0, 7, int(random.integers(1, 60))).tolist()
        yield cached[:kept] + tail


@pytest.mark.parametrize("repeatable", [True, False])
@pytest.mark.parametrize("seed", range(20))
def test_every_cached_pair_is_of_the_text_at_hand(seed: int, repeatable: bool) -> None:
    session = Session(seed, repeatable=repeatable)
    random = session.random
    for _, prompt in zip(range(25), prompts(random, session.cached), strict=False):
        session.turn(
            prompt,
            int(random.choice([3, 20, 150])),
            drafting=random.random() < 0.6,
            stop_early=random.random() < 0.4,
        )
    assert session.checked > 100


def test_a_long_pause_is_not_read_up() -> None:
    session = Session(1, repeatable=True)
    context = list(range(7)) * 3
    session.turn(context, 0, drafting=True, stop_early=False)
    for _ in range(3 * WINDOW):
        session.drafter.propose(context, 0, 3)
        session.evaluate([context[-1]])
        session.drafter.observe(0)
        context.append(3)
    before = max(session.context.cache)
    session.reads_all = False
    session.drafter.propose(context, 1, 1)
    session.check(context)
    assert before < min(session.context.cache) == len(context) - 1 - WINDOW
