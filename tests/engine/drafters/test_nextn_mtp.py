"""MTP heads, one or several: right inputs, nothing missed, few evaluations.

A head fed wrongly loses nothing but acceptance, so its guesses are compared with those of one that
evaluates the whole conversation anew.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from app.core.events import GenerationFinished, PromptProgress
from app.core.pairs import Method, PairSpec
from app.core.speculation import Draft
from app.engine.drafters.hidden_rows import HiddenRows
from app.engine.drafters.nextn_mtp import NextnMtpDrafter
from app.engine.generation import Turn
from app.engine.llama import Floats, LlamaContext
from app.engine.llama_model import LlamaModel
from app.engine.local import LocalEngine
from app.engine.sampler import argmax
from tests.engine.conftest import answer, load, request
from tests.gguf_qwen35 import PLANTED_QWEN35, SIDECAR, write_qwen35
from tests.gguf_step35 import write_step35
from tests.planted_language import Language

LONG = " ".join(["boat coffee harbour"] * 100)


@dataclass(frozen=True)
class Heads:
    """Files with one head and with three, at which the random layers have a say."""

    one: Path
    three: Path
    sidecar: Path


@pytest.fixture(scope="module")
def heads(tmp_path_factory: pytest.TempPathFactory) -> Heads:
    folder = tmp_path_factory.mktemp("heads")
    language, eps = Language(), 0.3
    return Heads(
        write_qwen35(folder / "one.gguf", PLANTED_QWEN35, 1, language=language, eps=eps),
        write_step35(folder / "three.gguf", seed=1, language=language, eps=eps),
        write_qwen35(
            folder / "mtp-one.gguf", PLANTED_QWEN35, 2, language=language, eps=eps, extent=SIDECAR
        ),
    )


@pytest.fixture(params=["one", "three"])
def path(request: pytest.FixtureRequest, heads: Heads) -> Path:
    return getattr(heads, request.param)


Proposal = tuple[list[int], tuple[int, ...]]


def watch(engine: LocalEngine) -> list[Proposal]:
    """Note every context that the drafter guesses for, and its guesses."""
    drafter = drafter_of(engine)
    seen: list[Proposal] = []
    propose = drafter.propose

    def noting(context: Sequence[int], depth: int, limit: int) -> Draft:
        draft = propose(context, depth, limit)
        if depth:  # the last token of a budget needs no guess
            seen.append((list(context), draft.tokens))
        return draft

    drafter.propose = noting
    return seen


def drafter_of(engine: LocalEngine) -> NextnMtpDrafter:
    assert engine._pair is not None
    drafter = engine._pair.drafter
    assert isinstance(drafter, NextnMtpDrafter)
    return drafter


def anew(path: Path, context: list[int], depth: int) -> tuple[int, ...]:
    """Return the guesses of heads that evaluate everything from the first token on, every time."""
    model = LlamaModel(path, repack=False, prediction_layers=True)
    size: dict[str, Any] = {"capacity": 4096, "max_batch": 4096, "max_outputs": 1, "threads": 1}
    target = LlamaContext(model, **size)
    target.keep_hidden_states(only_outputs=False)
    target.evaluate(context[:-1], 0, outputs=0)
    rows: list[Floats] = [np.zeros(model.width_out, np.float32)]
    rows += [target.hidden(row).copy() for row in range(len(context) - 1)]
    head = LlamaContext(model, **size, mtp=True)
    head.keep_hidden_states(only_outputs=model.heads > 1)
    guesses: list[int] = []
    for index in range(depth):
        head.clear()
        head.use_head(index if model.heads > 1 else 0)
        tokens = [*context, *guesses]
        head.hidden_input[: len(tokens)] = rows
        head.evaluate(tokens, 0, outputs=1)
        guesses.append(argmax(head.logits(len(tokens) - 1)))
        rows.append(head.hidden(len(tokens) - 1).copy())
    head.close()
    target.close()
    model.close()
    return tuple(guesses)


def check(path: Path, seen: list[Proposal], every: int = 6) -> None:
    assert seen
    for context, guesses in seen[::every]:
        assert guesses == anew(path, context, len(guesses))


def test_every_guess_is_that_of_a_head_that_missed_nothing(engine: LocalEngine, path: Path) -> None:
    load(engine, path)
    seen = watch(engine)
    finished = answer(engine, request(max_tokens=80))
    assert finished.token_ids == answer(engine, request(max_tokens=80, method=Method.OFF)).token_ids
    check(path, seen)
    again = len(seen)
    answer(engine, request(LONG, max_tokens=20))  # more than a batch
    check(path, seen[again:], every=3)


def test_turns_without_speculation_are_not_missed(engine: LocalEngine, path: Path) -> None:
    load(engine, path)
    seen = watch(engine)
    for method in (Method.MTP, Method.OFF, Method.OFF, Method.MTP, Method.OFF, Method.MTP):
        text = "hello" if method is Method.OFF else "hello there"
        answer(engine, request(text, max_tokens=30, method=method))
    assert all(guesses for _, guesses in seen)
    check(path, seen, every=4)


@pytest.mark.parametrize("depth", [1, 2, 3, 8])
def test_no_guess_is_longer_than_asked_for_or_than_there_are_heads(
    engine: LocalEngine, path: Path, depth: int
) -> None:
    load(engine, path)
    seen = watch(engine)
    statistics = answer(engine, request(max_tokens=60, depth=depth)).statistics
    most = min(depth, drafter_of(engine).max_depth)
    assert max(len(guesses) for _, guesses in seen) == most
    assert len(statistics.per_position) == most
    check(path, seen)


def test_changing_depths(engine: LocalEngine, path: Path) -> None:
    """A head that was not used for a while knows what the others have read."""
    load(engine, path)
    seen = watch(engine)
    for depth in (1, 3, 0, 2, 1, 3):
        answer(engine, request("hello there", max_tokens=25, depth=depth))
    check(path, [one for one in seen if one[1]])


@pytest.mark.parametrize(("depth", "chained"), [(3, False), (3, True), (1, False)])
def test_a_round_costs_one_evaluation_a_guess(
    engine: LocalEngine, heads: Heads, depth: int, chained: bool
) -> None:
    load(engine, heads.three if chained else heads.one)
    context = drafter_of(engine)._context
    calls: list[int] = []
    evaluate = context.evaluate

    def counting(tokens: Sequence[int], position: int, *, outputs: int) -> None:
        calls.append(len(tokens))
        evaluate(tokens, position, outputs=outputs)

    context.evaluate = counting
    answer(engine, request(max_tokens=0))
    calls.clear()
    rounds = answer(engine, request(max_tokens=100, depth=depth)).statistics.rounds
    reading = 3 if chained else 1  # the last cached token, with every head
    assert len(calls) <= rounds * depth + reading


def test_wrong_hidden_states_lower_acceptance(
    engine: LocalEngine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    planted = write_qwen35(tmp_path / "q.gguf", PLANTED_QWEN35, 1, language=Language(), eps=0.15)
    load(engine, planted)
    right = answer(engine, request(max_tokens=300))
    fill = HiddenRows.fill

    def measured(wrong: Callable[[HiddenRows, Floats, int, int], None]) -> float:
        monkeypatch.setattr(HiddenRows, "fill", wrong)
        load(engine, planted)
        finished = answer(engine, request(max_tokens=300))
        assert finished.token_ids == right.token_ids
        return finished.statistics.acceptance_rate or 0.0

    def zeros(rows: HiddenRows, out: Floats, position: int, count: int) -> None:
        out[:count] = 0

    def one_too_early(rows: HiddenRows, out: Floats, position: int, count: int) -> None:
        fill(rows, out, position, count)
        out[1:count] = out[: count - 1].copy()

    rate = right.statistics.acceptance_rate
    assert rate is not None
    assert rate > 0.7
    assert measured(zeros) < rate - 0.15
    assert measured(one_too_early) < rate - 0.03


def test_a_forgotten_hidden_state_is_no_finite_number(heads: Heads) -> None:
    """llama.cpp evaluates an MTP row without one and says nothing."""
    model = LlamaModel(heads.one, repack=False, prediction_layers=True)
    head = LlamaContext(model, capacity=64, max_batch=16, max_outputs=1, threads=1, mtp=True)
    head.hidden_input[0] = 0.5
    head.evaluate([300], 0, outputs=1)
    assert np.isfinite(head.logits(0)).all()
    head.evaluate([301], 1, outputs=1)
    assert not np.isfinite(head.logits(0)).all()
    head.close()
    model.close()


def test_a_gap_costs_guesses_and_nothing_else(
    engine: LocalEngine, heads: Heads, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A head that was behind by more rows than are remembered begins anew behind the gap."""
    load(engine, heads.one)
    drafter_of(engine)._rows._max_rows = 512
    plain = request(LONG, max_tokens=100, method=Method.OFF)
    answer(engine, plain)
    seen = watch(engine)
    finished = answer(engine, request(LONG, max_tokens=60))
    assert finished.statistics.cached_tokens > 1000
    assert finished.statistics.draft_tokens > 0
    assert finished.token_ids == answer(engine, plain).token_ids[:60]
    assert drafter_of(engine)._context.length > 1000
    assert all(guesses for _, guesses in seen)


def test_stop_while_the_head_reads_the_prompt(engine: LocalEngine, path: Path) -> None:
    load(engine, path)
    pair = engine._pair
    assert pair is not None
    wanted = request(LONG, max_tokens=10)
    assert wanted.cancel is not None
    reasons: list[str] = []
    for event in Turn(pair, wanted).events():
        if isinstance(event, PromptProgress):
            wanted.cancel.set()
        if isinstance(event, GenerationFinished):
            reasons.append(event.finish_reason)
    assert reasons == ["cancelled"]
    seen = watch(engine)
    assert answer(engine, request(LONG, max_tokens=20)).statistics.cached_tokens > 0
    check(path, seen, every=3)


def test_an_abort_in_the_head_itself(engine: LocalEngine, path: Path) -> None:
    load(engine, path)
    context = drafter_of(engine)._context
    evaluate = context.evaluate
    wanted = request(max_tokens=200)
    cancel = wanted.cancel
    assert cancel is not None
    calls = 0

    def stopping(tokens: Sequence[int], position: int, *, outputs: int) -> None:
        nonlocal calls
        calls += 1
        if calls == 20:
            cancel.set()
            context.abort_when(lambda: True)
        evaluate(tokens, position, outputs=outputs)

    context.evaluate = stopping
    assert answer(engine, wanted).finish_reason == "cancelled"
    context.evaluate = evaluate
    seen = watch(engine)
    answer(engine, request(max_tokens=40))
    check(path, seen)


def test_a_head_in_a_file_of_its_own(engine: LocalEngine, heads: Heads) -> None:
    info = load(engine, heads.one, heads.sidecar)
    assert info.method is Method.MTP
    assert "MTP head" in info.reason
    assert info.drafter_parameters > 0
    finished = answer(engine, request(max_tokens=100))
    plain = answer(engine, request(max_tokens=100, method=Method.OFF))
    assert finished.token_ids == plain.token_ids
    assert (finished.statistics.acceptance_rate or 0) > 0.3


def test_a_whole_context_ends_without_an_abort(engine: LocalEngine, path: Path) -> None:
    for length in (16, 40):
        *_, _last = engine.load(PairSpec(path, threads=1, context_length=length))
        finished = answer(engine, request(raw_prompt="hello", max_tokens=None, depth=8))
        assert finished.finish_reason == "context"
