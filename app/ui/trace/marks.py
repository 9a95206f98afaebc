"""How a token's origin looks: always a colour and a shape, the same in text, bars and legends."""

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPen

from app.core.trace_runs import Kind
from app.ui.theme import Theme


def colour(kind: Kind, theme: Theme) -> QColor:
    """Return the colour of a kind's marks."""
    return QColor(
        {
            Kind.ACCEPTED: theme.accepted,
            Kind.RECOVERED: theme.recovered,
            Kind.BONUS: theme.bonus,
            Kind.REJECTED: theme.rejected,
        }.get(kind, theme.outline)
    )


def underline(painter: QPainter, kind: Kind, theme: Theme, where: QRectF) -> None:
    """Mark text whose letters stand on the bottom of `where`: below it, or through it.

    Accepted is a solid line, recovered dots, bonus two lines, rejected a line through the text;
    plain text has none.
    """
    ink = colour(kind, theme)
    low = where.bottom() + 4.0
    left, right = where.left() + 0.75, max(where.left() + 2.25, where.right() - 0.75)
    match kind:
        case Kind.ACCEPTED:
            painter.fillRect(QRectF(left, low - 1.0, right - left, 2.0), ink)
        case Kind.BONUS:
            for y in (low - 1.5, low + 1.5):
                painter.fillRect(QRectF(left, y - 0.5, right - left, 1.25), ink)
        case Kind.RECOVERED:
            painter.setPen(QPen(ink, 2.4, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.RoundCap))
            dots = painter.pen()
            dots.setDashPattern([0.01, 1.75])
            painter.setPen(dots)
            painter.drawLine(QLineF(left + 1.0, low, right, low))
        case Kind.REJECTED:
            middle = where.bottom() - 0.28 * where.height()
            painter.fillRect(QRectF(left, middle - 0.75, right - left, 1.5), ink)
        case _:
            pass


def draft_line(painter: QPainter, theme: Theme, where: QRectF) -> None:
    """Mark a token that is being verified."""
    painter.setPen(QPen(QColor(theme.outline), 1.0, Qt.PenStyle.DotLine))
    low = where.bottom() + 4.0
    painter.drawLine(QLineF(where.left() + 0.75, low, where.right() - 0.75, low))


def bar(painter: QPainter, kind: Kind, theme: Theme, where: QRectF) -> None:
    """Fill a part of a bar: accepted solid, rejected hatched, recovered dotted, bonus ruled."""
    ink = colour(kind, theme)
    if kind is Kind.ACCEPTED:
        painter.fillRect(where, ink)
        return
    painter.setPen(QPen(ink, 1.0))
    inner = where.adjusted(0.5, 0.5, -0.5, -0.5)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if kind is Kind.RECOVERED:
        _dots(painter, ink, where)
    elif kind is Kind.BONUS:
        y = inner.top() + 2.5
        while y < inner.bottom() - 0.5:
            painter.fillRect(QRectF(inner.left(), y, inner.width(), 1.0), ink)
            y += 2.5
    elif kind is Kind.REJECTED:
        painter.fillRect(inner, QBrush(ink, Qt.BrushStyle.BDiagPattern))
    painter.drawRect(inner)


def _dots(painter: QPainter, ink: QColor, where: QRectF) -> None:
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    y = where.top() + 3.5
    while y < where.bottom() - 1.5:
        x = where.left() + 3.5
        while x < where.right() - 1.5:
            painter.drawEllipse(QPointF(x, y), 1.1, 1.1)
            x += 3.5
        y += 3.5
    painter.restore()


def legend(painter: QPainter, theme: Theme, words: dict[Kind, str], left_bottom: QPointF) -> None:
    """Write each kind's word as its tokens look, from the left, on one baseline."""
    metrics = QFontMetricsF(painter.font())
    x = left_bottom.x()
    for kind, word in words.items():
        width = metrics.horizontalAdvance(word)
        where = QRectF(x, left_bottom.y() - metrics.ascent(), width, metrics.ascent())
        painter.setPen(QColor(theme.rejected if kind is Kind.REJECTED else theme.text))
        painter.drawText(QPointF(x, where.bottom()), word)
        underline(painter, kind, theme, where)
        x += width + 18.0
