"""Prompts to begin with, from the held-out ones shipped beside the embedded pair."""

import json
from pathlib import Path

from PySide6.QtCore import QCoreApplication

MAX_EXAMPLES = 3
MAX_LENGTH = 72


def example_prompts(file: Path) -> list[str]:
    """Return a few short prompts of `file` (JSON lines with a "prompt"), or our own without it."""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    found: list[str] = []
    for line in lines:
        text = _prompt(line)
        if text and len(text) <= MAX_LENGTH and "\n" not in text and text not in found:
            found.append(text)
        if len(found) == MAX_EXAMPLES:
            break
    return found or _own()


def _prompt(line: str) -> str:
    try:
        row = json.loads(line)
    except ValueError:
        return ""
    if isinstance(row, str):
        return row
    value = (row.get("prompt") or row.get("text")) if isinstance(row, dict) else None
    return value if isinstance(value, str) else ""


def _own() -> list[str]:
    return [
        QCoreApplication.translate("examples", "Tell me a short story about a harbour at dawn."),
        QCoreApplication.translate("examples", "Why is the sky blue?"),
        QCoreApplication.translate("examples", "Write three sentences about the sea."),
    ]
