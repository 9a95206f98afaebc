"""The GGUF's own chat template, rendered in Jinja's sandbox."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cached_property
from typing import Any, Final, NoReturn

import jinja2
import jinja2.meta
from jinja2.ext import Extension
from jinja2.nodes import Node
from jinja2.parser import Parser
from jinja2.sandbox import ImmutableSandboxedEnvironment

from app.core.errors import AppError
from app.core.messages import Message
from app.core.thinking import Thinking
from app.engine.template_thinking import read_thinking

REFUSALS: Final = (jinja2.TemplateError, TypeError, ValueError, ArithmeticError)
"""What rendering a stranger's template may raise."""

THINKING_FIELDS: Final = ("reasoning_content", "reasoning", "thinking")
"""What templates call the thinking of an earlier answer."""


class _Generation(Extension):
    """{% generation %}: marks an assistant's words for those who train; here it is only text."""

    tags = {"generation"}  # noqa: RUF012 - as Jinja declares it

    def parse(self, parser: Parser) -> list[Node]:
        """Return what stands inside."""
        next(parser.stream)
        return parser.parse_statements(("name:endgeneration",), drop_needle=True)


class ChatTemplate:
    """Turns a conversation into the text the target was trained on.

    Raises AppError for a missing or broken template.

    Attributes:
        source: as it stands in the file. variables: those it reads and does not set.
    """

    def __init__(self, source: str | None, *, bos: str, eos: str) -> None:
        self._bos = bos
        self._eos = eos
        if source is None:
            raise AppError(
                "This model has no chat template, so it was not made for chatting.",
                "Choose an instruction-tuned model (often named -it or -instruct), or use "
                "`foretoken generate --raw` to have it continue a text.",
            )
        environment: Any = ImmutableSandboxedEnvironment(
            trim_blocks=True,
            lstrip_blocks=True,
            extensions=["jinja2.ext.loopcontrols", _Generation],
        )
        environment.filters["tojson"] = _to_json
        environment.globals["raise_exception"] = _refuse
        environment.globals["strftime_now"] = _strftime_now
        self.source = source
        try:
            parsed = environment.parse(source)
            self.variables: frozenset[str] = frozenset(
                jinja2.meta.find_undeclared_variables(parsed)
            )
            self._template = environment.from_string(parsed)
        except jinja2.TemplateError as problem:
            raise AppError(
                f"The model's chat template cannot be read: {problem}.",
                "Choose another file of this model.",
            ) from problem

    @cached_property
    def thinking(self) -> Thinking | None:
        """What it says about thinking; None for a target that does not think."""
        return read_thinking(self)

    @cached_property
    def _thinking_fields(self) -> tuple[str, ...]:
        return tuple(name for name in THINKING_FIELDS if name in self.source)

    def render(self, messages: Sequence[Message], *, thinking: bool | None = None) -> str:
        """Return the prompt that asks for the next assistant turn; `thinking` None asks neither
        for thinking nor against it."""
        about = self.thinking
        variables = (
            {about.switch: thinking} if about and about.switch and thinking is not None else {}
        )
        try:
            return self.fill([self._row(message) for message in messages], variables)
        except REFUSALS as problem:
            raise AppError(
                f"The model's chat template refuses this conversation: {problem}.",
                "Start a new conversation; some models allow no system message.",
            ) from problem

    def fill(
        self,
        rows: Sequence[Mapping[str, Any]],
        variables: Mapping[str, Any],
        *,
        ask: bool = True,
    ) -> str:
        """Render messages as they are, with a generation prompt if `ask`. Raises REFUSALS."""
        return self._template.render(
            {
                "messages": rows,
                "add_generation_prompt": ask,
                "bos_token": self._bos,
                "eos_token": self._eos,
                **variables,
            }
        )

    def stays(self, messages: Sequence[Message], text: str, *, thinking: bool | None) -> int:
        """Return how much of `text`, the prompt of `messages`, the next turn's will begin with.

        What a template writes to begin an answer it may leave out of that answer's later prompt.
        """
        answered = (*messages, Message("assistant", "."), Message("user", "."))
        try:
            later = self.render(answered, thinking=thinking)
        except AppError:
            return len(text)
        same = zip(text, later, strict=False)
        return next((at for at, (one, other) in enumerate(same) if one != other), len(text))

    def _row(self, message: Message) -> dict[str, str]:
        row = {"role": message.role, "content": message.content}
        if message.thinking:
            row |= dict.fromkeys(self._thinking_fields, message.thinking)
        return row


def _refuse(message: str) -> NoReturn:
    raise jinja2.TemplateError(message)


def _to_json(value: Any, indent: int | None = None, **_: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=indent)


def _strftime_now(pattern: str) -> str:
    return datetime.now().strftime(pattern)
