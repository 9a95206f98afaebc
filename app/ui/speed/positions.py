"""Acceptance at each position of the draft, as labelled bars."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.speed.history import SpeedHistory
from app.ui.theme import Theme
from app.ui.wording import percent

ROW = 20
LABEL_WIDTH = 24
VALUE_WIDTH = 44


class PositionBars(QWidget):
    """A row a position: how many of the draft tokens submitted there were accepted."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._positions: tuple[tuple[int, int], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Acceptance by position in the draft"))

    def set_theme(self, theme: Theme) -> None:
        """Take this theme's colours."""
        self._theme = theme
        self.update()

    def redraw(self, history: SpeedHistory) -> None:
        """Show the running answer's positions."""
        positions = history.per_position
        if positions == self._positions:
            return
        grown = len(positions) != len(self._positions)
        self._positions = positions
        lines = [
            self.tr("Position {n}: {accepted} of {submitted} accepted").format(
                n=n, accepted=accepted, submitted=submitted
            )
            for n, (submitted, accepted) in enumerate(positions, 1)
        ]
        self.setToolTip("\n".join(lines))
        self.setAccessibleDescription("; ".join(lines))
        if grown:
            self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for every position, for three before the first draft."""
        return QSize(240, ROW * max(3, len(self._positions)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint track, bar, number and share of each position."""
        del event
        painter = QPainter(self)
        theme = self._theme
        width = self.width() - LABEL_WIDTH - VALUE_WIDTH
        text = QColor(theme.text)
        muted = QColor(theme.muted)
        middle = Qt.AlignmentFlag.AlignVCenter
        for row, (submitted, accepted) in enumerate(self._positions):
            top = row * ROW
            share = accepted / submitted if submitted else 0.0
            painter.fillRect(QRectF(LABEL_WIDTH, top + 5, width, 10), QColor(theme.hairline))
            painter.fillRect(QRectF(LABEL_WIDTH, top + 5, width * share, 10), theme.accepted)
            painter.setPen(muted)
            painter.drawText(QRectF(0, top, LABEL_WIDTH, ROW), middle, str(row + 1))
            painter.setPen(text)
            value = QRectF(self.width() - VALUE_WIDTH, top, VALUE_WIDTH, ROW)
            painter.drawText(value, middle | Qt.AlignmentFlag.AlignRight, percent(share))
        painter.end()
