"""Prompt files: JSON lines as benchmarks publish them, or one prompt a line."""

import json
from pathlib import Path
from typing import Any

from app.core import paths
from app.core.errors import AppError


def read_prompts(path: Path | None) -> tuple[str, ...]:
    """Return the prompts of a file, or the embedded pair's held-out ones. Raises AppError.

    A line is {"prompt": TEXT}, {"turns": [TEXT, ...]} (MT-Bench; the first is used) or plain text.
    """
    path = path or paths.resources() / "models" / "heldout_prompts.jsonl"
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as problem:
        raise AppError(f"{path} cannot be read: {problem}.", "Name a text file.") from problem
    prompts = tuple(_prompt(line) for line in lines if line.strip())
    if not prompts:
        raise AppError(f"{path} holds no prompt.", "Write one prompt a line.")
    return prompts


def _prompt(line: str) -> str:
    try:
        row: Any = json.loads(line)
    except ValueError:
        return line.strip()
    match row:
        case {"prompt": str(text)} | {"turns": [str(text), *_]}:
            return text
        case _:
            return line.strip()
