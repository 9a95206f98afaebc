"""Finds where on the screen an answer's tokens and its rejected drafts are drawn."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QTextBlock, QTextDocument, QTextLine

from app.core.speculation import Origin
from app.ui.chat.gaps import Gap
from app.ui.chat.passage import Passage
from app.ui.origin_style import UNDERLINE_HEIGHT

UNDERLINE_DROP = 2.0
"""Pixels from the baseline to the top of an underline."""

SPACE_BETWEEN = 1.0
"""Pixels left free behind a token, so that neighbours of one origin are told apart."""


class Chosen(NamedTuple):
    """The token that is inspected."""

    passage: Passage
    token: int


@dataclass(slots=True)
class Marks:
    """What to draw, in document coordinates; a ghost is the left end of its baseline and a gap."""

    tints: dict[Origin, list[QRectF]] = field(default_factory=dict)
    underlines: dict[Origin, list[QLineF]] = field(default_factory=dict)
    ghosts: list[tuple[QPointF, Gap]] = field(default_factory=list)
    chosen: list[QRectF] = field(default_factory=list)


class _Line(NamedTuple):
    """A line of a passage: its offsets in the source text, and where it is."""

    passage: Passage
    line: QTextLine
    block: int
    first: int
    last: int
    left: float
    baseline: float

    def x(self, offset: int) -> float:
        """Return the horizontal place of the character at `offset`, which is in this line."""
        position = self.passage.places.position(offset) - self.block
        return self.left + self.line.cursorToX(position)[0]  # pyright: ignore[reportIndexIssue]

    def box(self, left: float, right: float) -> QRectF:
        """Return the area of text between two places."""
        top = self.baseline - self.line.ascent()
        foot = self.baseline + UNDERLINE_DROP + UNDERLINE_HEIGHT
        return QRectF(left, top, right - left, foot - top)

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


def _first(gap: Gap) -> int:
    return gap.first


def find_marks(
    document: QTextDocument, passages: Sequence[Passage], area: QRectF, chosen: Chosen | None
) -> Marks:
    """Return what is to be drawn in `area`; the work is proportional to its lines."""
    marks = Marks()
    for line in _lines(document, passages, area):
        _mark(marks, line, chosen)
    return marks


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


def _mark(marks: Marks, line: _Line, chosen: Chosen | None) -> None:
    passage = line.passage
    own = chosen.token if chosen is not None and chosen.passage is passage else -1
    cuts: dict[int, float] = {}
    for gap, left in line.gaps():
        marks.ghosts.append((QPointF(left, line.baseline), gap))
        cuts[gap.first] = left
        if gap.index == own:
            marks.chosen.append(line.box(left, left + gap.width - 1))
    tokens, text = passage.entry.tokens, passage.text
    index = tokens.at(line.first)
    ends = sorted(cuts)
    behind = passage.shown_tokens()
    while index is not None and index < behind and (start := tokens.start(index)) < line.last:
        end = tokens.start(index + 1)
        first, last = max(start, line.first), min(end, line.last)
        if first < last and text[first] == " " and end > first + 1:
            first += 1
        if first < last:
            left, right = line.x(first), line.x(last)
            cut = bisect_left(ends, first)
            if cut < len(ends) and ends[cut] < last:
                right = cuts[ends[cut]]
            left, right = min(left, right), max(left, right) - SPACE_BETWEEN
            _place(marks, line, tokens.origin(index), left, right)
            if index == own:
                marks.chosen.append(line.box(left, right))
        index += 1


def _place(marks: Marks, line: _Line, origin: Origin, left: float, right: float) -> None:
    if origin is Origin.PLAIN:
        return
    marks.tints.setdefault(origin, []).append(line.box(left, right))
    under = line.baseline + UNDERLINE_DROP
    marks.underlines.setdefault(origin, []).append(QLineF(left, under, right, under))


def _lines(document: QTextDocument, passages: Sequence[Passage], area: QRectF) -> Iterator[_Line]:
    layout = document.documentLayout()
    at = layout.hitTest(QPointF(0, area.top()), Qt.HitTestAccuracy.FuzzyHit)
    block = document.findBlock(max(0, at))
    while block.isValid() and layout.blockBoundingRect(block).top() <= area.bottom():
        passage = _passage(passages, block.position())
        if passage is not None and len(passage.entry.tokens):
            yield from _lines_of(block, passage, area)
        block = block.next()


def _passage(passages: Sequence[Passage], position: int) -> Passage | None:
    """Return the passage that a block at `position` belongs to."""
    index = bisect_right(passages, position, key=lambda one: one.places.start) - 1
    if index < 0 or position > passages[index].places.end:
        return None
    return passages[index]


def _lines_of(block: QTextBlock, passage: Passage, area: QRectF) -> Iterator[_Line]:
    layout, position, places = block.layout(), block.position(), passage.places
    origin = layout.position()
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
        )
