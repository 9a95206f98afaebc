"""EAGLE-3 on real llama.cpp: lossless, and fed with the right rows, which acceptance shows."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from app.core.events import (
    DraftProposed,
    DraftVerified,
    GenerateRequest,
    GenerationFinished,
    PairLoadFailed,
    PromptProgress,
)
from app.core.messages import Message
from app.core.pairs import Method, PairSpec
from app.core.sampling import SamplingSettings
from app.core.speculation import Round, speculate
from app.core.verification import Verify
from app.engine.drafters.eagle3 import WINDOW, Eagle3Drafter
from app.engine.eagle_features import LayerInputs
from app.engine.generation import Turn
from app.engine.local import LocalEngine
from app.engine.pair import Pair
from app.engine.sampler import DrawnPicker, GreedyChooser, GreedyPicker
from app.engine.target import LlamaTarget
from app.engine.token_chain import TokenChain
from tests.engine.conftest import Files, answer, events, load, request
from tests.gguf_eagle3 import PLANTED_EAGLE3, Eagle3Parts, proposable, write_eagle3
from tests.gguf_factory import PLANTED_TARGET, write_gemma4
from tests.gguf_pairs import STRANGER, FilePair, write_eagle3_pair
from tests.gguf_qwen35 import PLANTED_QWEN35, write_qwen35
from tests.planted_language import Language

REDUCED = 1536
LONG = " ".join(["boat coffee harbour"] * 250)
"""About 1,500 tokens: several batches of the target's, many of the drafter's."""


@pytest.fixture
def loaded(engine: LocalEngine, files: Files) -> LocalEngine:
    assert load(engine, files.llama, files.eagle3).method is Method.EAGLE3
    return engine


def pair_of(engine: LocalEngine) -> Pair:
    assert engine._pair is not None
    return engine._pair


def acceptance(engine: LocalEngine, **options: Any) -> float:
    """Return the acceptance over three answers."""
    prompts = ("hello there", "what is a boat", "a b c d e f g")
    found = [answer(engine, request(text, max_tokens=120, **options)) for text in prompts]
    statistics = [one.statistics for one in found]
    return sum(s.accepted_tokens for s in statistics) / sum(s.draft_tokens for s in statistics)


PARTS = {
    "whole": (PLANTED_EAGLE3, Eagle3Parts()),
    "reduced": (PLANTED_EAGLE3, Eagle3Parts(draft_vocabulary=REDUCED)),
    "borrowed": (
        replace(PLANTED_EAGLE3, width=PLANTED_TARGET.width),
        Eagle3Parts(own_embedding=False, own_head=False),
    ),
}


@pytest.mark.parametrize("quant", ["f32", "q8_0"])
@pytest.mark.parametrize("kind", PARTS)
def test_every_kind_of_file_writes_the_plain_text(
    engine: LocalEngine, tmp_path: Path, kind: str, quant: Any
) -> None:
    shape, parts = PARTS[kind]
    pair = write_eagle3_pair(tmp_path, 0.3, quant=quant, drafter_shape=shape, parts=parts)
    load(engine, *pair)
    for depth in (1, 3, 8):
        plain = answer(engine, request(method=Method.OFF))
        drafted = answer(engine, request(depth=depth))
        assert drafted.token_ids == plain.token_ids
        assert drafted.statistics.accepted_tokens > 0


@pytest.mark.parametrize("layers", [(1, 3, 5), (2, 2, 6)])
def test_a_gemma_target_and_what_its_last_layer_puts_out(
    engine: LocalEngine, tmp_path: Path, layers: tuple[int, ...]
) -> None:
    target = write_gemma4(tmp_path / "g.gguf", PLANTED_TARGET, 1, language=Language(), eps=0.1)
    drafter = write_eagle3(tmp_path / "e.gguf", eps=0.1, parts=Eagle3Parts(layers))
    load(engine, target, drafter)
    plain = answer(engine, request(method=Method.OFF))
    assert answer(engine, request()).token_ids == plain.token_ids
    assert acceptance(engine) > 0.7


def test_a_recurrent_target_takes_back_what_was_rejected(
    engine: LocalEngine, tmp_path: Path
) -> None:
    """By its own few earlier states at depth 3, by a copy of its state at depth 12."""
    target = write_qwen35(tmp_path / "q.gguf", PLANTED_QWEN35, 1, language=Language(), eps=0.1)
    load(engine, target, write_eagle3(tmp_path / "e.gguf", PLANTED_QWEN35, eps=0.1))
    off = answer(engine, request("hello there", max_tokens=60, method=Method.OFF))
    for depth in (1, 3, 12):
        assert answer(engine, request(depth=depth)).token_ids == off.token_ids
    assert acceptance(engine) > 0.7
    answer(engine, request("hello there", max_tokens=60, method=Method.OFF))
    turns = conversation("hello there", off.text)
    for _ in range(2):  # after a turn that the drafter has missed, and after one it has not
        drafted = answer(engine, GenerateRequest("two", turns, max_tokens=60))
        plain = answer(engine, GenerateRequest("two", turns, max_tokens=60, method=Method.OFF))
        assert drafted.token_ids == plain.token_ids


def test_acceptance_is_what_was_planted(engine: LocalEngine, tmp_path: Path) -> None:
    load(engine, *write_eagle3_pair(tmp_path, 0.05))
    assert acceptance(engine) > 0.93
    load(engine, *write_eagle3_pair(tmp_path, 0.3))
    assert 0.5 < acceptance(engine) < 0.8
    load(engine, *write_eagle3_pair(tmp_path, 0.05, drafter_language=STRANGER))
    assert acceptance(engine) < 0.02


def test_features_of_a_neighbouring_row_show(
    engine: LocalEngine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Losslessness cannot tell; this is the test that can."""
    load(engine, *write_eagle3_pair(tmp_path, 0.05))
    right = acceptance(engine)
    copy = LayerInputs.copy

    def shifted(self: LayerInputs, first: int, out: Any) -> None:
        copy(self, first, out)
        out[:] = np.roll(out, 1, axis=0) if len(out) > 1 else 0

    monkeypatch.setattr(LayerInputs, "copy", shifted)
    assert acceptance(engine) < right - 0.1


def test_a_wrong_pair_in_the_drafter_s_own_cache_shows(
    engine: LocalEngine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(engine, *write_eagle3_pair(tmp_path, 0.05))
    right = acceptance(engine)
    read_until = Eagle3Drafter._read_until

    def late(self: Eagle3Drafter, stop: int, tokens: Sequence[int], **options: Any) -> int:
        return read_until(self, stop, [tokens[0], *tokens[:-2], tokens[-1]], **options)

    monkeypatch.setattr(Eagle3Drafter, "_read_until", late)
    assert acceptance(engine) < right - 0.05


def draft_from_scratch(pair: Pair, context: list[int], depth: int) -> tuple[int, ...]:
    """Return the draft of a drafter that has read all of `context` just now."""
    drafter, target = pair.drafter, pair.rollback
    target.keep(0)
    del pair.cached[:]
    drafter.resume(0)
    while (start := len(pair.cached)) < len(context) - 1:
        chunk = context[start : min(start + pair.context.max_batch, len(context) - 1)]
        target.evaluate(chunk, outputs=0)
        pair.cached.extend(chunk)
        drafter.ingest(context, start, start + len(chunk))
    drafter.begin(context, len(context) - 2, GreedyPicker())
    return drafter.propose(context, depth, depth).tokens


def test_drafts_of_a_long_turn_are_those_of_a_drafter_that_has_read_everything(
    loaded: LocalEngine,
) -> None:
    pair = pair_of(loaded)
    found = list(Turn(pair, request("what is a boat", max_tokens=80)).events())
    proposed = [event for event in found if isinstance(event, DraftProposed)]
    finished = found[-1]
    assert isinstance(finished, GenerationFinished)
    prompt = pair.transcript.tokens_of(pair.template.render((Message("user", "what is a boat"),)))
    context = prompt + list(finished.token_ids)
    verified = [event for event in found if isinstance(event, DraftVerified)]
    length, same = len(prompt), 0
    for one, outcome in zip(proposed, verified, strict=True):
        fresh = draft_from_scratch(pair, context[:length], 3)
        same += fresh[: len(one.tokens)] == one.tokens
        length += outcome.emitted_tokens
    # Rows of other batch sizes differ in the last bits, so a near-tie may fall the other way.
    assert same >= len(proposed) - 1


def test_a_prompt_of_many_batches_feeds_the_drafter_too(loaded: LocalEngine) -> None:
    found = events(loaded, request(LONG, max_tokens=100))
    assert any(isinstance(event, PromptProgress) for event in found)
    drafted = answer(loaded, request(LONG, max_tokens=100))
    plain = answer(loaded, request(LONG, max_tokens=100, method=Method.OFF))
    assert drafted.token_ids == plain.token_ids
    assert (drafted.statistics.acceptance_rate or 0) > 0.5


def conversation(first: str, reply: str) -> tuple[Message, ...]:
    return Message("user", first), Message("assistant", reply), Message("user", "and then")


def test_a_second_turn_goes_on_where_the_first_ended(loaded: LocalEngine) -> None:
    first = answer(loaded, request("hello there", max_tokens=100))
    turns = conversation("hello there", first.text)
    second = answer(loaded, GenerateRequest("two", turns, max_tokens=100))
    known = first.statistics.prompt_tokens + first.statistics.completion_tokens
    assert second.statistics.cached_tokens >= known - 1
    answer(loaded, request("something else entirely"))
    fresh = answer(loaded, GenerateRequest("two", turns, max_tokens=100))
    assert fresh.token_ids == second.token_ids
    assert fresh.statistics.per_position == second.statistics.per_position


@pytest.mark.parametrize("away", [40, 400])
def test_switched_off_for_a_turn_and_on_again(loaded: LocalEngine, away: int) -> None:
    first = answer(loaded, request("hello there", max_tokens=away, method=Method.OFF))
    turns = conversation("hello there", first.text)
    second = answer(loaded, GenerateRequest("two", turns, max_tokens=100))
    plain = answer(loaded, GenerateRequest("two", turns, max_tokens=100, method=Method.OFF))
    assert second.token_ids == plain.token_ids
    assert (second.statistics.acceptance_rate or 0) > 0.5
    # What it missed is read again, as far as it helps.
    known = first.statistics.prompt_tokens + first.statistics.completion_tokens
    assert known - WINDOW - 1 <= second.statistics.cached_tokens <= known - min(away, WINDOW)


def test_another_conversation_goes_on_without_the_drafter_and_then_with_it(
    loaded: LocalEngine,
) -> None:
    answer(loaded, request("hello there", max_tokens=200))
    other = answer(loaded, request("hello you", max_tokens=60, method=Method.OFF))
    turns = conversation("hello you", other.text)
    third = answer(loaded, GenerateRequest("three", turns, max_tokens=60))
    # The drafter must not take its rows of the first one for those of the second.
    assert third.statistics.cached_tokens < other.statistics.prompt_tokens


def test_another_conversation_in_between_without_the_drafter(loaded: LocalEngine) -> None:
    fresh = answer(loaded, request("hello there", max_tokens=100))
    answer(loaded, request("hello you", max_tokens=50, method=Method.OFF))
    again = answer(loaded, request("hello there", max_tokens=100))
    assert again.token_ids == fresh.token_ids
    assert again.statistics.per_position == fresh.statistics.per_position


class PausedDepth:
    """Depth 3, but for `pause` rounds after the first ten."""

    def __init__(self, pause: int) -> None:
        self._pause = range(10, 10 + pause)
        self._rounds = 0

    def next_depth(self) -> int:
        self._rounds += 1
        return 0 if self._rounds - 1 in self._pause else 3

    def observe(self, one: Round) -> None:
        del one


@pytest.mark.parametrize("pause", [30, 300])
def test_a_pause_within_a_turn(loaded: LocalEngine, pause: int) -> None:
    """Nothing is computed in a pause; a long one ends with a fresh start from recent rows."""
    pair = pair_of(loaded)
    context = pair.context.model.tokenize("hello there", add_special=True)
    draft_from_scratch(pair, context, 0)
    target = LlamaTarget(pair.rollback, GreedyChooser())
    rounds: list[Round] = []
    spent: list[float] = []
    prompt = list(context)
    policy = PausedDepth(pause)
    for step in speculate(target, pair.drafter, context, policy, budget=500, capacity=4096):
        if isinstance(step, Round):
            rounds.append(step)
            spent.append(pair.drafter.evaluation_seconds)
    assert spent[9] == spent[9 + pause]
    plain = answer(
        loaded,
        GenerateRequest("p", (), raw_prompt="hello there", max_tokens=500, method=Method.OFF),
    )
    assert tuple(context[len(prompt) :]) == plain.token_ids
    after = rounds[10 + pause :]
    assert sum(r.accepted for r in after) / sum(len(r.draft) for r in after) > 0.5


@pytest.mark.parametrize("top_k", [0, 64])
def test_sampled_drafts_stay_inside_a_reduced_vocabulary(
    engine: LocalEngine, tmp_path: Path, top_k: int
) -> None:
    _, parts = PARTS["reduced"]
    load(engine, *write_eagle3_pair(tmp_path, 0.3, parts=parts))
    pair = pair_of(engine)
    allowed = set(proposable(PLANTED_TARGET.vocabulary, REDUCED).tolist())
    settings = SamplingSettings(temperature=1.5, top_k=top_k, top_p=1.0)
    size = pair.drafter.vocabulary_size
    assert size == PLANTED_TARGET.vocabulary
    picker = DrawnPicker(TokenChain.of_draft(settings, size, seed=1), 0.0)
    context = pair.context.model.tokenize("hello there", add_special=True)
    draft_from_scratch(pair, context, 0)
    pair.drafter.begin(context, len(context) - 2, picker)
    draft = pair.drafter.propose(context, 8, 8)
    assert set(draft.tokens) <= allowed
    for index, token in enumerate(draft.tokens):
        probs = draft.probs(index)
        assert probs is not None
        assert probs.probability(token) > 0
        assert set(probs.tokens[probs.probabilities > 0].tolist()) <= allowed
        assert probs.probabilities.sum() == pytest.approx(1)
    picker.close()


@pytest.mark.parametrize("kind", ["whole", "reduced"])
def test_rejection_keeps_no_less_than_matching(
    engine: LocalEngine, tmp_path: Path, kind: str
) -> None:
    shape, parts = PARTS[kind]
    load(engine, *write_eagle3_pair(tmp_path, 0.1, drafter_shape=shape, parts=parts))
    rates: dict[Verify, float] = {}
    for verify in (Verify.REJECTION, Verify.MATCH):
        accepted = drafted = 0
        for seed in range(6):
            hot = SamplingSettings(temperature=1.0, top_k=64, top_p=0.95, seed=seed)
            statistics = answer(
                engine, request(max_tokens=120, sampling=hot, verify=verify)
            ).statistics
            accepted += statistics.accepted_tokens
            drafted += statistics.draft_tokens
        rates[verify] = accepted / drafted
    assert rates[Verify.REJECTION] > rates[Verify.MATCH]


def refused(engine: LocalEngine, target: Path, drafter: Path) -> str:
    (last,) = engine.load(PairSpec(target, drafter, threads=1))
    assert isinstance(last, PairLoadFailed)
    assert last.hint
    return last.title


@pytest.fixture
def pairs(tmp_path: Path) -> FilePair:
    return write_eagle3_pair(tmp_path, 0.3)


def test_what_would_end_the_process_is_refused(
    engine: LocalEngine, pairs: FilePair, tmp_path: Path
) -> None:
    """Each of these was tried: SIGABRT in llama.cpp, or numbers read from beyond a buffer."""
    made = tmp_path / "made.gguf"
    for parts, says in (
        (Eagle3Parts((-1, 3, 5)), "does not name 3 layers"),
        (Eagle3Parts((1, 3, 9)), "layers 1, 3, 9"),
        (Eagle3Parts((1, 3, 6)), "layers 1, 3, 6"),
        (Eagle3Parts(own_embedding=False), "the target's embeddings"),
        (Eagle3Parts(own_head=False), "the target's output head"),
    ):
        assert says in refused(engine, pairs.target, write_eagle3(made, parts=parts))
    for other, says in (
        (replace(PLANTED_TARGET, width=288), "width 288"),
        (replace(PLANTED_TARGET, vocabulary=1024), "1,024 tokens"),
        (replace(PLANTED_TARGET, vocabulary=4096), "4,096 tokens"),
    ):
        assert says in refused(engine, pairs.target, write_eagle3(made, other))
    stranger = write_eagle3(made, dialect=5)
    assert "Token" in refused(engine, pairs.target, stranger)


def test_a_drafter_alone_is_refused(engine: LocalEngine, pairs: FilePair) -> None:
    assert "is a drafter" in refused(engine, pairs.drafter, pairs.drafter)


def test_another_method_is_refused(engine: LocalEngine, pairs: FilePair) -> None:
    (last,) = engine.load(PairSpec(pairs.target, pairs.drafter, Method.DRAFT, threads=1))
    assert isinstance(last, PairLoadFailed)
    assert "draft" in last.title
