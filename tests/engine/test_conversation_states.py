"""Who comes back to a conversation finds it as it was left: same text, only what is new is read."""

from dataclasses import replace

import numpy as np
import pytest

from app.core.events import GenerateRequest, GenerationFinished
from app.core.messages import Message
from app.core.pairs import Method, PairSpec
from app.engine.cache_state import CacheState
from app.engine.conversation_states import ConversationStates, KeptConversation
from app.engine.local import LocalEngine
from app.engine.rollback import SavedCache
from tests.chat_templates import TAGGED
from tests.engine.conftest import Files, answer, load
from tests.engine.test_generation import PAIRS

LONG = "tell me of the boats and of the sea and of all who go there " * 12


@pytest.fixture(params=PAIRS)
def loaded(request: pytest.FixtureRequest, engine: LocalEngine, files: Files) -> LocalEngine:
    target, drafter, _ = PAIRS[request.param]
    load(engine, getattr(files, target), getattr(files, drafter) if drafter else None)
    return engine


def ask(
    engine: LocalEngine, name: str, *texts: str, method: Method = Method.AUTO, size: int = 60
) -> GenerationFinished:
    """Ask the last of `texts`, which are questions and answers in turn."""
    roles = ("user", "assistant")
    chat = tuple(Message(roles[at % 2], text) for at, text in enumerate(texts))
    wanted = GenerateRequest(
        "turn", chat, max_tokens=size, conversation=name, method=method, depth=3
    )
    return answer(engine, wanted)


def test_coming_back_reads_only_what_is_new_and_writes_the_same(loaded: LocalEngine) -> None:
    first = ask(loaded, "boats", LONG)
    ask(loaded, "harbour", "what is a harbour " * 20)
    second = ask(loaded, "boats", LONG, first.text, "and then")
    known = first.statistics.prompt_tokens + first.statistics.completion_tokens
    assert second.statistics.cached_tokens >= known - 1
    plain = ask(loaded, "", LONG, first.text, "and then", method=Method.OFF)
    assert second.token_ids == plain.token_ids


def test_the_drafter_guesses_as_well_as_if_nobody_had_left(loaded: LocalEngine) -> None:
    """A drafter that holds another conversation's states is lossless, too: acceptance tells."""
    first = ask(loaded, "boats", LONG, size=100)
    stayed = ask(loaded, "boats", LONG, first.text, "and then", size=150)
    ask(loaded, "harbour", "what is a harbour " * 20)
    back = ask(loaded, "boats", LONG, first.text, "and then", size=150)
    assert back.token_ids == stayed.token_ids
    rates = back.statistics.acceptance_rate, stayed.statistics.acceptance_rate
    assert rates[0] is not None
    assert rates[1] is not None
    assert rates[0] > 0.55
    assert rates[0] > rates[1] - 0.1


def test_another_answer_after_coming_back_is_not_read_from_the_start(loaded: LocalEngine) -> None:
    ask(loaded, "boats", LONG)
    ask(loaded, "harbour", "what is a harbour " * 20)
    again = ask(loaded, "boats", LONG)
    assert again.statistics.cached_tokens >= again.statistics.prompt_tokens - 4


def test_a_question_of_no_conversation_neither_stays_nor_drives_one_out(
    loaded: LocalEngine,
) -> None:
    first = ask(loaded, "boats", LONG)
    ask(loaded, "", "a title for this")
    second = ask(loaded, "boats", LONG, first.text, "and then")
    known = first.statistics.prompt_tokens + first.statistics.completion_tokens
    assert second.statistics.cached_tokens >= known - 1
    pair = loaded._pair
    assert pair is not None
    assert "" not in pair.states


def test_without_memory_for_it_everything_is_read_again(loaded: LocalEngine) -> None:
    pair = loaded._pair
    assert pair is not None
    pair.states = ConversationStates(limit=1000)
    first = ask(loaded, "boats", LONG)
    ask(loaded, "harbour", "what is a harbour " * 20)
    second = ask(loaded, "boats", LONG, first.text, "and then")
    assert second.statistics.cached_tokens < 100
    assert pair.states.size == 0
    plain = ask(loaded, "", LONG, first.text, "and then", method=Method.OFF)
    assert second.token_ids == plain.token_ids


def test_another_drafter_keeps_the_targets_part(engine: LocalEngine, files: Files) -> None:
    load(engine, files.llama, files.draft)
    first = ask(engine, "boats", LONG)
    ask(engine, "harbour", "what is a harbour " * 20)
    *_, switched = engine.load(PairSpec(files.llama, files.eagle3, threads=1))
    del switched
    second = ask(engine, "boats", LONG, first.text, "and then")
    known = first.statistics.prompt_tokens + first.statistics.completion_tokens
    assert second.method is Method.EAGLE3
    assert second.statistics.cached_tokens >= known - 140  # EAGLE-3 has a window of it read again
    plain = ask(engine, "", LONG, first.text, "and then", method=Method.OFF)
    assert second.token_ids == plain.token_ids


@pytest.mark.parametrize("target", ["gemma", "qwen", "mamba", "llama"])
def test_a_template_that_drops_thinking_costs_no_more_than_the_answer(
    engine: LocalEngine, files: Files, target: str
) -> None:
    """The next prompt goes on before the last answer: a sliding window or a recurrent state must
    be able to go back there, however long the answer was."""
    load(engine, getattr(files, target))
    pair = engine._pair
    assert pair is not None
    pair._template = type(pair.template)(TAGGED, bos="<bos>", eos="<eos>")
    first = ask(engine, "boats", LONG, size=700)
    second = ask(engine, "boats", LONG, first.text, "and then")
    assert second.statistics.cached_tokens >= first.statistics.prompt_tokens - 20
    ask(engine, "harbour", "what is a harbour " * 20)
    third = ask(engine, "boats", LONG, first.text, "and then")
    assert third.statistics.cached_tokens >= first.statistics.prompt_tokens - 20
    assert third.token_ids == second.token_ids


def test_the_longest_unused_is_given_up_first() -> None:
    states = ConversationStates(limit=300)
    kept = KeptConversation(
        (1, 2), SavedCache(CacheState(2, True, np.zeros(100, np.uint8)), ()), None
    )
    for name in ("a", "b", "c"):
        states.keep(name, kept)
    assert states.take("a") is not None
    states.keep("a", kept)
    states.keep("d", kept)
    assert [name for name in "abcd" if name in states] == ["a", "c", "d"]
    assert states.size == 300
    states.keep(
        "huge", replace(kept, target=SavedCache(kept.target.whole, (kept.target.whole,) * 9))
    )
    assert states.size == 0
