"""What all charts share: axes painted once, data painted often, exact figures by mouse and key.

Painted by hand: pyqtgraph took 9 ms a redraw, and decoding slows down while the window is busy.
"""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.ui.speed.axes import Ticks
from app.ui.theme import Theme

LEFT, TOP, RIGHT, BOTTOM = 40.0, 6.0, 4.0, 18.0
"""Room around the data, in pixels: labels of the values stand left, those of the axis below."""


class Chart(QWidget):
    """A quiet plot; subclasses paint the data and say what can be read off.

    Arrow keys, Home and End walk along the data, as the mouse does: each stop shows its figures.
    """

    def __init__(self, name: str, empty: str, theme: Theme, parent: QWidget | None = None) -> None:
        """`name` is told to screen readers; `empty` stands where nothing is drawn yet."""
        super().__init__(parent)
        self.theme = theme
        self.margins = [LEFT, TOP, RIGHT, BOTTOM]
        self._empty = empty
        self._extent = (1.0, 1.0)
        self._left: Ticks = ()
        self._bottom: Ticks = ()
        self._backdrop: QPixmap | None = None
        self._small_font = self._smaller_font()
        self._marked: int | None = None
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(112)

    def _smaller_font(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(max(7.0, font.pointSizeF() - 2))
        return font

    def changeEvent(self, event: QEvent) -> None:
        """Follow the window's text size."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._small_font = self._smaller_font()
            self._backdrop = None
            self.update()

    def set_theme(self, theme: Theme) -> None:
        """Take this theme's colours."""
        self.theme = theme
        self._backdrop = None
        self.update()

    def set_axes(self, width: float, height: float, left: Ticks, bottom: Ticks = ()) -> None:
        """Show 0 to `width` by 0 to `height`; costs nothing if that is what is shown."""
        if ((width, height), left, bottom) != (self._extent, self._left, self._bottom):
            self._extent, self._left, self._bottom = (width, height), left, bottom
            self._backdrop = None

    @property
    def area(self) -> QRectF:
        """Where the data is painted."""
        left, top, right, bottom = self.margins
        return QRectF(left, top, self.width() - left - right, self.height() - top - bottom)

    def x_of(self, value: float) -> float:
        """Return the pixel of a value along the axis."""
        left, _, right, _ = self.margins
        return left + (self.width() - left - right) * value / self._extent[0]

    def y_of(self, value: float) -> float:
        """Return the pixel of a value upwards."""
        _, top, _, bottom = self.margins
        height = self.height() - bottom
        return height - (height - top) * value / self._extent[1]

    def transform(self) -> tuple[float, float, float, float]:
        """Return (x0, dx, y0, dy): a value (x, y) is at pixel (x0 + dx * x, y0 + dy * y)."""
        x0, y0 = self.x_of(0.0), self.y_of(0.0)
        return x0, self.x_of(1.0) - x0, y0, self.y_of(1.0) - y0

    def stops(self) -> list[float]:
        """Return where along the axis figures can be read off, in order."""
        raise NotImplementedError

    def reading(self, stop: int) -> str:
        """Return the figures at a stop."""
        raise NotImplementedError

    def paint_data(self, painter: QPainter) -> None:
        """Paint what the axes are there for."""
        raise NotImplementedError

    def sizeHint(self) -> QSize:
        return QSize(260, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint backdrop, data, and the mark of what is being read."""
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self.theme.panel))
        painter.setFont(self._small_font)
        stops = self.stops()
        if not stops:
            painter.setPen(QColor(self.theme.muted))
            centred = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(QRectF(self.rect()), centred, self._empty)
        else:
            painter.drawPixmap(0, 0, self._backdrop_now(painter.device().devicePixelRatio()))
            self.paint_data(painter)
            if self._marked is not None and self._marked < len(stops):
                x = round(self.x_of(stops[self._marked])) + 0.5
                painter.setPen(QPen(QColor(self.theme.text), 1, Qt.PenStyle.DotLine))
                painter.drawLine(QPointF(x, self.area.top()), QPointF(x, self.area.bottom()))
        if self.hasFocus():
            painter.setPen(QPen(QColor(self.theme.accent), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.end()

    def _backdrop_now(self, ratio: float) -> QPixmap:
        size = self.size() * ratio
        kept = self._backdrop
        if kept is None or kept.size() != size:
            kept = QPixmap(size)
            kept.setDevicePixelRatio(ratio)
            kept.fill(Qt.GlobalColor.transparent)
            painter = QPainter(kept)
            painter.setFont(self._small_font)
            self._paint_axes(painter)
            painter.end()
            self._backdrop = kept
        return kept

    def _paint_axes(self, painter: QPainter) -> None:
        area = self.area
        height = painter.fontMetrics().height()
        for value, text in self._left:
            y = round(self.y_of(value)) + 0.5
            painter.setPen(QColor(self.theme.hairline if value else self.theme.outline))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(QColor(self.theme.muted))
            middle = min(max(y, height / 2), self.height() - height / 2)
            box = QRectF(0, middle - height / 2, area.left() - 5, height)
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
        for value, text in self._bottom:
            x = self.x_of(value)
            half = painter.fontMetrics().horizontalAdvance(text) / 2
            x = min(max(x, half), self.width() - half)
            box = QRectF(x - 40, area.bottom() + 3, 80, height)
            painter.drawText(box, Qt.AlignmentFlag.AlignHCenter, text)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show the figures nearest to the mouse."""
        stops = self.stops()
        where = event.position()
        if not stops or not self.area.adjusted(-4, -4, 4, 4).contains(where):
            self._read(None)
            return
        x = (where.x() - self.area.left()) * self._extent[0] / max(1.0, self.area.width())
        self._read(min(range(len(stops)), key=lambda stop: abs(stops[stop] - x)))

    def leaveEvent(self, event: object) -> None:
        """Read nothing any more."""
        del event
        self._read(None)

    def focusOutEvent(self, event: object) -> None:
        """Read nothing any more."""
        del event
        self._read(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk along the data."""
        last = len(self.stops()) - 1
        now = self._marked
        keys = {
            Qt.Key.Key_Left: last if now is None else max(0, now - 1),
            Qt.Key.Key_Right: last if now is None else min(last, now + 1),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        if last >= 0 and event.key() in keys:
            self._read(keys[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def _read(self, stop: int | None) -> None:
        if stop is None:
            if self._marked is not None:
                QToolTip.hideText()
                self._marked = None
        else:
            self._marked = stop
            text = self.reading(stop)
            where = QPointF(self.x_of(self.stops()[stop]), self.area.center().y()).toPoint()
            QToolTip.showText(self.mapToGlobal(where), text, self)
            self.setAccessibleDescription(text)
        self.update()
