"""Draws the sidebar's rows: headings small, folders with a chevron, conversations on one line."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPolygon
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.ui.conversations.list_model import AnyIndex, Role, RowKind
from app.ui.theme import Theme
from app.ui.theme_watcher import ThemeWatcher

ROW_HEIGHT = 32
MARGIN = 12
INDENT = 16


class RowDelegate(QStyledItemDelegate):
    """Paints with the theme's colours; a chosen row is tinted, a focused one outlined."""

    def __init__(self, themes: ThemeWatcher, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """Return a row's height, the same for all; its width is the list's."""
        del index
        metrics: QFontMetrics = option.fontMetrics  # type: ignore[attr-defined]
        return QSize(80, max(ROW_HEIGHT, metrics.height() + 12))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draw one row."""
        theme = self._themes.theme
        kind = RowKind(index.data(Role.KIND))
        rect: QRect = option.rect  # type: ignore[attr-defined]
        font = QFont(option.font)  # type: ignore[attr-defined]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = rect.left() + MARGIN
        if kind is RowKind.HEADING:
            font.setPointSizeF(font.pointSizeF() - 1)
            font.setWeight(QFont.Weight.DemiBold)
            text = rect.adjusted(MARGIN, 8, -MARGIN, 0)
            _write(painter, font, theme.muted, text, index.data())
        else:
            self._background(painter, option, rect, theme)
            left += INDENT * int(index.data(Role.DEPTH))
            if kind is RowKind.FOLDER:
                _chevron(painter, left, rect.center().y(), theme, opened=index.data(Role.OPEN))
                left += INDENT
                font.setWeight(QFont.Weight.DemiBold)
            text = QRect(left, rect.top(), rect.right() - MARGIN - left, rect.height())
            _write(painter, font, theme.text, text, index.data())
        painter.restore()

    def updateEditorGeometry(  # noqa: N802
        self, editor: QWidget, option: QStyleOptionViewItem, index: AnyIndex
    ) -> None:
        """Put the field for a new name where the name stands."""
        del index
        rect: QRect = option.rect  # type: ignore[attr-defined]
        editor.setGeometry(rect.adjusted(8, 2, -8, -2))

    @staticmethod
    def _background(
        painter: QPainter, option: QStyleOptionViewItem, rect: QRect, theme: Theme
    ) -> None:
        state = option.state  # type: ignore[attr-defined]
        place = rect.adjusted(6, 1, -6, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        if state & QStyle.StateFlag.State_Selected:
            painter.setBrush(QColor(theme.selection))
            painter.drawRoundedRect(place, 6, 6)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(QColor(theme.hairline))
            painter.drawRoundedRect(place, 6, 6)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.accent), 1))
            painter.drawRoundedRect(place, 6, 6)


def _write(painter: QPainter, font: QFont, colour: str, place: QRect, text: str) -> None:
    painter.setFont(font)
    painter.setPen(QColor(colour))
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, place.width())
    painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


def _chevron(painter: QPainter, left: int, middle: int, theme: Theme, *, opened: bool) -> None:
    points = [(0, -2), (8, -2), (4, 3)] if opened else [(2, -4), (7, 0), (2, 4)]
    shape = QPolygon()
    for x, y in points:
        shape.append(QRect(left + x, middle + y, 0, 0).topLeft())
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.muted))
    painter.drawPolygon(shape)
