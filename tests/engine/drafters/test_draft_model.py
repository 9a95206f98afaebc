"""Draft models: other sizes of vocabulary, and states that cannot be cut back."""

from collections.abc import Sequence

import pytest

from app.core.events import DraftProposed, GenerationFinished, PromptProgress
from app.core.pairs import Method
from app.core.sampling import SamplingSettings
from app.core.verification import Verify
from app.engine.drafters.draft_model import DraftModelDrafter
from app.engine.generation import Turn
from app.engine.local import LocalEngine
from tests.engine.conftest import Files, answer, events, load, request
from tests.gguf_rewrite import trim_vocabulary

MISSING = 100
"""Of 2,048 words: one token in twenty."""

PROMPTS = ("hello there", "what is a boat", "a b c d e f g")


@pytest.fixture(params=["the drafter lacks words", "the target lacks words"])
def unequal(request: pytest.FixtureRequest, engine: LocalEngine, files: Files) -> LocalEngine:
    target, drafter = files.llama, files.draft
    if "drafter" in request.param:
        drafter = trim_vocabulary(drafter, 2048 - MISSING)
    else:
        target = trim_vocabulary(target, 2048 - MISSING)
    assert load(engine, target, drafter).method is Method.DRAFT
    return engine


def test_vocabularies_of_unequal_size_write_the_plain_text(unequal: LocalEngine) -> None:
    accepted = submitted = 0
    for prompt in PROMPTS:
        plain = answer(unequal, request(prompt, max_tokens=150, method=Method.OFF))
        drafted = answer(unequal, request(prompt, max_tokens=150))
        assert drafted.token_ids == plain.token_ids
        accepted += drafted.statistics.accepted_tokens
        submitted += drafted.statistics.draft_tokens
    assert accepted / submitted > 0.4


@pytest.mark.parametrize("confidence", [0.0, 0.3])
def test_vocabularies_of_unequal_size_are_sampled_from(
    unequal: LocalEngine, confidence: float
) -> None:
    hot = SamplingSettings(temperature=1.5, top_k=0, top_p=1.0, seed=5)
    for verify in (Verify.REJECTION, Verify.MATCH):
        wanted = request(max_tokens=200, sampling=hot, verify=verify, confidence=confidence)
        assert answer(unequal, wanted).statistics.accepted_tokens > 0


LONG = " ".join(["boat coffee harbour"] * 250)


@pytest.fixture(params=["draft", "qwen_draft", "mamba_draft"])
def drafted(request: pytest.FixtureRequest, engine: LocalEngine, files: Files) -> LocalEngine:
    target = {"mamba_draft": files.mamba}.get(request.param, files.qwen)
    load(engine, target, getattr(files, request.param), method=Method.DRAFT)
    return engine


def test_reading_what_was_missed_is_progress_too(drafted: LocalEngine) -> None:
    """A turn without speculation is read by the target alone."""
    plain = answer(drafted, request(LONG, max_tokens=30, method=Method.OFF))
    found = events(drafted, request(LONG, max_tokens=30))
    progress = [event for event in found if isinstance(event, PromptProgress)]
    (total,) = {event.total for event in progress}
    assert [event.evaluated for event in progress] == list(range(512, total - 2, 512))
    assert all(event.cached == total - 2 for event in progress)
    assert sorted(event.seconds for event in progress) == [event.seconds for event in progress]
    finished = found[-1]
    assert isinstance(finished, GenerationFinished)
    assert finished.token_ids == plain.token_ids
    assert finished.statistics.prompt_seconds > progress[-1].seconds > 0
    assert (finished.statistics.acceptance_rate or 0) > 0.2
    again = events(drafted, request(LONG, max_tokens=30))
    assert not [event for event in again if isinstance(event, PromptProgress)]


def test_a_stop_while_the_drafter_catches_up(drafted: LocalEngine) -> None:
    plain = answer(drafted, request(LONG, max_tokens=30, method=Method.OFF))
    wanted = request(LONG, max_tokens=30)
    assert wanted.cancel is not None
    assert drafted._pair is not None
    last = None
    for last in Turn(drafted._pair, wanted).events():
        if isinstance(last, PromptProgress):
            wanted.cancel.set()
    assert isinstance(last, GenerationFinished)
    assert (last.finish_reason, last.token_ids) == ("cancelled", ())
    assert answer(drafted, request(LONG, max_tokens=30)).token_ids == plain.token_ids


def test_an_abort_in_the_drafter_itself(drafted: LocalEngine) -> None:
    assert drafted._pair is not None
    drafter = drafted._pair.drafter
    assert isinstance(drafter, DraftModelDrafter)
    context = drafter._context
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
    assert answer(drafted, wanted).finish_reason == "cancelled"
    context.evaluate = evaluate
    plain = answer(drafted, request(method=Method.OFF))
    again = answer(drafted, request())
    assert again.token_ids == plain.token_ids
    assert again.statistics.accepted_tokens > 0


def guesses(engine: LocalEngine, prompt: str) -> list[tuple[int, ...]]:
    assert engine._pair is not None
    found = Turn(engine._pair, request(prompt, max_tokens=40)).events()
    return [event.tokens for event in found if isinstance(event, DraftProposed)]


def test_states_go_on_from_what_was_kept(drafted: LocalEngine) -> None:
    """A drafter with a wrong state loses nothing but acceptance, so its guesses are compared."""
    prompts = ("hello there", "what is a boat", "hello there", "hello", "hello there")
    after_others = [guesses(drafted, prompt) for prompt in prompts]
    assert min(map(len, after_others)) > 5
    assert drafted._pair is not None
    fresh, spec = LocalEngine(), drafted._pair.info.spec
    for prompt, expected in zip(prompts, after_others, strict=True):
        load(fresh, spec.target, spec.drafter, method=Method.DRAFT)
        assert guesses(fresh, prompt) == expected
        fresh.close()
