"""Bars of several parts, one bar a round: the last rounds of the answer."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from app.ui.speed.chart import Chart
from app.ui.speed.inks import Ink

MAX_BARS = 32
"""Wide enough, in a panel of 300 pixels, for their patterns to be told apart."""

WIDTH = 0.84
"""Of a bar, in parts of its place."""


class StackedBars(Chart):
    """Paints `bars`; subclasses fill them and say which ink each part has, from below."""

    def inks(self) -> Sequence[Ink]:
        """Return the fill of each part of a bar."""
        raise NotImplementedError

    def bars(self) -> Sequence[Sequence[float]]:
        """Return the height of each part of each bar."""
        raise NotImplementedError

    def stops(self) -> list[float]:
        return [index + 0.5 for index in range(len(self.bars()))]

    def paint_data(self, painter: QPainter) -> None:
        inks = self.inks()
        boxes: list[list[QRectF]] = [[] for _ in inks]
        x0, place, bottom, down = self.transform()
        for index, bar in enumerate(self.bars()):
            left = x0 + place * (index + (1.0 - WIDTH) / 2)
            base = bottom
            for part, value in enumerate(bar):
                if value > 0:
                    height = -down * value
                    boxes[part].append(QRectF(left, base - height, place * WIDTH, height))
                    base -= height
        for ink, rectangles in zip(inks, boxes, strict=True):
            painter.setBrush(ink.brush)
            solid = ink.brush.style() is Qt.BrushStyle.SolidPattern
            painter.setPen(Qt.PenStyle.NoPen if solid else QPen(ink.edge, 1))
            painter.drawRects([_inside(box) for box in rectangles])


def _inside(box: QRectF) -> QRectF:
    """Keep a hairline free above each part, so that parts of one kind can be counted."""
    return box.adjusted(0.5, 0.5 if box.height() > 3 else 0.0, -0.5, -0.5)
