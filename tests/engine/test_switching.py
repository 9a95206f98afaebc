"""Another drafter in the middle of a conversation: nothing is read again, nothing else changes."""

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.errors import AppError
from app.core.events import GenerateRequest, GenerationFinished, PairLoadFailed
from app.core.messages import Message
from app.core.pairs import Method, PairSpec
from app.engine import switching
from app.engine.engine import Engine
from app.engine.host import EngineHost
from app.engine.llama import LlamaContext
from app.engine.local import LocalEngine
from app.gguf.memory import Part
from app.gguf.pair_plan import MAX_ROLLBACK
from tests.engine.conftest import Files, answer, load, request

ASK = "hello there"


@pytest.fixture
def host() -> Iterator[EngineHost]:
    made = EngineHost()
    yield made
    made.close()


class Talk:
    """A conversation with an engine that is never to read anything twice."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.messages: list[Message] = []
        self.held = 0

    def say(self, text: str = ASK, max_tokens: int = 60) -> GenerationFinished:
        """Return the answer to one more message; only that message was read."""
        self.messages.append(Message("user", text))
        wanted = GenerateRequest("turn", tuple(self.messages), max_tokens=max_tokens)
        finished = answer(self.engine, wanted)
        counted = finished.statistics
        assert counted.cached_tokens == self.held
        assert counted.completion_tokens == max_tokens  # so the last token is not in the cache
        self.held = counted.prompt_tokens + max_tokens - 1
        self.messages.append(Message("assistant", finished.text))
        return finished


@pytest.fixture
def fresh(engine: LocalEngine) -> Iterator[LocalEngine]:
    """Another engine, which reads everything by itself."""
    made = LocalEngine()
    yield made
    made.close()


SWITCHES = {
    "off to assistant": ("gemma", (None, Method.OFF), ("assistant", Method.MTP)),
    "assistant to off": ("gemma", ("assistant", Method.MTP), (None, Method.OFF)),
    "assistant to draft model": ("gemma", ("assistant", Method.MTP), ("draft", Method.DRAFT)),
    "draft model to assistant": ("gemma", ("draft", Method.DRAFT), ("assistant", Method.MTP)),
    "off to own head": ("qwen", (None, Method.OFF), (None, Method.MTP)),
    "own head to off": ("qwen", (None, Method.MTP), (None, Method.OFF)),
    "own head to draft model": ("qwen", (None, Method.MTP), ("draft", Method.DRAFT)),
    "draft model to own head": ("qwen", ("draft", Method.DRAFT), (None, Method.MTP)),
}


@pytest.mark.parametrize("switch", SWITCHES.values(), ids=SWITCHES)
def test_a_switch_reads_nothing_again(
    engine: LocalEngine, fresh: LocalEngine, files: Files, switch: tuple
) -> None:
    target, *steps = switch
    load(fresh, getattr(files, target), method=Method.OFF)
    said, expected = Talk(engine), Talk(fresh)
    contexts: list[LlamaContext] = []
    for drafter, method in steps:
        path = getattr(files, drafter) if drafter else None
        info = load(engine, getattr(files, target), path, method=method)
        assert info.method is method
        assert info.reason
        contexts.append(context_of(engine))
        drafts = method is not Method.OFF
        assert bool(contexts[-1].rollback) == (drafts and contexts[-1].recurrent)
        finished = said.say()
        assert finished.method is method
        assert finished.token_ids == expected.say().token_ids
    first, second = contexts
    assert (first is second) == (first.rollback == second.rollback)


def test_another_answer_after_a_switch_goes_back_to_where_its_prompt_was_read(
    engine: LocalEngine, files: Files
) -> None:
    """What llama.cpp keeps of the last pass does not move; the copies of states do."""
    answers: list[GenerationFinished] = []
    for method in (Method.MTP, Method.OFF, Method.MTP):
        load(engine, files.qwen, method=method)
        answers.append(answer(engine, request(f"{ASK} " * 30, max_tokens=50)))
        answers.append(answer(engine, request(f"{ASK} " * 30, max_tokens=50)))
    first, *others = answers
    for one in others:
        assert one.token_ids == first.token_ids
        assert one.statistics.cached_tokens >= one.statistics.prompt_tokens - 3


def test_what_is_said_to_be_in_memory_follows_the_states(engine: LocalEngine, files: Files) -> None:
    sizes = [
        dict(load(engine, files.qwen, method=method).memory)
        for method in (Method.OFF, Method.MTP, Method.OFF)
    ]
    plain, drafted, after = sizes
    assert plain == after
    states = Part.STATES.value
    told = pytest.approx((1 + MAX_ROLLBACK) * plain[states], rel=0.1)  # in hundredths of a MiB
    assert drafted[states] == told
    assert drafted[Part.WEIGHTS.value] == plain[Part.WEIGHTS.value]


def test_without_room_for_a_second_context_plain_decoding_keeps_the_first(
    engine: LocalEngine, files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Drafting loads everything anew: without states every rejection would be read again."""
    load(engine, files.qwen, method=Method.MTP)
    talk, context = Talk(engine), context_of(engine)
    talk.say()
    monkeypatch.setattr(switching, "fits_beside", lambda *_: False)
    load(engine, files.qwen, method=Method.OFF)
    assert context_of(engine) is context
    talk.say()
    load(engine, files.qwen, method=Method.MTP)
    assert context_of(engine) is not context
    assert context_of(engine).rollback == MAX_ROLLBACK


@pytest.mark.parametrize("broken", ["open_target_context", "restore_cache"])
def test_a_context_that_cannot_be_replaced_stays(
    engine: LocalEngine, files: Files, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    def refuse(*_: object) -> bool:
        if broken == "restore_cache":
            return False
        raise AppError("There is not enough memory.")

    load(engine, files.qwen, method=Method.MTP)
    talk, context = Talk(engine), context_of(engine)
    talk.say()
    monkeypatch.setattr(switching, broken, refuse)
    assert load(engine, files.qwen, method=Method.OFF).method is Method.OFF
    assert context_of(engine) is context
    talk.say()


@pytest.mark.parametrize(("target", "drafter"), [("gemma", "assistant"), ("qwen", None)])
def test_a_drafter_opened_late_guesses_well(
    engine: LocalEngine, files: Files, target: str, drafter: str | None
) -> None:
    path = getattr(files, drafter) if drafter else None
    rates: list[float] = []
    for first in (Method.OFF, Method.MTP):
        load(engine, getattr(files, target), path if first is Method.MTP else None, method=first)
        talk = Talk(engine)
        talk.say()
        if first is Method.OFF:
            load(engine, getattr(files, target), path, method=Method.MTP)
        rates.append(talk.say(max_tokens=200).statistics.acceptance_rate or 0.0)
    late, early = rates
    assert late > early - 0.08


@pytest.mark.parametrize(("target", "drafter"), [("gemma", "assistant"), ("qwen", None)])
def test_a_long_conversation_with_a_switch_before_every_turn(
    engine: LocalEngine, fresh: LocalEngine, files: Files, target: str, drafter: str | None
) -> None:
    path = getattr(files, target)
    load(fresh, path, method=Method.OFF)
    said, expected = Talk(engine), Talk(fresh)
    for turn in range(6):
        on = turn % 2 == 1
        assistant = getattr(files, drafter) if drafter and on else None
        load(engine, path, assistant, method=Method.MTP if on else Method.OFF)
        text = f"{ASK} {turn} " * 12
        assert said.say(text, 80).token_ids == expected.say(text, 80).token_ids


def context_of(engine: LocalEngine) -> LlamaContext:
    assert engine._pair is not None
    return engine._pair.context


def last(engine: Engine, spec: PairSpec) -> object:
    *_, event = engine.load(spec)
    return event


def test_a_drafter_that_does_not_open_leaves_the_target(
    engine: LocalEngine, files: Files, tmp_path: Path
) -> None:
    load(engine, files.gemma, files.assistant)
    talk = Talk(engine)
    talk.say()
    cut = tmp_path / "cut.gguf"
    shutil.copy(files.assistant, cut)
    with cut.open("r+b") as file:
        file.truncate(cut.stat().st_size - 1000)
    for broken in (cut, files.qwen, tmp_path / "missing.gguf"):
        failed = last(engine, PairSpec(files.gemma, broken, threads=1))
        assert isinstance(failed, PairLoadFailed)
        assert talk.say().method is Method.OFF
    assert load(engine, files.gemma, files.assistant).method is Method.MTP
    assert talk.say().method is Method.MTP


def test_another_target_or_context_is_loaded_anew(engine: LocalEngine, files: Files) -> None:
    load(engine, files.gemma, files.assistant)
    Talk(engine).say()
    context = context_of(engine)
    load(engine, files.gemma, files.assistant, context_length=512)
    assert context_of(engine) is not context
    Talk(engine).say()


def test_the_child_keeps_its_target(host: EngineHost, files: Files, tmp_path: Path) -> None:
    load(host, files.qwen, method=Method.OFF)
    child = host.process_id
    talk = Talk(host)
    talk.say()
    assert load(host, files.qwen).method is Method.MTP
    assert talk.say().method is Method.MTP
    failed = last(host, PairSpec(files.qwen, tmp_path / "missing.gguf", threads=1))
    assert isinstance(failed, PairLoadFailed)
    assert talk.say().method is Method.OFF
    load(host, files.qwen, files.draft, method=Method.DRAFT)
    assert talk.say().method is Method.DRAFT
    assert host.process_id == child
    load(host, files.llama)
    assert host.process_id != child


def test_a_cancelled_switch_leaves_the_target(host: EngineHost, files: Files) -> None:
    load(host, files.gemma, method=Method.OFF)
    child = host.process_id
    talk = Talk(host)
    talk.say()
    cancel = threading.Event()
    cancel.set()
    failed = last(host, PairSpec(files.gemma, files.assistant, threads=1, cancel=cancel))
    assert isinstance(failed, PairLoadFailed)
    assert failed.cancelled
    talk.say()
    load(host, files.gemma, files.assistant)
    talk.say()
    assert host.process_id == child
