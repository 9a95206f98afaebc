"""Dialogues: the unit in which all training text except the books is kept."""

import re
from typing import NamedTuple

_REPLACEMENTS = {
    "\u2018": "'",
    "\u2019": "'",
    "\u201c": '"',
    "\u201d": '"',
    "\u2013": "-",
    "\u2014": "-",
    "\u2026": "...",
    "\u00a0": " ",
    "\u2060": "",
    "\ufeff": "",
}


class Turn(NamedTuple):
    """One message; `role` is "user" or "model"."""

    role: str
    text: str


Dialogue = tuple[Turn, ...]


def clean(text: str) -> str:
    """Return text with plain punctuation and single spaces; line breaks are kept."""
    for old, new in _REPLACEMENTS.items():
        text = text.replace(old, new)
    text = re.sub(r"[ \t]+", " ", text)
    text = re.sub(r" ?\n ?", "\n", text)
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def sentence_case(text: str) -> str:
    """Return text with its first letter in upper case."""
    return text[:1].upper() + text[1:]


def alternate(turns: list[Turn]) -> Dialogue:
    """Merge neighbours of one role, start with the user and end with the model."""
    merged: list[Turn] = []
    for turn in turns:
        if not turn.text:
            continue
        if merged and merged[-1].role == turn.role:
            merged[-1] = Turn(turn.role, f"{merged[-1].text} {turn.text}")
        elif merged or turn.role == "user":
            merged.append(turn)
    if merged and merged[-1].role == "user":
        merged.pop()
    return tuple(merged)


def exchange(question: str, answer: str) -> Dialogue:
    """Return a dialogue of one question and one answer."""
    return (Turn("user", clean(question)), Turn("model", sentence_case(clean(answer))))
