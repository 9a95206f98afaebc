"""Whole turns on real llama.cpp, with small planted pairs."""

from dataclasses import replace

import pytest

from app.core.events import (
    DraftProposed,
    DraftVerified,
    GenerateRequest,
    GenerationFailed,
    GenerationFinished,
    PromptEvaluated,
    PromptProgress,
)
from app.core.lookup import PromptLookup
from app.core.messages import Message
from app.core.pairs import Method
from app.core.sampling import SamplingSettings
from app.core.speculation import Source
from app.engine import pair as pair_module
from app.engine.coalesce import coalesce
from app.engine.generation import Turn
from app.engine.local import LocalEngine
from tests.engine.conftest import Files, answer, events, load, request
from tests.fakes import FreeLookups

PAIRS = {
    "assistant": ("gemma", "assistant", Method.MTP),
    "draft model": ("llama", "draft", Method.DRAFT),
    "eagle3": ("llama", "eagle3", Method.EAGLE3),
    "own head": ("qwen", None, Method.MTP),
    "draft model with states": ("qwen", "qwen_draft", Method.DRAFT),
    "states that are not kept": ("mamba", "mamba_draft", Method.DRAFT),
}


@pytest.fixture(params=PAIRS)
def loaded(request: pytest.FixtureRequest, engine: LocalEngine, files: Files) -> LocalEngine:
    target, drafter, method = PAIRS[request.param]
    info = load(engine, getattr(files, target), getattr(files, drafter) if drafter else None)
    assert info.method is method
    return engine


@pytest.mark.parametrize("depth", [1, 3, 8])
def test_greedy_speculation_writes_the_plain_text(loaded: LocalEngine, depth: int) -> None:
    for prompt in ("hello there", "what is a boat", "a b c d e f g"):
        plain = answer(loaded, request(prompt, method=Method.OFF))
        drafted = answer(loaded, request(prompt, depth=depth))
        assert drafted.token_ids == plain.token_ids
        assert drafted.text == plain.text
        assert drafted.statistics.accepted_tokens > 0
        assert plain.statistics.draft_tokens == 0


@pytest.mark.parametrize("method", [Method.AUTO, Method.NGRAM])
def test_lookup_alone_or_first_writes_the_plain_text(loaded: LocalEngine, method: Method) -> None:
    """The same question again: the answer repeats, here and there, what stands in the chat."""
    pair = loaded._pair
    assert pair is not None
    pair.lookup = PromptLookup(FreeLookups())
    for prompt in ("hello there", "what is a boat"):
        first = answer(loaded, request(prompt, method=Method.OFF)).text
        chat = (Message("user", prompt), Message("assistant", first), Message("user", prompt))
        asked = GenerateRequest("again", chat, max_tokens=120, method=Method.OFF)
        plain = answer(loaded, asked)
        drafted = answer(loaded, replace(asked, method=method, lookup=True))
        assert drafted.token_ids == plain.token_ids
        counts = {share.source: share for share in drafted.statistics.sources}
        assert counts[Source.LOOKUP].accepted_tokens > 0
        assert (Source.DRAFTER in counts) == (method is Method.AUTO)


def test_a_seed_writes_the_plain_text_whenever_lookup_drafts(loaded: LocalEngine) -> None:
    pair = loaded._pair
    assert pair is not None
    pair.lookup = PromptLookup(FreeLookups())
    hot = SamplingSettings(temperature=0.8, seed=3)
    plain = answer(loaded, request(sampling=hot, method=Method.OFF))
    assert answer(loaded, request(sampling=hot, method=Method.NGRAM)).token_ids == plain.token_ids


def test_the_planted_language_is_drafted_well(loaded: LocalEngine) -> None:
    """A drafter fed a wrong hidden state, or a stale cache, is lossless too: acceptance tells."""
    rate = answer(loaded, request(max_tokens=200)).statistics.acceptance_rate
    assert rate is not None
    assert rate > 0.55


def test_events_of_a_turn_add_up(loaded: LocalEngine) -> None:
    pair = loaded._pair
    assert pair is not None
    found = list(Turn(pair, request()).events())
    finished = found[-1]
    assert isinstance(finished, GenerationFinished)
    verified = [e for e in found if isinstance(e, DraftVerified)]
    proposed = [e for e in found if isinstance(e, DraftProposed)]
    statistics = finished.statistics
    assert [type(e) for e in found].count(PromptEvaluated) == 1
    assert "".join(p.text for e in verified for p in e.pieces) == finished.text
    assert tuple(p.token for e in verified for p in e.pieces) == finished.token_ids
    assert statistics.rounds == len(verified)
    assert len(proposed) == sum(1 for e in verified if e.draft_tokens)
    assert statistics.draft_tokens == sum(e.draft_tokens for e in verified)
    assert all(len(e.rejected) == e.draft_tokens - e.accepted_tokens for e in verified)
    assert statistics.per_position[0][0] == len(proposed)
    assert 0 < statistics.evaluation_seconds <= statistics.decode_seconds


def test_a_second_turn_reads_only_what_is_new(loaded: LocalEngine) -> None:
    first = answer(loaded, request("hello there"))
    conversation = (
        Message("user", "hello there"),
        Message("assistant", first.text),
        Message("user", "and then"),
    )
    second = answer(loaded, GenerateRequest("two", conversation, max_tokens=40))
    known = first.statistics.prompt_tokens + first.statistics.completion_tokens
    assert second.statistics.cached_tokens >= known - 1
    # The same turn on an empty cache says the same: reuse changes nothing.
    answer(loaded, request("something else entirely, much longer than that"))
    again = answer(loaded, replace(GenerateRequest("two", conversation, max_tokens=40)))
    assert again.token_ids == second.token_ids


@pytest.mark.parametrize("method", [Method.AUTO, Method.OFF])
def test_another_answer_to_the_same_prompt_reads_nothing_again(
    loaded: LocalEngine, method: Method
) -> None:
    """All but the prompt's last token, the one before and, for EAGLE-3, one more."""
    long = " ".join(["boat coffee harbour"] * 60)
    first = answer(loaded, request(long, method=method))
    again = answer(loaded, request(long, method=method))
    assert again.token_ids == first.token_ids
    assert again.statistics.cached_tokens >= again.statistics.prompt_tokens - 3
    hot = SamplingSettings(temperature=1.5, seed=7)
    sampled = answer(loaded, request(long, method=method, sampling=hot))
    assert sampled.token_ids != first.token_ids
    assert sampled.statistics.cached_tokens == again.statistics.cached_tokens
    other = answer(loaded, request(long, method=Method.OFF))
    assert other.token_ids == first.token_ids


@pytest.mark.parametrize("states", [0, 3])
def test_drafts_beyond_the_states_that_are_kept(
    engine: LocalEngine, files: Files, monkeypatch: pytest.MonkeyPatch, states: int
) -> None:
    """What lies deeper goes back to a checkpoint, in every round that rejects as much."""
    monkeypatch.setattr(pair_module, "rollback_window", lambda *_: states)
    load(engine, files.qwen)
    pair = engine._pair
    assert pair is not None
    assert (pair.context.recurrent, pair.context.rollback) == (True, states)
    pair.lookup = PromptLookup(FreeLookups())
    for prompt in ("hello there", "hello there", "what is a boat"):
        plain = answer(engine, request(prompt, method=Method.OFF))
        drafted = answer(engine, request(prompt, depth=8, lookup=True))
        assert drafted.token_ids == plain.token_ids
        assert 0 < drafted.statistics.accepted_tokens < drafted.statistics.draft_tokens
    chat = (Message("user", "hello there"), Message("assistant", plain.text), Message("user", "x"))
    asked = GenerateRequest("again", chat, max_tokens=60)
    assert (
        answer(engine, asked).token_ids
        == answer(engine, replace(asked, method=Method.OFF)).token_ids
    )


def test_prompts_longer_than_the_context(loaded: LocalEngine) -> None:
    assert loaded._pair is not None
    (failed,) = events(loaded, request("boat " * loaded._pair.context.capacity))
    assert isinstance(failed, GenerationFailed)
    assert "the context holds 4096" in failed.title


def test_a_prompt_longer_than_batch_and_window(loaded: LocalEngine) -> None:
    long = " ".join(["boat coffee harbour"] * 250)
    found = events(loaded, request(long, max_tokens=30))
    assert any(isinstance(e, PromptProgress) for e in found)
    plain = answer(loaded, request(long, max_tokens=30, method=Method.OFF))
    assert isinstance(found[-1], GenerationFinished)
    assert found[-1].token_ids == plain.token_ids


def test_reuse_after_a_cut_far_behind_the_window(loaded: LocalEngine) -> None:
    long = " ".join(["boat coffee harbour"] * 250)
    answer(loaded, request(long, max_tokens=20))
    fresh = answer(loaded, request("boat", max_tokens=30))
    answer(loaded, request(long, max_tokens=20))
    assert answer(loaded, request("boat", max_tokens=30)).token_ids == fresh.token_ids


@pytest.mark.parametrize("budget", [0, 1, 2, 7])
def test_the_budget_is_met(loaded: LocalEngine, budget: int) -> None:
    finished = answer(loaded, request(max_tokens=budget))
    assert len(finished.token_ids) == budget
    assert finished.finish_reason == "length"


def test_a_full_context_ends_the_turn_without_an_abort(engine: LocalEngine, files: Files) -> None:
    load(engine, files.gemma, files.assistant, context_length=64)
    finished = answer(engine, request(max_tokens=None))
    assert finished.finish_reason == "context"
    statistics = finished.statistics
    assert statistics.prompt_tokens + statistics.completion_tokens == 65
    assert isinstance(events(engine, request("word " * 200))[-1], GenerationFailed)
    assert answer(engine, request(max_tokens=5)).finish_reason == "length"


def test_stop_strings_cut_the_text(loaded: LocalEngine) -> None:
    whole = answer(loaded, request())
    stop = whole.text[20:24]
    cut = answer(loaded, request(stop=(stop,)))
    assert cut.finish_reason == "stop_string"
    assert cut.text == whole.text[: whole.text.index(stop)]


def test_stop_pressed_before_and_between(loaded: LocalEngine) -> None:
    early = request()
    assert early.cancel is not None
    early.cancel.set()
    assert answer(loaded, early).finish_reason == "cancelled"
    wanted = request(max_tokens=500)
    assert wanted.cancel is not None
    pair = loaded._pair
    assert pair is not None
    texts = []
    finished = None
    for event in Turn(pair, wanted).events():
        match event:
            case DraftVerified():
                texts += [piece.text for piece in event.pieces]
                wanted.cancel.set()
            case GenerationFinished():
                finished = event
            case _:
                pass
    assert finished is not None
    assert finished.finish_reason == "cancelled"
    assert finished.text == "".join(texts)
    assert answer(loaded, request()).finish_reason == "length"


def test_a_stop_inside_prefill_leaves_a_usable_cache(loaded: LocalEngine) -> None:
    long = request(" ".join(["boat coffee harbour"] * 250))
    pair = loaded._pair
    assert pair is not None
    assert long.cancel is not None
    reasons = []
    for event in Turn(pair, long).events():
        if isinstance(event, PromptProgress):
            long.cancel.set()
        if isinstance(event, GenerationFinished):
            reasons.append(event.finish_reason)
    assert reasons == ["cancelled"]
    assert len(pair.cached) > 0
    plain = answer(loaded, request(method=Method.OFF))
    assert answer(loaded, request()).token_ids == plain.token_ids


def test_sampling_is_reproducible_by_seed(loaded: LocalEngine) -> None:
    hot = SamplingSettings(temperature=1.5, seed=7)
    one = answer(loaded, request(sampling=hot))
    other = answer(loaded, request(sampling=replace(hot, seed=8)))
    assert answer(loaded, request(sampling=hot)).token_ids == one.token_ids
    assert other.token_ids != one.token_ids


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"depth": 17}, "17 tokens"),
        ({"depth": -1}, "not possible"),
        ({"max_tokens": -1}, "negative"),
    ],
)
def test_impossible_wishes_are_refused(loaded: LocalEngine, options: dict, says: str) -> None:
    (failed,) = events(loaded, request(**options))
    assert isinstance(failed, GenerationFailed)
    assert says in failed.title


def test_a_method_the_pair_cannot_do(engine: LocalEngine, files: Files) -> None:
    load(engine, files.llama, files.draft)
    (failed,) = events(engine, request(method=Method.MTP))
    assert isinstance(failed, GenerationFailed)
    assert "mtp" in failed.title
    (failed,) = events(LocalEngine(), request())
    assert isinstance(failed, GenerationFailed)


def test_coalescing_keeps_the_statistics_whole(loaded: LocalEngine) -> None:
    pair = loaded._pair
    assert pair is not None
    found = [e for b in coalesce(Turn(pair, request()).events()) for e in b]
    verified = [e for e in found if isinstance(e, DraftVerified)]
    assert isinstance(found[-1], GenerationFinished)
    assert found[-1].statistics.rounds == len(verified)


def test_an_automatic_depth_writes_the_plain_text_and_says_why(loaded: LocalEngine) -> None:
    plain = answer(loaded, request(max_tokens=200, method=Method.OFF, depth=None))
    first = answer(loaded, request(max_tokens=200, depth=None))
    second = answer(loaded, request(max_tokens=200, depth=None))
    assert plain.control is None
    assert first.token_ids == second.token_ids == plain.token_ids
    learning, knowing = first.control, second.control
    assert learning is not None
    assert knowing is not None
    assert learning.reason and knowing.reason
    assert learning.key == knowing.key
    assert learning.changes[0].before == 0
    assert sum(knowing.learnt.tried) > sum(learning.learnt.tried)
    starts = [change.round_index for change in knowing.changes]
    assert not starts or starts[0] > learning.changes[-1].round_index


def test_each_change_of_depth_is_told_with_the_round_that_led_to_it(loaded: LocalEngine) -> None:
    for _ in range(2):
        found = events(loaded, request(max_tokens=200, depth=None))
        told = [e.depth_change for e in found if isinstance(e, DraftVerified) and e.depth_change]
        finished = found[-1]
        assert isinstance(finished, GenerationFinished)
        assert finished.control is not None
        assert tuple(told) == finished.control.changes
    fixed = events(loaded, request(max_tokens=50))
    assert not any(e.depth_change for e in fixed if isinstance(e, DraftVerified))


def test_a_prompt_may_be_tokens(loaded: LocalEngine) -> None:
    whole = answer(loaded, request(max_tokens=20))
    known = (*whole.prompt_ids, *whole.token_ids[:5])
    rest = answer(loaded, GenerateRequest("rest", prompt_ids=known, max_tokens=15))
    assert rest.prompt_ids == known
    assert rest.token_ids == whole.token_ids[5:]
    (failed,) = events(loaded, GenerateRequest("no", prompt_ids=(1, 2**31 - 1)))
    assert isinstance(failed, GenerationFailed)
    assert "does not have" in failed.title
