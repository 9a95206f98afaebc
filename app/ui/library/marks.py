"""Marks of verdicts: a shape and a colour each, so that neither alone has to tell them apart."""

from enum import StrEnum
from functools import cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap

from app.ui.theme import Theme
from app.ui.theme_watcher import ThemeWatcher

SIZE = 14


class Mark(StrEnum):
    """A disc with a tick, a half-filled disc, a ring with a cross, a dotted ring."""

    GOOD = "good"
    CAUTION = "caution"
    BAD = "bad"
    OPEN = "open"


class Marks:
    """Paints them in the theme in force."""

    def __init__(self, themes: ThemeWatcher) -> None:
        self._themes = themes

    def icon(self, mark: Mark) -> QIcon:
        """Return a mark for a row or a label."""
        return _icon(mark, self._themes.theme)

    def pixmap(self, mark: Mark, ratio: float = 1.0) -> QPixmap:
        """Return it for a label on a screen of this many pixels per unit."""
        return _pixmap(mark, self._themes.theme, ratio)


@cache
def _icon(mark: Mark, theme: Theme) -> QIcon:
    icon = QIcon()
    for ratio in (1.0, 2.0):
        icon.addPixmap(_pixmap(mark, theme, ratio))
    return icon


@cache
def _pixmap(mark: Mark, theme: Theme, ratio: float) -> QPixmap:
    found = QPixmap(round(SIZE * ratio), round(SIZE * ratio))
    found.setDevicePixelRatio(ratio)
    found.fill(Qt.GlobalColor.transparent)
    painter = QPainter(found)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _paint(painter, mark, theme, QRectF(1, 1, SIZE - 2, SIZE - 2))
    painter.end()
    return found


def _paint(painter: QPainter, mark: Mark, theme: Theme, where: QRectF) -> None:
    colour = QColor(
        {Mark.GOOD: theme.good, Mark.CAUTION: theme.caution, Mark.BAD: theme.danger}.get(
            mark, theme.outline
        )
    )
    ring = QPen(colour, 1.6)
    if mark is Mark.OPEN:
        ring.setStyle(Qt.PenStyle.DotLine)
    painter.setPen(ring)
    painter.setBrush(colour if mark is Mark.GOOD else Qt.BrushStyle.NoBrush)
    painter.drawEllipse(where.adjusted(0.8, 0.8, -0.8, -0.8))
    middle = where.center()
    match mark:
        case Mark.GOOD:
            painter.setPen(QPen(QColor(theme.window), 1.6))
            painter.drawPolyline(
                [middle + QPointF(*at) for at in ((-2.8, 0.2), (-0.8, 2.2), (2.9, -2.2))]
            )
        case Mark.CAUTION:
            painter.setBrush(colour)
            painter.drawChord(where.adjusted(0.8, 0.8, -0.8, -0.8), 180 * 16, 180 * 16)
        case Mark.BAD:
            for way in (1.0, -1.0):
                arm = QPointF(2.4, 2.4 * way)
                painter.drawLine(middle - arm, middle + arm)
        case Mark.OPEN:
            pass
