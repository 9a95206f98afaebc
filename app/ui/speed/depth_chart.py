"""How many tokens were drafted in each round of the answer, and where the controller changed it."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from app.core.depth_changes import DepthChange
from app.ui.speed.axes import nice_ceiling, value_ticks
from app.ui.speed.chart import Chart
from app.ui.speed.history import SpeedHistory
from app.ui.theme import Theme
from app.ui.wording import depth_reason

FEWEST_ROUNDS = 20.0
MARK = 4.0
"""Half the width of a mark, in pixels."""


class DepthChart(Chart):
    """A staircase of draft lengths; a mark at each change, whose reason is read at it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("", "", theme, parent)
        self.setAccessibleName(self.tr("Draft tokens over the rounds of the answer"))
        self.margins[1] = 10
        self.setFixedHeight(78)
        self._steps: list[tuple[float, ...]] = []
        self._marks: list[tuple[int, DepthChange]] = []

    def redraw(self, history: SpeedHistory) -> None:
        """Show the running answer's depths."""
        self._steps = list(history.depths.rows)
        self._marks = list(history.marks)
        if self._steps:
            rounds = nice_ceiling(max(FEWEST_ROUNDS, self._steps[-1][0]))
            deepest = max(2, int(max(depth for _, depth in self._steps)))
            self.set_axes(
                rounds,
                deepest,
                ((0.0, "0"), (float(deepest), str(deepest))),
                value_ticks(rounds)[1:],
            )
        self.update()

    def stops(self) -> list[float]:
        if self._marks:
            return [float(number) for number, _ in self._marks]
        return [step[0] for step in self._steps]

    def reading(self, stop: int) -> str:
        if self._marks:
            number, change = self._marks[stop]
            return self.tr("From round {n}: {reason}").format(n=number, reason=depth_reason(change))
        number, depth = self._steps[stop]
        return self.tr("Round {n}: {depth} drafted").format(n=int(number), depth=int(depth))

    def paint_data(self, painter: QPainter) -> None:
        x0, dx, y0, dy = self.transform()
        line = QPolygonF()
        before = None
        for number, depth in self._steps:
            x, y = x0 + dx * number, y0 + dy * depth
            if before is not None and before != y:
                line.append(QPointF(x, before))
            line.append(QPointF(x, y))
            before = y
        painter.setPen(QPen(QColor(self.theme.accent), 1.5))
        painter.drawPolyline(line)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.theme.text))
        top = self.area.top()
        for number, _ in self._marks:
            x = self.x_of(number)
            tip = (QPointF(x - MARK, top - 8), QPointF(x + MARK, top - 8), QPointF(x, top - 2))
            painter.drawPolygon(tip)
