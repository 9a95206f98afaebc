"""The answer by origin, as far as a replay has come."""

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTransform,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from app.core.trace import Trace
from app.core.trace_runs import Stand, runs
from app.ui.theme import Theme
from app.ui.trace.flow import TextFlow

SIDE, TOP = 24, 14
WIDEST = 760
"""Lines longer than this are hard to read."""


class TraceText(QAbstractScrollArea):
    """Paints the lines in view; the newest one stays in view while the text grows.

    Signals:
        round_chosen(int): a token of this round (from 0) was clicked.
    """

    round_chosen = Signal(int)

    def __init__(self, trace: Trace, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("traceText")
        self.setAccessibleName(self.tr("Answer by origin"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setMinimumSize(280, 140)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        font = self.font()
        font.setPointSizeF(font.pointSizeF() + 2)
        self.setFont(font)
        self._runs, self._theme, self._stand = tuple(runs(trace)), theme, Stand(0)
        self._flow: TextFlow | None = None

    def set_theme(self, theme: Theme) -> None:
        """Take this theme's colours."""
        self._theme = theme
        self._flow = None
        self.viewport().update()

    def show_stand(self, stand: Stand) -> None:
        """Show the text as far as this, its newest line in view."""
        self._stand = stand
        self._follow()
        self.viewport().update()

    def _laid_out(self) -> TextFlow:
        if self._flow is None:
            width = min(WIDEST, self.viewport().width() - 2 * SIDE)
            self._flow = TextFlow(self._runs, self.font(), self._theme, max(120, width))
            self._set_range()
        return self._flow

    def _set_range(self) -> None:
        if self._flow is not None:
            page = self.viewport().height()
            bar = self.verticalScrollBar()
            bar.setPageStep(page)
            bar.setSingleStep(round(self._flow.step))
            bar.setRange(0, max(0, round(self._flow.height + 2 * TOP) - page))

    def _follow(self) -> None:
        flow, bar, page = self._laid_out(), self.verticalScrollBar(), self.viewport().height()
        bottom = flow.bottom_at(self._stand) + 2 * TOP
        if not bar.value() + flow.step <= bottom - TOP <= bar.value() + page:
            bar.setValue(round(bottom - page))

    def _origin(self) -> QPointF:
        free = self.viewport().width() - 2 * SIDE - WIDEST
        return QPointF(SIDE + max(0, free // 2), TOP - self.verticalScrollBar().value())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break lines anew."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._flow = None
        self._set_range()
        self._follow()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the lines that are in view."""
        flow, origin = self._laid_out(), self._origin()
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(event.rect(), QColor(self._theme.window))
        painter.setTransform(QTransform.fromTranslate(origin.x(), origin.y()), True)
        top = event.rect().top() - origin.y()
        flow.paint(painter, self._stand, top, top + event.rect().height())
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll by pages; the arrows to the sides step through the rounds."""
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose the round of the token that was clicked."""
        found = self._laid_out().round_at(event.position() - self._origin())
        if found is not None and found <= self._stand.latest:
            self.round_chosen.emit(found)
