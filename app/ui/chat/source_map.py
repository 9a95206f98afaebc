"""Where each character of a source text stands in the document that shows it."""

import re
from bisect import bisect_right

_UNEVEN = re.compile("\r\n|[\U00010000-\U0010ffff]")
"""Two characters that Qt makes one line end, and one character that is two to Qt (UTF-16)."""


class SourceMap:
    """Source offsets (Python characters) to document positions and back, of one stretch of text.

    Attributes:
        start: document position of the first character. length: characters so far.
    """

    def __init__(self, start: int) -> None:
        self.start, self.length = start, 0
        self._offsets, self._positions = [0], [start]

    def append(self, text: str) -> None:
        """Continue with text that was inserted in one piece."""
        if not text.isascii() or "\r" in text:
            for found in _UNEVEN.finditer(text):
                self._step(self.length + found.end(), -1 if found.end() - found.start() > 1 else 1)
        self.length += len(text)

    def shift(self, by: int) -> None:
        """Note that all of it stands `by` positions further on."""
        self.start += by
        self._positions = [position + by for position in self._positions]

    def _step(self, offset: int, further: int) -> None:
        position = self.position(offset) + further
        self._offsets.append(offset)
        self._positions.append(position)

    @property
    def end(self) -> int:
        """The document position behind the last character."""
        return self.position(self.length)

    def position(self, offset: int) -> int:
        """Return the document position of the character at `offset`."""
        if len(self._offsets) == 1:
            return self.start + offset
        step = bisect_right(self._offsets, offset) - 1
        return self._positions[step] + offset - self._offsets[step]

    def spot(self, offset: int) -> tuple[int, float]:
        """Return `position`, and that `offset` is at its beginning (see RenderedMap.spot)."""
        return self.position(offset), 0.0

    def offset(self, position: int) -> int:
        """Return the source offset at a document position inside the text, clipped to it."""
        step = bisect_right(self._positions, position) - 1
        if step < 0:
            return 0
        found = self._offsets[step] + position - self._positions[step]
        last = self._offsets[step + 1] if step + 1 < len(self._offsets) else self.length
        return min(found, last)
