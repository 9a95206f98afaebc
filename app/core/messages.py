"""What a conversation is made of."""

from dataclasses import dataclass
from typing import Literal

Role = Literal["system", "user", "assistant"]


@dataclass(frozen=True, slots=True)
class Message:
    """One turn's text as its author left it, before any chat template.

    Attributes:
        thinking: what an answer's author thought before it; no part of `content`.
    """

    role: Role
    content: str
    thinking: str = ""
