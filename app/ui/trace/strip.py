"""The rounds as a row of bars to click on."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.core.trace import Trace
from app.core.trace_runs import Stand
from app.ui.theme import Theme
from app.ui.trace.strip_picture import StripPicture
from app.ui.trace.words import bar_words

HEIGHT = 64


class RoundStrip(QWidget):
    """Stacked bars around the round that is shown; the slider below is its keyboard.

    Signals:
        round_chosen(int): the bar of this round (from 0) was clicked.
    """

    round_chosen = Signal(int)

    def __init__(self, trace: Trace, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._trace, self._stand = trace, Stand(0)
        self._picture = StripPicture(trace.rounds, theme)
        self.setAccessibleName(self.tr("Tokens of each round by what became of them"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """Return the height of the bars."""
        return QSize(320, HEIGHT)

    def set_theme(self, theme: Theme) -> None:
        """Take this theme's colours."""
        self._picture.theme = theme
        self.update()

    def show_stand(self, stand: Stand) -> None:
        """Show the rounds around this one."""
        self._stand = stand
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the bars in view."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._picture.paint(painter, self._stand, QRectF(self.rect()))
        painter.end()

    def _round_at(self, x: float) -> int | None:
        return self._picture.round_at(x, self.width(), self._stand.latest)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the round that was clicked."""
        self._choose(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow a pressed mouse."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._choose(event)

    def _choose(self, event: QMouseEvent) -> None:
        found = self._round_at(event.position().x())
        if found is not None:
            self.round_chosen.emit(found)

    def event(self, event: QEvent) -> bool:
        """Tell the round under the mouse."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            found = self._round_at(event.pos().x())
            words = "" if found is None else bar_words(self._trace.rounds[found])
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)
