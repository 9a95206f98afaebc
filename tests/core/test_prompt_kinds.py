"""The built-in prompts are there, of every kind, and differ."""

from app.core.prompt_kinds import prompt_kinds


def test_seven_kinds_of_prompts() -> None:
    kinds = prompt_kinds()
    names = ["chat", "code", "code edit", "summary", "list", "translation", "maths"]
    assert [kind.name for kind in kinds] == names
    prompts = [prompt for kind in kinds for prompt in kind.prompts]
    assert len(set(prompts)) == len(prompts) == 21
    assert all(prompt.strip() == prompt for prompt in prompts)
