"""Tokens as lines of text: laid out once for a width, painted as far as a replay has come."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QTextLayout,
    QTextLine,
    QTextOption,
)

from app.core.trace_runs import Kind, Run, Stand
from app.ui.theme import Theme
from app.ui.trace import marks

LINE_HEIGHT = 1.65
"""Of the font's: marks need room below."""

LONGEST_PARAGRAPH = 4000
"""Characters; a longer one is broken behind a token, or laying it out would take seconds."""

LINE_END = "\u2028"
"""Where Qt ends a line inside a paragraph."""

TINT_ALPHA = 34


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """Text up to a line's end.

    Attributes:
        first: index of its first run. starts: where in the text each of its runs begins.
    """

    layout: QTextLayout
    first: int
    starts: list[int]
    length: int


@dataclass(frozen=True, slots=True)
class _Line:
    """One line: its paragraph, and where it is from the top."""

    paragraph: _Paragraph
    line: QTextLine
    top: float


class TextFlow:
    """The runs of a trace in lines of `width`; `height` is what they need."""

    def __init__(self, runs: Sequence[Run], font: QFont, theme: Theme, width: float) -> None:
        self._runs, self._font, self._theme = runs, font, theme
        self._metrics = QFontMetricsF(font)
        self.step = self._metrics.height() * LINE_HEIGHT
        self._lines: list[_Line] = []
        self._round_ends: list[tuple[int, int]] = []
        self._tops: list[float] = []
        for first, last in _paragraphs(runs):
            self._lay_out(first, last, width)
        self._tops = [line.top for line in self._lines]
        self.height = self.step * max(1, len(self._lines))

    def _lay_out(self, first: int, last: int, width: float) -> None:
        texts = [self._runs[index].text for index in range(first, last)]
        starts = [0]
        for text in texts:
            starts.append(starts[-1] + len(text.encode("utf-16-le")) // 2)  # as Qt counts
        text = "".join(texts).removesuffix("\n").replace("\n", LINE_END)
        layout = QTextLayout(text, self._font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        paragraph = _Paragraph(layout, first, starts[:-1], starts[-1])
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            top = self.step * len(self._lines)
            line.setPosition(QPointF(0.0, top))
            self._lines.append(_Line(paragraph, line, top))
        layout.endLayout()

    def bottom_at(self, stand: Stand) -> float:
        """Return where the last line shown ends, from the top."""
        shown = bisect_right(self._runs, stand.latest, key=lambda run: run.round_index)
        if not shown:
            return self.step
        run = shown - 1
        low = bisect_right(self._lines, run, key=lambda line: line.paragraph.first) - 1
        if low < 0:
            return self.step
        paragraph = self._lines[low].paragraph
        place = run - paragraph.first
        ends = [*paragraph.starts[place + 1 : place + 2], paragraph.length]
        trailing = len(self._runs[run].text) - len(self._runs[run].text.rstrip("\n"))
        last = max(paragraph.starts[place], ends[0] - trailing - 1)
        while self._lines[low].line.textStart() > last:  # from the paragraph's last line up
            low -= 1
        return self._lines[low].top + self.step

    def round_at(self, where: QPointF) -> int | None:
        """Return the round (from 0) of the token at `where`, None where there is none."""
        index = bisect_right(self._tops, where.y()) - 1
        if index < 0 or where.y() >= self.height:
            return None
        line = self._lines[index]
        if not 0 <= where.x() <= line.line.naturalTextWidth():
            return None
        at = line.line.xToCursor(where.x(), QTextLine.CursorPosition.CursorOnCharacter)
        run = bisect_right(line.paragraph.starts, at) - 1
        return self._runs[line.paragraph.first + run].round_index

    def paint(self, painter: QPainter, stand: Stand, top: float, bottom: float) -> None:
        """Paint what of the lines between `top` and `bottom` is shown at `stand`."""
        painter.setFont(self._font)
        first = max(0, bisect_right(self._tops, top) - 1)
        for line in self._lines[first : bisect_left(self._tops, bottom)]:
            self._paint_line(painter, stand, line)

    def _paint_line(self, painter: QPainter, stand: Stand, line: _Line) -> None:
        settled: list[tuple[Run, QRectF]] = []
        drafted: list[tuple[Run, QRectF]] = []
        for run, where in self._places(line):
            if stand.shows(run):
                settled.append((run, where))
            elif stand.drafts(run):
                drafted.append((run, where))
            else:
                break
        if not stand.drafting:
            for run, where in settled:
                if run.round_index == stand.latest:
                    self._tint(painter, run, where)
        ink = {True: self._theme.rejected, False: self._theme.text}
        inks = [(ink[run.kind is Kind.REJECTED], where) for run, where in settled]
        inks += [(self._theme.muted, where) for _, where in drafted]
        self._paint_text(painter, line, inks)
        for run, where in settled:
            marks.underline(painter, run.kind, self._theme, where)
        for _, where in drafted:
            marks.draft_line(painter, self._theme, where)

    def _places(self, line: _Line) -> list[tuple[Run, QRectF]]:
        """Return the line's runs, each with the place of its letters: on the rect's bottom."""
        start, end = line.line.textStart(), line.line.textStart() + line.line.textLength()
        starts, length = line.paragraph.starts, line.paragraph.length
        baseline = line.top + line.line.ascent()
        made: list[tuple[Run, QRectF]] = []
        for place in range(max(0, bisect_right(starts, start) - 1), len(starts)):
            run_end = starts[place + 1] if place + 1 < len(starts) else length
            low, high = max(start, starts[place]), min(end, run_end)
            if starts[place] >= end and starts[place] > start:
                break
            trails = run_end > end and not line.paragraph.layout.text()[low:high].strip()
            if low > high or (trails and low > start):  # a space that wrapping swallowed
                continue
            one, other = _x(line.line, low), _x(line.line, high)
            left, right = min(one, other), max(one, other)
            height = self._metrics.ascent()
            where = QRectF(left, baseline - height, right - left, height)
            made.append((self._runs[line.paragraph.first + place], where))
        return made

    def _tint(self, painter: QPainter, run: Run, where: QRectF) -> None:
        tint = marks.colour(run.kind, self._theme)
        tint.setAlpha(TINT_ALPHA)
        painter.fillRect(where.adjusted(0, -2, 0, self._metrics.descent() + 1), tint)

    def _paint_text(
        self, painter: QPainter, line: _Line, inks: Sequence[tuple[str, QRectF]]
    ) -> None:
        """Paint the line's text where `inks` are, in their colours."""
        for colour, left, right in _joined(inks):
            painter.save()
            painter.setClipRect(
                QRectF(left, line.top - 2, right - left, self.step), Qt.ClipOperation.IntersectClip
            )
            painter.setPen(QColor(colour))
            line.line.draw(painter, QPointF(0.0, 0.0))
            painter.restore()


def _joined(inks: Sequence[tuple[str, QRectF]]) -> list[tuple[str, float, float]]:
    """Return (colour, left, right), neighbours of one colour together."""
    made: list[tuple[str, float, float]] = []
    for colour, where in inks:
        if made and made[-1][0] == colour and abs(made[-1][2] - where.left()) < 0.5:
            made[-1] = (colour, made[-1][1], where.right())
        else:
            made.append((colour, where.left(), where.right()))
    return made


def _x(line: QTextLine, position: int) -> float:
    """Return where the letter at `position` begins (PySide returns the position too)."""
    found: Any = line.cursorToX(position)
    return float(found[0] if isinstance(found, tuple) else found)


def _paragraphs(runs: Sequence[Run]) -> list[tuple[int, int]]:
    """Return (first, last + 1) of the runs of each paragraph."""
    found: list[tuple[int, int]] = []
    first = length = 0
    for index, run in enumerate(runs):
        length += len(run.text)
        if run.text.endswith("\n") or length > LONGEST_PARAGRAPH:
            found.append((first, index + 1))
            first, length = index + 1, 0
    if first < len(runs):
        found.append((first, len(runs)))
    return found
