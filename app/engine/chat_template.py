"""The GGUF's own chat template, rendered in Jinja's sandbox."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any, NoReturn

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment

from app.core.errors import AppError
from app.core.messages import Message


class ChatTemplate:
    """Turns a conversation into the text the target was trained on.

    Raises AppError for a missing or broken template.
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
            trim_blocks=True, lstrip_blocks=True, extensions=["jinja2.ext.loopcontrols"]
        )
        environment.filters["tojson"] = _to_json
        environment.globals["raise_exception"] = _refuse
        environment.globals["strftime_now"] = _strftime_now
        try:
            self._template = environment.from_string(source)
        except jinja2.TemplateError as problem:
            raise AppError(
                f"The model's chat template cannot be read: {problem}.",
                "Choose another file of this model.",
            ) from problem

    def render(self, messages: Sequence[Message]) -> str:
        """Return the prompt that asks for the next assistant turn."""
        try:
            return self._template.render(
                messages=[{"role": m.role, "content": m.content} for m in messages],
                add_generation_prompt=True,
                bos_token=self._bos,
                eos_token=self._eos,
            )
        except (jinja2.TemplateError, TypeError, ValueError, ArithmeticError) as problem:
            raise AppError(
                f"The model's chat template refuses this conversation: {problem}.",
                "Start a new conversation; some models allow no system message.",
            ) from problem


def _refuse(message: str) -> NoReturn:
    raise jinja2.TemplateError(message)


def _to_json(value: Any, indent: int | None = None, **_: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=indent)


def _strftime_now(pattern: str) -> str:
    return datetime.now().strftime(pattern)
