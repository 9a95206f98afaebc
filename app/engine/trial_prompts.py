"""What a pair is asked while its settings are measured: how drafts fare depends on it."""

import json
from typing import Final

from app.core.pairs import PairSpec
from app.core.paths import embedded_target, resources
from app.core.prompt_kinds import prompt_kinds

_EVERY: Final = 4
"""Of the held-out prompts, so that all their kinds are among them."""


def trial_prompts(spec: PairSpec) -> tuple[str, ...]:
    """Return a prompt for each kind of text; for the built-in pair, which writes little else than
    stories, some of its own held-out ones."""
    if spec.target == embedded_target():
        file = resources() / "models" / "heldout_prompts.jsonl"
        lines = file.read_text(encoding="utf-8").splitlines()
        return tuple(json.loads(line)["prompt"] for line in lines[::_EVERY])
    return tuple(kind.prompts[0] for kind in prompt_kinds())
