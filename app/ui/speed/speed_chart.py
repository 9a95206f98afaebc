"""Tokens per second over the seconds of an answer, beside plain decoding's as a dashed line."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from app.ui.speed.axes import nice_ceiling, spread, value_ticks
from app.ui.speed.chart import Chart
from app.ui.speed.history import SpeedHistory
from app.ui.theme import Theme
from app.ui.wording import rate

LABEL_ROOM = 66
"""Pixels right of the curves for what they are and where they stand."""

HEADROOM = 1.1
"""The axis ends at least this far above the highest value."""


class SpeedChart(Chart):
    """Smoothed speed (bold), speed so far (thin), plain decoding's measured speed (dashed)."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("", "", theme, parent)
        self.setAccessibleName(self.tr("Tokens per second over time"))
        self._empty = self.tr("Speed appears with the first rounds")
        self.margins[2] = LABEL_ROOM
        self.setFixedHeight(124)
        self._rows: list[tuple[float, ...]] = []
        self._plain: float | None = None
        self._finished = False

    def redraw(self, history: SpeedHistory) -> None:
        """Show the running answer's curves."""
        self._rows = list(history.speeds.rows)
        self._finished = history.finished
        baseline = history.baseline
        self._plain = baseline.tokens_per_second if baseline is not None else None
        if self._rows:
            highest = max(max(row[1], row[2]) for row in self._rows)
            top = nice_ceiling(HEADROOM * max(highest, self._plain or 0.0))
            seconds = nice_ceiling(self._rows[-1][0])
            ends = tuple(
                (value, self.tr("{n} s").format(n=text) if value == seconds else text)
                for value, text in value_ticks(seconds)[1:]
            )
            self.set_axes(seconds, top, value_ticks(top), ends)
        self.update()

    def stops(self) -> list[float]:
        return [row[0] for row in self._rows]

    def reading(self, stop: int) -> str:
        seconds, now, mean = self._rows[stop]
        return self.tr("After {seconds} s: {now} smoothed, {mean} so far").format(
            seconds=f"{seconds:.2f}", now=rate(now), mean=rate(mean)
        )

    def paint_data(self, painter: QPainter) -> None:
        theme, area = self.theme, self.area
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        labels: list[tuple[float, str, str]] = []
        if self._plain is not None:
            y = self.y_of(self._plain)
            painter.setPen(QPen(QColor(theme.muted), 1.5, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            labels.append((y, theme.muted, self.tr("plain {n}").format(n=_short(self._plain))))
        painter.setPen(QPen(QColor(theme.text), 1.0))
        painter.drawPolyline(self._curve(2))
        painter.setPen(QPen(QColor(theme.accent), 2.0))
        painter.drawPolyline(self._curve(1))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        _, now, mean = self._rows[-1]
        labels.append((self.y_of(mean), theme.text, self.tr("mean {n}").format(n=_short(mean))))
        if not self._finished:
            labels.append((self.y_of(now), theme.accent, self.tr("now {n}").format(n=_short(now))))
        self._paint_labels(painter, labels)

    def _curve(self, column: int) -> QPolygonF:
        x0, dx, y0, dy = self.transform()
        return QPolygonF([QPointF(x0 + dx * row[0], y0 + dy * row[column]) for row in self._rows])

    def _paint_labels(self, painter: QPainter, labels: list[tuple[float, str, str]]) -> None:
        """Paint what each line is at its right end, none over another one."""
        height = painter.fontMetrics().height()
        low, high = height / 2, self.area.bottom() - height / 2 + 4
        places = spread([y for y, _, _ in labels], height, low, high)
        for y, (_, colour, text) in zip(places, labels, strict=True):
            painter.setPen(QColor(colour))
            box = QRectF(self.area.right() + 4, y - height / 2, LABEL_ROOM - 4, height)
            painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)


def _short(value: float) -> str:
    return f"{value:,.1f}" if value < 9.95 else f"{value:,.0f}"
