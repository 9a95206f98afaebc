"""How each origin looks, wherever one is drawn: a tint, and a shape that does without colour."""

from collections.abc import Sequence

from PySide6.QtCore import QLineF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from app.core.speculation import Origin
from app.ui.theme import Theme

TINT_LIGHT, TINT_DARK = 0.13, 0.20
UNDERLINE_HEIGHT = 4.0
"""From the top of an underline to its foot, in pixels."""


def tint(theme: Theme, origin: Origin) -> QColor | None:
    """Return what stands behind a token of this origin, None for nothing."""
    if origin is Origin.PLAIN:
        return None
    colour = QColor(theme.origin(origin))
    colour.setAlphaF(TINT_DARK if theme.dark else TINT_LIGHT)
    return colour


def draw_underlines(
    painter: QPainter, theme: Theme, origin: Origin, lines: Sequence[QLineF]
) -> None:
    """Draw the shape of `origin`: solid, dotted, double or none.

    Each line runs along the top of its underline.
    """
    if not lines or origin is Origin.PLAIN:
        return
    pen = QPen(QColor(theme.origin(origin)), 2.0)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    shifts = (1.0,)
    if origin is Origin.RECOVERED:
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setDashPattern([0.01, 2.0])
        pen.setWidthF(2.4)
        shifts = (1.5,)
    elif origin is Origin.BONUS:
        pen.setWidthF(1.0)
        shifts = (0.5, 3.5)
    painter.setPen(pen)
    for shift in shifts:
        painter.drawLines([line.translated(0, shift) for line in lines])


def ghost_font(font: QFont) -> QFont:
    """Return the font of rejected tokens: a little smaller, struck through."""
    made = QFont(font)
    made.setPointSizeF(font.pointSizeF() * 0.92)
    made.setStrikeOut(True)
    return made
