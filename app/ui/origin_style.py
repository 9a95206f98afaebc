"""How each origin looks, wherever one is drawn: a tint, and a shape that does without colour."""

from PySide6.QtCore import QLineF, Qt
from PySide6.QtGui import QColor, QFont, QPen

from app.core.speculation import Origin
from app.ui.theme import Theme

TINT_LIGHT, TINT_DARK = 0.13, 0.20
DOTS = (1.0, 1.0)
"""Squares as wide as the line is thick."""

_STROKES: dict[Origin, tuple[float, ...]] = {
    Origin.ACCEPTED: (1.0,),
    Origin.RECOVERED: (1.0,),
    Origin.BONUS: (0.5, 3.5),
}

UNDERLINE_DROP = 2.0
"""Pixels from the baseline to the top of an underline."""

UNDERLINE_HEIGHT = 4.0
"""From the top of an underline to its foot, in pixels."""


def tint(theme: Theme, origin: Origin) -> QColor:
    """Return what stands behind a token of this origin; behind plain ones nothing is seen."""
    colour = QColor(theme.origin(origin))
    alpha = TINT_DARK if theme.dark else TINT_LIGHT
    colour.setAlphaF(0.0 if origin is Origin.PLAIN else alpha)
    return colour


def underline(origin: Origin, baseline: float, left: float, right: float) -> list[QLineF]:
    """Return the strokes below a token of this origin."""
    top = baseline + UNDERLINE_DROP
    return [QLineF(left, top + shift, right, top + shift) for shift in _STROKES.get(origin, ())]


def underline_pen(theme: Theme, origin: Origin) -> QPen:
    """Return what draws the strokes of `origin` in its shape: solid, dotted or double.

    Their edges are sharp without antialiasing, which would take several times as long.
    """
    pen = QPen(QColor(theme.origin(origin)), 1.0 if origin is Origin.BONUS else 2.0)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if origin is Origin.RECOVERED:
        pen.setDashPattern(DOTS)
    return pen


def ghost_font(font: QFont) -> QFont:
    """Return the font of rejected tokens: a little smaller, struck through."""
    made = QFont(font)
    made.setPointSizeF(font.pointSizeF() * 0.92)
    made.setStrikeOut(True)
    return made
