"""How long each run took, as bars in the order of the repeats, the exact number at each end."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.core.race import RaceResult
from app.ui.race import wording
from app.ui.theme import Theme

ROW, GAP, VALUE = 18, 8, 84
MAX_LABEL = 260
"""Pixels of a name; longer ones are cut."""


def chart_height(result: RaceResult) -> int:
    """Return the pixels that a race's bars need."""
    return len(result.laps) * ROW + (len(result.laps) // 2 - 1) * GAP


def paint_chart(painter: QPainter, area: QRectF, result: RaceResult, theme: Theme) -> None:
    """Paint the bars into `area`."""
    names = wording.entrant_names(result)
    longest = max(lap.seconds for lap in result.laps) or 1.0
    widest = max(painter.fontMetrics().horizontalAdvance(name) for name in names)
    label_width = min(widest, MAX_LABEL) + 16
    room = area.width() - label_width - VALUE
    middle = Qt.AlignmentFlag.AlignVCenter
    laps = sorted(result.laps, key=lambda lap: (lap.repeat, lap.entrant))
    for index, lap in enumerate(laps):
        top = area.top() + index * ROW + (index // 2) * GAP
        width = room * lap.seconds / longest
        bar = QRectF(area.left() + label_width, top + 3, width, ROW - 6)
        if lap.entrant:
            painter.fillRect(bar, QColor(theme.accent))
        else:
            painter.fillRect(bar, QColor(theme.muted))
        painter.setPen(QColor(theme.muted))
        label = painter.fontMetrics().elidedText(
            names[lap.entrant], Qt.TextElideMode.ElideRight, label_width - 12
        )
        painter.drawText(QRectF(area.left(), top, label_width - 8, ROW), middle, label)
        painter.setPen(QColor(theme.text))
        value = QRectF(bar.right() + 8, top, VALUE, ROW)
        painter.drawText(value, middle, f"{lap.seconds:.3f} s")


class RaceChart(QWidget):
    """The bars of one race."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._result: RaceResult | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Seconds of decoding, run by run"))

    def set_theme(self, theme: Theme) -> None:
        """Take this theme's colours."""
        self._theme = theme
        self.update()

    def show_result(self, result: RaceResult) -> None:
        """Show these runs."""
        self._result = result
        names = wording.entrant_names(result)
        lines = [f"{names[lap.entrant]}: {lap.seconds:.3f} s" for lap in result.laps]
        self.setAccessibleDescription("; ".join(lines))
        self.setToolTip("\n".join(lines))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return a row a run."""
        return QSize(480, chart_height(self._result) if self._result is not None else ROW)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the bars."""
        del event
        if self._result is None:
            return
        painter = QPainter(self)
        paint_chart(painter, QRectF(self.rect()), self._result, self._theme)
        painter.end()
