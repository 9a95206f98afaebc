"""Every kind of text is asked for; the built-in pair is asked for its own."""

from pathlib import Path

from app.core.pairs import PairSpec
from app.core.paths import embedded_target
from app.core.prompt_kinds import prompt_kinds
from app.engine.trial_prompts import trial_prompts


def test_one_prompt_of_each_kind() -> None:
    asked = trial_prompts(PairSpec(Path("t.gguf")))
    assert len(asked) == len(prompt_kinds())
    assert all(prompt in kind.prompts for prompt, kind in zip(asked, prompt_kinds(), strict=True))


def test_the_built_in_pair_is_asked_for_stories() -> None:
    asked = trial_prompts(PairSpec(embedded_target()))
    assert len(asked) >= 4
    assert any("story" in prompt for prompt in asked)
