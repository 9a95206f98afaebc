"""The legend below a trace's text: each origin's name, marked as its tokens are."""

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.theme import Theme
from app.ui.trace import marks
from app.ui.trace.words import kind_words


class OriginLegend(QWidget):
    """One line."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(
            self.tr("Marks: {kinds}").format(kinds=", ".join(kind_words().values()))
        )

    def sizeHint(self) -> QSize:
        """Return room for a line and its marks."""
        return QSize(300, round(QFontMetricsF(self.font()).height()) + 8)

    def set_theme(self, theme: Theme) -> None:
        """Take this theme's colours."""
        self._theme = theme
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the names."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        baseline = QFontMetricsF(self.font()).ascent() + 1
        marks.legend(painter, self._theme, kind_words(), QPointF(0.0, baseline))
        painter.end()
