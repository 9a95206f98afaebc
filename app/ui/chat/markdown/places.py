"""Where rendered text stands in its source: characters that Markdown swallows stand nowhere."""

import re
from bisect import bisect_right
from dataclasses import dataclass

_WIDE = re.compile("[\U00010000-\U0010ffff]")
"""Characters that are two to Qt (UTF-16)."""


def width(text: str) -> int:
    """Return how many positions of a document a text takes."""
    return len(text) if text.isascii() else len(text) + len(_WIDE.findall(text))


@dataclass(slots=True)
class _Stretch:
    """Source characters and document positions that belong together.

    Attributes:
        even: whether they are as many, each one in its place.
    """

    offset: int
    length: int
    position: int
    width: int
    even: bool


class RenderedMap:
    """Source offsets (Python characters) to document positions and back, of one passage.

    Attributes:
        start: document position of its first character. end: behind its last one.
        length: characters of its source, those that are not shown too.
    """

    def __init__(self, start: int) -> None:
        self.start = self.end = start
        self.length = 0
        self._stretches: list[_Stretch] = []
        self._offsets: list[int] = []
        self._positions: list[int] = []

    def add(self, position: int, text: str, start: int, end: int) -> None:
        """Note that `text`, made of the source from `start` to `end`, was put at `position`."""
        if end - start != len(text):
            self._add(_Stretch(start, end - start, position, width(text), even=False))
            return
        at = 0
        if not text.isascii():
            for found in _WIDE.finditer(text):
                position = self._even(start, at, found.start(), position)
                self._add(_Stretch(start + found.start(), 1, position, 2, even=False))
                position, at = position + 2, found.end()
        self._even(start, at, len(text), position)

    def _even(self, start: int, first: int, last: int, position: int) -> int:
        if last > first:
            count = last - first
            self._add(_Stretch(start + first, count, position, count, even=True))
        return position + last - first

    def _add(self, one: _Stretch) -> None:
        last = self._stretches[-1] if self._stretches else None
        behind = (
            last is not None
            and last.even
            and one.even
            and last.offset + last.length == one.offset
            and last.position + last.width == one.position
        )
        if behind and last is not None:
            last.length += one.length
            last.width += one.width
        else:
            self._stretches.append(one)
            self._offsets.append(one.offset)
            self._positions.append(one.position)
        self.end = max(self.end, one.position + one.width)
        self.length = max(self.length, one.offset + one.length)

    def reach(self, length: int) -> None:
        """Note that the source has come to `length` characters, shown or not."""
        self.length = length

    def cut(self, position: int) -> None:
        """Forget what stands at `position` and behind it."""
        while self._positions and self._positions[-1] >= position:
            self._stretches.pop()
            self._offsets.pop()
            self._positions.pop()
        if self._stretches:
            last = self._stretches[-1]
            last.width = min(last.width, position - last.position)
            if last.even:
                last.length = last.width
            self.end, self.length = last.position + last.width, last.offset + last.length
        else:
            self.end, self.length = self.start, 0

    def position(self, offset: int) -> int:
        """Return the document position of the character at `offset`, or of the next one shown."""
        at = bisect_right(self._offsets, offset) - 1
        if at >= 0:
            one = self._stretches[at]
            if offset <= one.offset + one.length:
                by = offset - one.offset
                if one.even:
                    return one.position + by
                return one.position + (one.width if by and by == one.length else 0)
        return self._positions[at + 1] if at + 1 < len(self._positions) else self.end

    def offset(self, position: int) -> int:
        """Return the source offset at a document position, clipped to the passage.

        At its start and end this is the start and end of the source, what is not shown included.
        """
        if position <= self.start:
            return 0
        if position >= self.end:
            return self.length
        at = bisect_right(self._positions, position) - 1
        if at < 0:
            return 0
        one = self._stretches[at]
        by = position - one.position
        if by <= one.width:
            return one.offset + (by if one.even else one.length * (by >= one.width))
        return self._offsets[at + 1] if at + 1 < len(self._offsets) else self.length
