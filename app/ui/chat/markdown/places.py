"""Where rendered text stands in its source: characters that Markdown swallows stand nowhere."""

import re
from bisect import bisect_left, bisect_right
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
        self._moved = 0  # by how much all has moved since it was noted
        self._stretches: list[_Stretch] = []
        self._offsets: list[int] = []
        self._positions: list[int] = []

    def add(self, position: int, text: str, start: int, end: int) -> None:
        """Note that `text`, made of the source from `start` to `end`, was put at `position`."""
        position -= self._moved
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
        self.end = max(self.end, one.position + one.width + self._moved)
        self.length = max(self.length, one.offset + one.length)

    def reach(self, length: int) -> None:
        """Note that the source has come to `length` characters, shown or not."""
        self.length = length

    def shift(self, by: int) -> None:
        """Note that all of it stands `by` positions further on."""
        self._moved += by
        self.start += by
        self.end += by

    def cut(self, position: int) -> None:
        """Forget what stands at `position` and behind it."""
        position -= self._moved
        while self._positions and self._positions[-1] >= position:
            self._stretches.pop()
            self._offsets.pop()
            self._positions.pop()
        if self._stretches:
            last = self._stretches[-1]
            last.width = min(last.width, position - last.position)
            if last.even:
                last.length = last.width
            self.end = last.position + last.width + self._moved
            self.length = last.offset + last.length
        else:
            self.end, self.length = self.start, 0

    def position(self, offset: int) -> int:
        """Return the document position of the character at `offset`, or of the next one shown."""
        return self.spot(offset)[0]

    def spot(self, offset: int) -> tuple[int, float]:
        """Return `position`, and how far into what stands there `offset` is.

        That is above 0 within a formula, for one character of the document shows all its source.
        """
        at = bisect_right(self._offsets, offset) - 1
        if at >= 0:
            one = self._stretches[at]
            by = offset - one.offset
            place = one.position + self._moved
            if one.even and by <= one.length:
                return place + by, 0.0
            if by < one.length:
                return place, by / one.length
            if by == one.length:
                return place + (one.width if by else 0), 0.0
        behind = at + 1 < len(self._positions)
        return self._positions[at + 1] + self._moved if behind else self.end, 0.0

    def offset(self, position: int) -> int:
        """Return the source offset at a document position, clipped to the passage.

        At its start and end this is the start and end of the source, what is not shown included.
        """
        if position <= self.start:
            return 0
        if position >= self.end:
            return self.length
        position -= self._moved
        at = bisect_right(self._positions, position) - 1
        if at < 0:
            return 0
        one = self._stretches[at]
        by = position - one.position
        if by <= one.width:
            return one.offset + (by if one.even else one.length * (by >= one.width))
        return self._offsets[at + 1] if at + 1 < len(self._offsets) else self.length

    def letter_before(self, offset: int) -> int | None:
        """Return the offset of the last character before `offset` that is shown as it is."""
        at = bisect_right(self._offsets, offset - 1) - 1
        while at >= 0:
            one = self._stretches[at]
            if one.length and (one.even or (one.length, one.width) == (1, 2)):
                return min(offset, one.offset + one.length) - 1
            at -= 1
        return None

    def edges(self, first: int, last: int) -> tuple[int, int, int, int]:
        """Return where the source of a selection may begin and end: outermost, inner, inner, outer.

        `first` and `last` are document positions. Between an outermost and an inner edge stands
        what is not shown; there is none where the selection begins or ends within a stretch.
        """
        start, end = self.offset(first), self.offset(last)
        before, behind = start, end
        at = bisect_left(self._positions, first - self._moved)
        if at < len(self._positions) and self._positions[at] == first - self._moved:
            one = self._stretches[at]
            start = max(start, one.offset)
            if one.position + one.width <= last - self._moved:
                before = self._behind(at - 1)
        at = bisect_left(self._positions, last - self._moved) - 1
        if at >= 0 and self._behind(at) <= end and self._positions[at] >= first - self._moved:
            end = self._behind(at)
            behind = self._offsets[at + 1] if at + 1 < len(self._offsets) else self.length
        return min(before, start), start, max(start, end), max(behind, end, start)

    def _behind(self, at: int) -> int:
        return self._stretches[at].offset + self._stretches[at].length if at >= 0 else 0
