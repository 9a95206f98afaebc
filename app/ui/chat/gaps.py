"""Room for rejected drafts between the words of an answer, without a character of their own."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from app.core.token_map import TokenMap, visible

_LINE_ENDS = "\n\r\u2029"
_JOINER = "\u200d"


@dataclass(slots=True)
class Gap:
    """Rejected draft tokens beside what replaced them.

    Attributes:
        first, end: source offsets of the character that they are drawn behind; equal at the start
            of a line. index: of the token that replaced them.
        text: all of them. number: of the first one, among the answer's rejections.
        drawn, width: as much as there is room for, and that room in pixels.
    """

    first: int
    end: int
    index: int
    text: str
    number: int
    drawn: str = ""
    width: float = 0.0


GapPlace = Callable[[str, int], tuple[int, int]]
"""Says behind which character a gap in a text stands, see `gap_place`."""


class Gaps:
    """The gaps of one answer, in order, as far as its text is shown."""

    def __init__(self, tokens: TokenMap, place: GapPlace) -> None:
        self._tokens, self._place = tokens, place
        self._taken = 0
        self.items: list[Gap] = []

    def advance(self, text: str, *, ended: bool) -> list[Gap]:
        """Take what was rejected within `text`, all of that is shown; return the gaps this changes.

        What was rejected at its very end waits for the token that replaced it, unless `ended`.
        """
        reach = len(text) + ended
        changed: list[Gap] = []
        while self._taken < self._tokens.rejections:
            one = self._tokens.rejection(self._taken)
            if one.offset >= reach:
                break
            self._taken += 1
            first, end = self._place(text, one.offset)
            words = visible(one.text)
            last = self.items[-1] if self.items else None
            if last is not None and (last.first, last.end) == (first, end):
                last.text += words
                last.index = one.index
            else:
                last = Gap(first, end, one.index, words, self._taken - 1)
                self.items.append(last)
            if not changed or changed[-1] is not last:
                changed.append(last)
        return changed

    def pass_over(self, offset: int) -> None:
        """Leave out what was rejected before `offset`: that text is not shown."""
        rejections = self._tokens.rejections
        while self._taken < rejections and self._tokens.rejection(self._taken).offset < offset:
            self._taken += 1

    def rewind(self, offset: int) -> None:
        """Forget the gaps at `offset` and behind it, whose room is gone."""
        while self.items and self.items[-1].first >= offset:
            self._taken = self.items.pop().number


def gap_place(text: str, offset: int) -> tuple[int, int]:
    """Return (first, end) of the visible character that a gap at `offset` follows.

    Spaces before it are passed over, for they may hang beyond the edge at the end of a line;
    characters drawn as one are never parted.
    """
    end = offset
    while end < len(text) and _joins(text[end]):
        end += 1
    while end > 0 and text[end - 1] in " \t":
        end -= 1
    if end == 0 or text[end - 1] in _LINE_ENDS:
        return end, end
    first = end - 1
    while first > 0 and (_joins(text[first]) or text[first - 1] == _JOINER):
        first -= 1
    return first, end


def _joins(character: str) -> bool:
    """Whether it is drawn onto the character before it."""
    if character.isascii():
        return False
    modifier = "\U0001f3fb" <= character <= "\U0001f3ff"  # skin tones
    return character == _JOINER or modifier or unicodedata.category(character).startswith("M")
