"""The built-in prompts, by the kind of text they ask for: how well drafts fare depends on it."""

import json
from dataclasses import dataclass
from functools import cache

from app.core.paths import resources


@dataclass(frozen=True, slots=True)
class PromptKind:
    """Prompts that ask for one kind of text; `name` is what a command line calls it."""

    name: str
    prompts: tuple[str, ...]


@cache
def prompt_kinds() -> tuple[PromptKind, ...]:
    """Return the kinds of resources/prompts/kinds.json, in its order."""
    content = json.loads((resources() / "prompts" / "kinds.json").read_text(encoding="utf-8"))
    return tuple(PromptKind(one["id"], tuple(one["prompts"])) for one in content["kinds"])
