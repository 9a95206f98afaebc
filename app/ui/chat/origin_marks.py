"""Finds where on the screen an answer's tokens and its rejected drafts are drawn."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QAbstractTextDocumentLayout, QTextBlock, QTextDocument, QTextLine

from app.core.speculation import Origin
from app.ui.chat.gaps import Gap
from app.ui.chat.line_marks import LineMarks, box
from app.ui.chat.passage import Passage
from app.ui.origin_style import UNDERLINE_HEIGHT

LINES_KEPT = 500
"""Lines of an answer whose marks are remembered: several screens full."""

SPACE_BETWEEN = 1.0
"""Pixels left free behind a token, so that neighbours of one origin are told apart."""


class Chosen(NamedTuple):
    """The token that is inspected."""

    passage: Passage
    token: int


class FramedMarks(NamedTuple):
    """A line's marks, and the frames of the chosen token."""

    marks: LineMarks
    chosen: Sequence[QRectF]


class _Line(NamedTuple):
    """A line of a passage: its offsets in the source text, and where it is."""

    passage: Passage
    line: QTextLine
    block: int
    first: int
    last: int
    left: float
    baseline: float
    ascent: float

    def x(self, offset: int) -> float:
        """Return the horizontal place of the character at `offset`, which is in this line."""
        position, part = self.passage.places.spot(offset)
        start, length = self.line.textStart(), self.line.textLength()
        place = min(max(position - self.block, start), start + length)
        left: float = self.line.cursorToX(place)[0]  # pyright: ignore[reportIndexIssue]
        if part and place < start + length:
            left += part * (self.line.cursorToX(place + 1)[0] - left)  # pyright: ignore[reportIndexIssue]
        return self.left + left

    def extent(self, token: int, cuts: Sequence[tuple[int, float]]) -> tuple[float, float] | None:
        """Return the left and right edge of a token's part of this line, None for none.

        A leading space is left out, and the gap that a token's last letter leaves behind it.
        """
        tokens = self.passage.entry.tokens
        start, end = tokens.start(token), tokens.start(token + 1)
        first, last = max(start, self.first), min(end, self.last)
        if first < last and end > first + 1 and self.passage.text[first] in " \n":
            first += 1
        if first >= last:
            return None
        cut = bisect_left(cuts, (first,))
        left = self.x(first)
        right = cuts[cut][1] if cut < len(cuts) and cuts[cut][0] < last else self.x(last)
        edges = min(left, right), max(left, right) - SPACE_BETWEEN
        return edges if edges[0] < edges[1] else None  # else Markdown has swallowed it

    def gaps(self) -> Iterator[tuple[Gap, float]]:
        """Yield each gap of this line with its left edge."""
        items = self.passage.gaps.items
        opens = self.passage.places.position(self.first) == self.block
        for index in range(bisect_left(items, self.first, key=_first), len(items)):
            gap = items[index]
            if gap.first > self.last or (gap.first == self.last and gap.end > gap.first):
                return
            if gap.end > gap.first:
                yield gap, max(self.x(gap.first), self.x(gap.end)) - gap.width
            elif opens and gap.first == self.first:
                yield gap, self.x(gap.end) - gap.width


def _cuts(gaps: Sequence[tuple[Gap, float]]) -> list[tuple[int, float]]:
    """Return (offset, left edge of the gap behind it) of each character that has a gap."""
    return [(gap.first, left) for gap, left in gaps if gap.end > gap.first]


def _first(gap: Gap) -> int:
    return gap.first


def find_marks(
    document: QTextDocument, passages: Sequence[Passage], area: QRectF, chosen: Chosen | None
) -> Iterator[FramedMarks]:
    """Yield what is to be drawn in `area`, line by line."""
    for line in _lines(document, passages, area):
        own = chosen is not None and chosen.passage is line.passage
        frames = _frames(line, chosen.token) if chosen is not None and own else ()
        yield FramedMarks(_marks(line), frames)


def token_at(document: QTextDocument, passages: Sequence[Passage], point: QPointF) -> Chosen | None:
    """Return the token at a place in the document; a rejected draft gives what replaced it."""
    area = QRectF(point.x(), point.y(), 1, 1)
    for line in _lines(document, passages, area):
        for gap, left in line.gaps():
            if left <= point.x() < left + gap.width:
                return Chosen(line.passage, gap.index)
        if not 0 <= point.x() - line.left <= line.line.x() + line.line.naturalTextWidth():
            continue
        place = line.line.xToCursor(
            point.x() - line.left, QTextLine.CursorPosition.CursorOnCharacter
        )
        index = line.passage.entry.tokens.at(line.passage.places.offset(line.block + place))
        if index is not None and index < line.passage.shown_tokens():
            return Chosen(line.passage, index)
    return None


def _marks(line: _Line) -> LineMarks:
    """Return a line's marks, from memory if it has been drawn and nothing can have moved in it."""
    passage = line.passage
    settled = passage.ended or line.last < passage.places.length
    kept = passage.line_marks.get((line.first, line.last)) if settled else None
    if kept is not None and kept.baseline == line.baseline:
        return kept
    marks = _measured(line)
    if settled:
        if len(passage.line_marks) >= LINES_KEPT:
            passage.line_marks.clear()
        passage.line_marks[line.first, line.last] = marks
    return marks


def _measured(line: _Line) -> LineMarks:
    marks, tokens = LineMarks(line.baseline), line.passage.entry.tokens
    gaps = list(line.gaps())
    marks.ghosts.extend((left, gap) for gap, left in gaps)
    cuts = _cuts(gaps)
    token, behind = tokens.at(line.first), line.passage.shown_tokens()
    while token is not None and token < behind and tokens.start(token) < line.last:
        origin = tokens.origin(token)
        extent = line.extent(token, cuts) if origin is not Origin.PLAIN else None
        if extent is not None:
            marks.add(origin, *extent, line.ascent)
        token += 1
    return marks


def _frames(line: _Line, token: int) -> list[QRectF]:
    """Return where a token is in a line, and what was rejected in its favour."""
    gaps = list(line.gaps())
    places = [(x, x + gap.width - SPACE_BETWEEN) for gap, x in gaps if gap.index == token]
    extent = line.extent(token, _cuts(gaps))
    if extent is not None:
        places.append(extent)
    return [box(left, right, line.baseline, line.ascent) for left, right in places]


def _lines(document: QTextDocument, passages: Sequence[Passage], area: QRectF) -> Iterator[_Line]:
    layout = document.documentLayout()
    at = layout.hitTest(QPointF(0, area.top()), Qt.HitTestAccuracy.FuzzyHit)
    block = document.findBlock(max(0, at))
    while block.isValid() and layout.blockBoundingRect(block).top() <= area.bottom():
        passage = _passage(passages, block.position())
        if passage is not None and len(passage.entry.tokens):
            yield from _lines_of(layout, block, passage, area)
        block = block.next()


def _passage(passages: Sequence[Passage], position: int) -> Passage | None:
    """Return the passage that a block at `position` belongs to."""
    index = bisect_right(passages, position, key=lambda one: one.places.start) - 1
    if index < 0 or position > passages[index].places.end:
        return None
    return passages[index]


def _lines_of(
    document_layout: QAbstractTextDocumentLayout, block: QTextBlock, passage: Passage, area: QRectF
) -> Iterator[_Line]:
    layout, position, places = block.layout(), block.position(), passage.places
    origin = document_layout.blockBoundingRect(block).topLeft()  # in tables too
    count = layout.lineCount()
    begin = bisect_left(
        range(count),
        area.top() - origin.y() - UNDERLINE_HEIGHT,
        key=lambda number: layout.lineAt(number).rect().bottom(),
    )
    for number in range(begin, count):
        line = layout.lineAt(number)
        top = origin.y() + line.y()
        if top > area.bottom():
            return
        first = position + line.textStart()
        yield _Line(
            passage,
            line,
            position,
            places.offset(first),
            places.offset(min(first + line.textLength(), places.end)),
            origin.x(),
            round(top + line.ascent()),  # whole pixels keep underlines sharp
            line.ascent(),
        )
