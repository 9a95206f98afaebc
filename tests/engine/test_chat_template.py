"""Templates come from strangers' files: they render in a sandbox or fail in words."""

import pytest

from app.core.errors import AppError
from app.core.messages import Message
from app.engine.chat_template import ChatTemplate

TURNS = (
    "{{ bos_token }}{% for m in messages %}<{{ m.role }}>{{ m.content | trim }}</s>\n{% endfor %}"
    "{% if add_generation_prompt %}<assistant>{% endif %}"
)


def render(source: str | None, *messages: Message) -> str:
    return ChatTemplate(source, bos="<s>", eos="</s>").render(messages)


def test_turns_and_generation_prompt() -> None:
    text = render(TURNS, Message("system", " Be brief. "), Message("user", "Hi"))
    assert text == "<s><system>Be brief.</s>\n<user>Hi</s>\n<assistant>"


def test_user_text_is_not_a_template() -> None:
    assert "{{ 1 + 1 }}" in render(TURNS, Message("user", "{{ 1 + 1 }}"))


@pytest.mark.parametrize(
    ("source", "says"),
    [
        (None, "no chat template"),
        ("{% for", "cannot be read"),
        ("{{ raise_exception('no system role') }}", "no system role"),
        ("{{ messages[9].content.x }}", "refuses"),
        ("{{ ''.__class__.__mro__[1].__subclasses__() }}", "refuses"),
        ("{{ 1 / 0 }}", "refuses"),
        ("{{ messages.append(1) }}", "refuses"),
        ("{% for i in range(999999999) %}{% endfor %}", "refuses"),
    ],
)
def test_what_cannot_be_rendered_is_said(source: str | None, says: str) -> None:
    with pytest.raises(AppError, match=says):
        render(source, Message("user", "Hi"))


def test_the_extras_that_published_templates_use() -> None:
    source = "{{ messages[0] | tojson }} {{ strftime_now('%Y') | length }}"
    assert render(source, Message("user", "H\u00e9")) == '{"role": "user", "content": "H\u00e9"} 4'
