"""Where the values inside a large JSON text lie, found without parsing it.

The text may be a memory map: only what is looked at is read.
"""

import re
from collections.abc import Iterator
from mmap import mmap
from typing import Final

_TOKEN: Final = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"?|[\[\]{},:]', re.DOTALL)
"""Also a string that never ends: looking for its end again from every quote would take forever."""

_SPACE: Final = re.compile(rb"[ \t\r\n]*+")

Text = bytes | mmap
Span = tuple[int, int]
"""Where a value begins, and where what follows it does."""


class CutError(Exception):
    """The text ends inside the value of `name` ("" in a list), which begins at `begin`."""

    def __init__(self, name: bytes, begin: int) -> None:
        super().__init__(name, begin)
        self.name, self.begin = name, begin


def first_letter(data: Text, start: int = 0) -> tuple[int, bytes]:
    """Return where the first letter that is no space stands, and that letter, b"" at the end."""
    found = _SPACE.match(data, start)
    at = found.end() if found is not None else start
    return at, data[at : at + 1]


def elements(data: Text, start: int) -> Iterator[Span]:
    """Yield the elements of the list that begins at `start`. Raises CutError."""
    for _, span in _values(data, start):
        yield span


def members(data: Text, start: int) -> Iterator[tuple[bytes, Span]]:
    """Yield the names, quoted as they stand there, and values of the object at `start`.

    Raises CutError.
    """
    return _values(data, start)


def _values(data: Text, start: int) -> Iterator[tuple[bytes, Span]]:
    depth, begin, name = 0, start + 1, b""
    last = (start, start)
    for token in _TOKEN.finditer(data, start):
        letter, at = data[token.start() : token.start() + 1], token.start()
        if letter in b"[{":
            depth += 1
        elif depth == 1 and letter == b":":
            name, begin = data[last[0] : last[1]], at + 1
        elif letter in b"]}" or (letter == b"," and depth == 1):
            if depth == 1:
                first, found = first_letter(data, begin)
                if first < at and found:
                    yield name, (first, at)
                name, begin = b"", at + 1
            if letter != b",":
                depth -= 1
                if depth == 0:
                    return
        last = token.span()
    raise CutError(name, first_letter(data, begin)[0])
