"""Fills of the charts: every colour has a pattern of its own, so that grey tells them apart."""

from functools import cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor

from app.core.speculation import Origin
from app.ui.theme import Theme

_PATTERNS = {
    Origin.ACCEPTED: Qt.BrushStyle.SolidPattern,
    Origin.RECOVERED: Qt.BrushStyle.Dense5Pattern,
    Origin.BONUS: Qt.BrushStyle.HorPattern,
    Origin.PLAIN: Qt.BrushStyle.NoBrush,
}


class Ink:
    """A fill and its outline.

    Attributes:
        brush: colour with pattern. edge: colour around it.
    """

    def __init__(self, colour: str, pattern: Qt.BrushStyle) -> None:
        self.brush = QBrush(QColor(colour), pattern)
        self.edge = QColor(colour)


@cache
def origin_ink(theme: Theme, origin: Origin) -> Ink:
    """Return the fill of tokens of this origin."""
    return Ink(theme.origin(origin), _PATTERNS[origin])


@cache
def rejected_ink(theme: Theme) -> Ink:
    """Return the fill of rejected draft tokens."""
    return Ink(theme.rejected, Qt.BrushStyle.BDiagPattern)
