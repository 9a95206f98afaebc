"""How a target thinks is read from its own chat template, whatever tags that uses."""

from pathlib import Path

import pytest

from app.core.messages import Message
from app.core.thinking import Thinking, ThinkingMarks
from app.engine.chat_template import ChatTemplate
from tests.chat_templates import CHANNELLED, CUT_OUT, TAGGED

TAGS = ThinkingMarks("<think>", "</think>")
BEGUN = ThinkingMarks("<think>", "</think>", begun=True)
CHANNEL = ThinkingMarks("<|channel>", "<channel|>", "thought")

TEMPLATES = Path(__file__).parent / "templates"


def template(source: str) -> ChatTemplate:
    return ChatTemplate(source, bos="<s>", eos="</s>")


@pytest.mark.parametrize(
    ("source", "about"),
    [
        (TAGGED, Thinking(BEGUN, TAGS, "enable_thinking", usual=True)),
        (CHANNELLED, Thinking(CHANNEL, CHANNEL, "enable_thinking", usual=False)),
        (CUT_OUT, Thinking(BEGUN, BEGUN, "", usual=True)),
        ("{% for m in messages %}{{ m.content }}{% endfor %}", None),
        ("{{ raise_exception('no') }}", None),
        ("{{ '<b>' + messages[0].content + '</b>' }}", None),
    ],
)
def test_marks_and_switch(source: str, about: Thinking | None) -> None:
    assert template(source).thinking == about


@pytest.mark.parametrize(
    ("name", "about"),
    [
        ("Qwen3.5-4B", Thinking(BEGUN, TAGS, "enable_thinking", usual=True)),
        ("google-gemma-4-31B-it", Thinking(CHANNEL, CHANNEL, "enable_thinking", usual=False)),
    ],
)
def test_published_templates(name: str, about: Thinking) -> None:
    source = (TEMPLATES / f"{name}.jinja").read_text(encoding="utf-8")
    assert template(source).thinking == about


def test_thinking_is_switched_where_the_template_can() -> None:
    question = (Message("user", "Hi"),)
    tagged, channelled = template(TAGGED), template(CHANNELLED)
    assert tagged.render(question).endswith("<think>\n")
    assert tagged.render(question, thinking=False).endswith("<think>\n\n</think>\n\n")
    assert "<|think|>" not in channelled.render(question)
    assert "<|think|>" in channelled.render(question, thinking=True)


@pytest.mark.parametrize("source", [TAGGED, CHANNELLED, CUT_OUT])
def test_earlier_thinking_is_left_out_as_the_template_says(source: str) -> None:
    chat = (
        Message("user", "Hi"),
        Message("assistant", "Hello", thinking="greet back"),
        Message("user", "Bye"),
    )
    text = template(source).render(chat)
    assert "Hello" in text
    assert "greet back" not in text


def test_a_template_that_keeps_earlier_thinking_is_given_it() -> None:
    source = (
        "{% for m in messages %}{{ m.role }}:"
        "{% if m.reasoning_content %}<think>{{ m.reasoning_content }}</think>{% endif %}"
        "{{ m.content }}\n{% endfor %}{% if add_generation_prompt %}assistant:{% endif %}"
    )
    chat = (Message("user", "Hi"), Message("assistant", "Hello", "greet"), Message("user", "Bye"))
    assert "assistant:<think>greet</think>Hello" in template(source).render(chat)


@pytest.mark.parametrize("source", [TAGGED, CHANNELLED, CUT_OUT])
@pytest.mark.parametrize("thinking", [None, True, False])
def test_what_stays_is_what_the_next_prompt_begins_with(source: str, thinking: bool | None) -> None:
    made = template(source)
    first = (Message("user", "Hi"),)
    text = made.render(first, thinking=thinking)
    stays = made.stays(first, text, thinking=thinking)
    later = made.render(
        (*first, Message("assistant", "Hello", "greet"), Message("user", "Bye")), thinking=thinking
    )
    assert later.startswith(text[:stays])
    assert "Hi" in text[:stays]
