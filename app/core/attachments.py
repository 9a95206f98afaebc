"""Files sent along with a question: as values, and as the text that the model reads."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

MAX_CHARACTERS: Final = 4_000_000
"""Of one file: about a million tokens, more than any context holds."""

NAME_LETTERS: Final = 120
BYTES_PER_TOKEN: Final = 4
"""Of English text and today's vocabularies, roughly."""

_WORDS: Final = re.compile(r"[A-Za-z0-9+#_-]{1,20}")
_FENCE: Final = re.compile(r"^ {0,3}(`{3,})", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file's text.

    Attributes:
        name: of the file, without its folder. size: of the file in bytes.
        note: how it was read, where that may surprise; one sentence, else "".
    """

    name: str
    text: str
    size: int = 0
    note: str = ""


def shown_name(name: str) -> str:
    """Return a file name that fits on a line: no line ends, nothing invisible, not too long."""
    clean = "".join(letter if letter.isprintable() else "_" for letter in name)
    if len(clean) <= NAME_LETTERS:
        return clean
    suffix = PurePath(clean).suffix[:20]
    return clean[: NAME_LETTERS - 1 - len(suffix)] + "…" + suffix


def fenced(name: str, text: str) -> str:
    """Return a file as Markdown: its name, then its text in a fence that it cannot close."""
    longest = max((len(ticks) for ticks in _FENCE.findall(text)), default=2)
    fence = "`" * max(3, longest + 1)
    language = PurePath(name).suffix[1:].lower()
    word = language if _WORDS.fullmatch(language) else ""
    end = "" if text.endswith("\n") else "\n"
    return f"{shown_name(name)}:\n{fence}{word}\n{text}{end}{fence}"


def with_attachments(question: str, attachments: Iterable[tuple[str, str]]) -> str:
    """Return what the model reads: the files, (name, text) each, then the question."""
    files = [fenced(name, text) for name, text in attachments]
    return "\n\n".join([*files, question] if question else files)


def estimated_tokens(text: str) -> int:
    """Return about how many tokens a text has, until a tokeniser says exactly."""
    return -(-len(text.encode("utf-8", errors="replace")) // BYTES_PER_TOKEN)
