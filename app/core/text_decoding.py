"""Bytes of a file as text: which encoding it is in, or that it is none."""

import codecs
from dataclasses import dataclass
from typing import Final

LATIN_NOTE: Final = "It is not in UTF-8, so it was read as Latin-1; some letters may be wrong."

_MARKS: Final = (  # UTF-32 first: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NO_TEXT: Final = frozenset(range(32)) - frozenset(b"\t\n\v\f\r\x1b")
"""Control characters that text files do not hold; Esc colours logs of terminals."""


class BinaryError(Exception):
    """These bytes are no text."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text with line ends of one letter; `note` says what may surprise, else ""."""

    text: str
    note: str = ""


def decode_text(data: bytes) -> Decoded:
    """Return the text: UTF-8, what a byte order mark says, else Latin-1 with a note.

    Latin-1 is taken as Windows does (windows-1252), where its letters are. Raises BinaryError.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return Decoded(_one_letter_ends(data.decode(encoding)))
            except UnicodeDecodeError as problem:
                raise BinaryError from problem
    if not _NO_TEXT.isdisjoint(data):
        raise BinaryError
    try:
        return Decoded(_one_letter_ends(data.decode("utf-8")))
    except UnicodeDecodeError:
        pass
    try:
        text = data.decode("windows-1252")
    except UnicodeDecodeError:
        text = data.decode("latin-1")
    return Decoded(_one_letter_ends(text), LATIN_NOTE)


def _one_letter_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
