"""Acceptance at each position of the draft: of all submitted there, and of those reached."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from app.ui.speed.chart import Chart
from app.ui.speed.history import SpeedHistory
from app.ui.theme import Theme
from app.ui.wording import percent

FEWEST_PLACES = 3
WRITTEN_PLACES = 8
"""With more positions than this there is no room for figures in the bars."""

WIDTH = 0.7


class PositionBars(Chart):
    """A bar a position: the share accepted. The line across it: the share of those reached."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("", "", theme, parent)
        self.setAccessibleName(self.tr("Acceptance by position in the draft"))
        self._empty = self.tr("Appears with the first draft")
        self.setFixedHeight(92)
        self._positions: tuple[tuple[int, int, int], ...] = ()

    def redraw(self, history: SpeedHistory) -> None:
        """Show the running answer's positions."""
        positions = history.positions
        if positions == self._positions:
            return
        self._positions = positions
        places = max(FEWEST_PLACES, len(positions))
        stride = 1 if places <= WRITTEN_PLACES else 2
        below = tuple((n - 0.5, str(n)) for n in range(1, len(positions) + 1, stride))
        self.set_axes(places, 1.0, tuple((v, percent(v)) for v in (0.0, 0.5, 1.0)), below)
        self.update()

    def stops(self) -> list[float]:
        return [index + 0.5 for index in range(len(self._positions))]

    def reading(self, stop: int) -> str:
        submitted, accepted, reached = self._positions[stop]
        return self.tr(
            "Position {n}: {accepted} of {submitted} accepted ({share}); "
            "{conditional} of the {reached} whose predecessors were"
        ).format(
            n=stop + 1,
            accepted=accepted,
            submitted=submitted,
            share=percent(accepted / submitted),
            conditional=percent(accepted / reached) if reached else "–",
            reached=reached,
        )

    def paint_data(self, painter: QPainter) -> None:
        theme = self.theme
        across = QPen(QColor(theme.text), 2)
        place = self.x_of(1.0) - self.x_of(0.0)
        for index, (submitted, accepted, reached) in enumerate(self._positions):
            left, width = self.x_of(index + (1 - WIDTH) / 2), place * WIDTH
            top = self.y_of(accepted / submitted)
            bar = QRectF(left, top, width, self.y_of(0) - top)
            painter.fillRect(bar, QColor(theme.accepted))
            if reached:
                y = round(self.y_of(accepted / reached))
                painter.setPen(across)
                painter.drawLine(QPointF(left - 3, y), QPointF(left + width + 3, y))
            if len(self._positions) <= WRITTEN_PLACES:
                self._write(painter, bar, percent(accepted / submitted))

    def _write(self, painter: QPainter, bar: QRectF, text: str) -> None:
        """Write the share at the foot of its bar, above a bar too short for that."""
        height = painter.fontMetrics().height()
        inside = bar.height() > height + 2
        painter.setPen(QColor(self.theme.panel if inside else self.theme.text))
        foot = bar.bottom() if inside else bar.top()
        box = QRectF(bar.left() - 12, foot - height - 1, bar.width() + 24, height)
        painter.drawText(box, Qt.AlignmentFlag.AlignHCenter, text)
