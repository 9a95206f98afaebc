"""Reads from a chat template how its target marks thinking, by rendering probes with it.

Nothing is known beforehand: the marks are the tags that a template puts around an earlier answer's
thinking, or those between which it cuts something out of an earlier answer.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, Final, Protocol

import jinja2

from app.core.thinking import Thinking, ThinkingMarks

_REFUSALS: Final = (jinja2.TemplateError, TypeError, ValueError, ArithmeticError)
_THOUGHT: Final = "7Qthought7Q"
_ANSWER: Final = "#7Qanswer7Q"
_QUESTION: Final = {"role": "user", "content": "7Qquestion7Q"}
_CALL: Final = {
    "type": "function",
    "id": "call123ab",
    "function": {"name": "look", "arguments": {"at": "it"}},
}
_TAG: Final = re.compile(r"<[^<>\s{}=#]{1,40}>|\[/?[A-Z_]{2,20}\]")
_HEADING_LETTERS: Final = 20
_NO_SWITCH: Final = ("effort", "budget", "preserve", "keep", "clear", "truncate")
"""Variables that take no yes or no, or are about earlier answers."""


class Template(Protocol):
    """What is asked of a chat template here."""

    source: str
    variables: frozenset[str]

    def fill(
        self, rows: Sequence[Mapping[str, Any]], variables: Mapping[str, Any], *, ask: bool = True
    ) -> str:
        """Render messages; may raise what Jinja raises."""
        ...


def read_thinking(template: Template) -> Thinking | None:
    """Return what a template says about thinking; None if nothing."""
    switch, usual = _switch(template)
    marks = (
        _told(template, switch)
        or _cut_out(template, switch)
        or _emptied(template, switch)
        or _named(template.source)
    )
    if marks is None:
        return None
    on, off = (
        ThinkingMarks(
            marks.opening, marks.closing, marks.heading, _begun(template, marks, switch, wanted)
        )
        for wanted in (True, False)
    )
    return Thinking(on, off, switch, usual)


def _switch(template: Template) -> tuple[str, bool]:
    """Return the variable that turns thinking on and off, "" for none, and what holds unasked."""
    for name in sorted(template.variables):
        word = name.lower()
        if not ("think" in word or "reason" in word) or any(no in word for no in _NO_SWITCH):
            continue
        unasked, on, off = (
            _filled(template, (_QUESTION,), values) for values in ({}, {name: True}, {name: False})
        )
        if on != off and on and off:
            return name, unasked != off
    return "", True


def _asking(switch: str, wanted: bool) -> dict[str, bool]:
    return {switch: wanted} if switch else {}


def _filled(
    template: Template,
    rows: Sequence[Mapping[str, Any]],
    variables: Mapping[str, Any],
    *,
    ask: bool = True,
) -> str:
    """Render a probe; "" if the template refuses it."""
    try:
        return template.fill(rows, variables, ask=ask)
    except _REFUSALS:
        return ""


def _told(template: Template, switch: str) -> ThinkingMarks | None:
    """Return the tags around the thinking of an earlier answer that is told apart from it.

    Some templates show thinking only where the answer goes on, behind the call of a tool.
    """
    fields = ("reasoning_content", "reasoning", "thinking")
    answer = {"role": "assistant", "content": _ANSWER} | dict.fromkeys(fields, _THOUGHT)
    parts = [{"type": "thinking", "thinking": _THOUGHT}, {"type": "text", "text": _ANSWER}]
    for more in ({}, {"tool_calls": [_CALL]}, {"content": parts}):
        text = _filled(template, (_QUESTION, answer | more), _asking(switch, True), ask=False)
        before, found, behind = text.partition(_THOUGHT)
        opening = list(_TAG.finditer(before.rpartition(_QUESTION["content"])[2]))
        closing = _TAG.search(behind)
        if found and opening and closing and not behind[: closing.start()].strip():
            last = opening[-1]
            heading = last.string[last.end() :].strip()
            if len(heading) <= _HEADING_LETTERS and _belong(last[0], closing[0]):
                return ThinkingMarks(last[0], closing[0], heading)
    return None


def _cut_out(template: Template, switch: str) -> ThinkingMarks | None:
    """Return the tags between which the template cuts something out of an earlier answer."""
    for opening, closing in _pairs(template.source):
        answer = {"role": "assistant", "content": f"{opening}\n{_THOUGHT}\n{closing}\n{_ANSWER}"}
        rows = (_QUESTION, answer, _QUESTION)
        text = _filled(template, rows, _asking(switch, True))
        if _ANSWER in text and _THOUGHT not in text:
            return ThinkingMarks(opening, closing)
    return None


def _emptied(template: Template, switch: str) -> ThinkingMarks | None:
    """Return the tags that a prompt writes with nothing between them, asked not to think."""
    prompt = _filled(template, (_QUESTION,), _asking(switch, False))
    tags = list(_TAG.finditer(prompt.rpartition(_QUESTION["content"])[2]))
    for opening, closing in pairwise(tags):
        between = opening.string[opening.end() : closing.start()]
        if not between.strip() and _belong(opening[0], closing[0]):
            return ThinkingMarks(opening[0], closing[0])
    return None


def _named(source: str) -> ThinkingMarks | None:
    """Return the tags of a template whose name says what is between them."""
    named = (pair for pair in _pairs(source) if "think" in pair[0].lower())
    return next((ThinkingMarks(*pair) for pair in named), None)


def _pairs(source: str) -> Iterator[tuple[str, str]]:
    """Yield the pairs that a template's own tags can form."""
    tags = dict.fromkeys(_TAG.findall(source))
    for closing in tags:
        if closing[1] == "/":
            yield closing[0] + closing[2:], closing
        else:
            yield from ((tag, closing) for tag in tags if _belong(tag, closing))


def _belong(opening: str, closing: str) -> bool:
    """Whether two tags are a pair: <x></x>, <|x><x|>, <|START_X|><|END_X|>, [X][/X]."""
    return closing != opening and closing in (
        f"{opening[0]}/{opening[1:]}",
        f"<{opening[2:-1]}|>",
        opening.replace("START", "END"),
    )


def _begun(template: Template, marks: ThinkingMarks, switch: str, wanted: bool) -> bool:
    """Whether the prompt ends behind the opening."""
    rows = (_QUESTION,)
    end = _filled(template, rows, _asking(switch, wanted)).rpartition(_QUESTION["content"])[2]
    return end.rfind(marks.opening) > end.rfind(marks.closing)
