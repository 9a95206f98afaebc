"""Names beside samples of the very fills that a chart uses."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.speed.inks import Ink
from app.ui.theme import Theme

SWATCH = 10
GAP = 4
BETWEEN = 10


class Legend(QWidget):
    """A row of samples, or as many rows as the width asks for; subclasses say of what."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._entries: list[tuple[Ink, str]] = []
        font = self.font()
        font.setPointSizeF(max(7.5, font.pointSizeF() - 1.5))
        self.setFont(font)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def theme(self) -> Theme:
        """The colours in force."""
        return self._theme

    def set_theme(self, theme: Theme) -> None:
        """Take this theme's colours."""
        self._theme = theme
        self._entries = list(self.entries())
        self.update()

    def entries(self) -> Sequence[tuple[Ink, str]]:
        """Return (fill, name) of each entry in the theme in force."""
        raise NotImplementedError

    def refresh(self) -> None:
        """Show `entries` as they are now; costs little if they say what they said."""
        entries = list(self.entries())
        words = [text for _, text in entries]
        if words == [text for _, text in self._entries]:
            return
        self._entries = entries
        self.setAccessibleName(", ".join(words))
        self._fit()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(260, self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break rows anew."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        rows = 1 + max((row for _, row, _, _ in self._places()), default=0)
        self.setFixedHeight(rows * self._row_height)

    @property
    def _row_height(self) -> int:
        return self.fontMetrics().height() + 3

    def _places(self) -> list[tuple[float, int, Ink, str]]:
        """Return (left edge, row, fill, text) of each entry."""
        places: list[tuple[float, int, Ink, str]] = []
        x, row = 0.0, 0
        for ink, text in self._entries:
            width = SWATCH + GAP + self.fontMetrics().horizontalAdvance(text)
            if x and x + width > self.width():
                x, row = 0.0, row + 1
            places.append((x, row, ink, text))
            x += width + BETWEEN
        return places

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint samples and names."""
        del event
        painter = QPainter(self)
        height = self._row_height
        for x, row, ink, text in self._places():
            top = row * height
            painter.setPen(QPen(ink.edge, 1))
            painter.setBrush(ink.brush)
            painter.drawRect(
                QRectF(x + 0.5, top + (height - SWATCH) / 2 + 0.5, SWATCH - 1, SWATCH - 1)
            )
            painter.setPen(QColor(self._theme.muted))
            box = QRectF(x + SWATCH + GAP, top, self.width(), height)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, text)
        painter.end()
