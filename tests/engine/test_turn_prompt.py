"""What the context cannot hold leaves by the rule, counted with the model's own tokens."""

import pytest

from app.core.context_window import prompt_limit
from app.core.events import GenerateRequest, GenerationFailed, PromptEvaluated
from app.core.messages import Message
from app.core.thinking import ThinkingMarks
from app.engine.local import LocalEngine
from app.engine.turn_prompt import read_prompt
from tests.chat_templates import CHANNELLED, TAGGED
from tests.engine.conftest import Files, answer, events, load

RULES = Message("system", "answer as a sailor would")


@pytest.fixture
def loaded(engine: LocalEngine, files: Files) -> LocalEngine:
    load(engine, files.llama, context_length=512)
    return engine


def chat(questions: int) -> tuple[Message, ...]:
    """Return a long conversation that ends in a question."""
    messages = [RULES]
    for index in range(questions):
        messages.append(Message("user", f"question {index} about the boats and the sea"))
        messages.append(Message("assistant", f"answer {index}: " + "they sail at dawn " * 3))
    return (*messages[:-1],)


def test_what_fits_is_read_whole(loaded: LocalEngine) -> None:
    pair = loaded._pair
    assert pair is not None
    prompt = read_prompt(pair, GenerateRequest("turn", chat(2)))
    assert prompt.left_out == 0
    assert prompt.text == pair.template.render(chat(2))


def test_the_oldest_leave_and_the_system_prompt_stays(loaded: LocalEngine) -> None:
    pair = loaded._pair
    assert pair is not None
    before = 0
    for size in range(1, 40):
        prompt = read_prompt(pair, GenerateRequest("turn", chat(size)))
        assert len(prompt.tokens) <= prompt_limit(512)
        assert prompt.left_out >= before
        assert RULES.content in prompt.text
        assert f"question {size - 1} " in prompt.text
        assert f"question {prompt.left_out} " in prompt.text
        assert f"question {prompt.left_out - 1} " not in prompt.text
        before = prompt.left_out
    assert before > 20


def test_a_turn_says_how_much_left_and_the_next_one_uses_the_cache(loaded: LocalEngine) -> None:
    asked = GenerateRequest("turn", chat(20), max_tokens=5)
    found = events(loaded, asked)
    evaluated = next(event for event in found if isinstance(event, PromptEvaluated))
    assert evaluated.left_out > 5
    first = answer(loaded, asked)
    assert first.left_out == evaluated.left_out
    second = answer(loaded, GenerateRequest("turn", chat(21), max_tokens=5))
    assert second.left_out == first.left_out
    assert second.statistics.cached_tokens > second.statistics.prompt_tokens / 2


def test_only_a_question_too_long_by_itself_is_refused(loaded: LocalEngine) -> None:
    barely = "boat " * 100
    assert answer(
        loaded, GenerateRequest("turn", (*chat(9), Message("user", barely)), max_tokens=2)
    )
    *_, last = events(loaded, GenerateRequest("turn", (*chat(9), Message("user", "boat " * 900))))
    assert isinstance(last, GenerationFailed)
    assert "The last question alone has" in last.title


@pytest.mark.parametrize(
    ("source", "asked", "marks"),
    [
        (TAGGED, None, ThinkingMarks("<think>", "</think>", begun=True)),
        (TAGGED, False, ThinkingMarks("<think>", "</think>")),
        (CHANNELLED, True, ThinkingMarks("<|channel>", "<channel|>", "thought")),
    ],
)
def test_a_turn_says_how_its_answer_marks_thinking(
    loaded: LocalEngine, source: str, asked: bool | None, marks: ThinkingMarks
) -> None:
    pair = loaded._pair
    assert pair is not None
    pair._template = type(pair.template)(source, bos="<bos>", eos="<eos>")
    wanted = GenerateRequest("turn", (Message("user", "hi"),), max_tokens=9, thinking=asked)
    finished = answer(loaded, wanted)
    assert finished.thinking == marks
    assert (finished.thinking_tokens > 0) == marks.begun


def test_the_thinking_of_an_answer_is_counted_to_its_end(loaded: LocalEngine) -> None:
    pair = loaded._pair
    assert pair is not None
    pair._template = type(pair.template)(TAGGED, bos="<bos>", eos="<eos>")
    question = (Message("user", "hi"),)
    wanted = GenerateRequest("turn", question, continues="hm</think>\n\nSo ", max_tokens=20)
    finished = answer(loaded, wanted)
    assert finished.thinking_tokens <= 1  # over when the first word of the answer came
    assert finished.statistics.completion_tokens > 5
