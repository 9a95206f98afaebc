"""Paints a search result: its name and badges, and a line of facts."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPalette, QPen
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.core.repositories import RepoSummary
from app.ui.library import wording
from app.ui.library.find.results_model import SUMMARY, Index

MARGIN = 12
GAP = 4


class ResultDelegate(QStyledItemDelegate):
    """Every row is of one height, so that the view need not ask each."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of three lines of text with air around them."""
        del index
        return QSize(240, 3 * option.fontMetrics.height() + 2 * MARGIN - 4 + 2 * GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one."""
        found = index.data(SUMMARY)
        if not isinstance(found, RepoSummary):
            return
        painter.save()
        _paint_ground(painter, option)
        area = option.rect.adjusted(MARGIN, MARGIN - 2, -MARGIN, -MARGIN + 2)
        line = option.fontMetrics.height()
        top = QRect(area.left(), area.top(), area.width(), line)
        self._paint_name(painter, option, top, found)
        painter.setFont(option.font)
        painter.setPen(option.palette.color(QPalette.ColorRole.PlaceholderText))
        for number, words in enumerate((found.owner, wording.result_facts(found)), 1):
            _text(painter, option.fontMetrics, top.translated(0, number * (line + GAP)), words)
        painter.restore()

    def _paint_name(
        self, painter: QPainter, option: QStyleOptionViewItem, room: QRect, found: RepoSummary
    ) -> None:
        right = room.right()
        for word in reversed(wording.badges(found)):
            right = _paint_badge(
                painter, option, QRect(room.left(), room.top(), 0, room.height()), right, word
            )
        bold = QFont(option.font)
        bold.setBold(True)
        painter.setFont(bold)
        painter.setPen(option.palette.color(QPalette.ColorRole.Text))
        name = QRect(room.left(), room.top(), right - room.left() - GAP, room.height())
        _text(painter, QFontMetrics(bold), name, found.name)


def _paint_ground(painter: QPainter, option: QStyleOptionViewItem) -> None:
    """Paint selection, hover and focus as the style does, without its text."""
    widget = option.widget
    style = widget.style() if widget is not None else QApplication.style()
    style.drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, widget)
    if option.state & QStyle.StateFlag.State_HasFocus:
        painter.setPen(QPen(option.palette.accent().color(), 2))
        painter.drawRect(QRectF(option.rect).adjusted(1, 1, -1, -1))
    else:
        painter.setPen(option.palette.color(QPalette.ColorRole.Mid))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())


def _paint_badge(
    painter: QPainter, option: QStyleOptionViewItem, line: QRect, right: int, word: str
) -> int:
    """Paint a word in a rounded outline that ends at `right`; return where it begins."""
    font = QFont(option.font)
    font.setPointSizeF(max(7.5, font.pointSizeF() - 1.5))
    metrics = QFontMetrics(font)
    width = metrics.horizontalAdvance(word) + 12
    box = QRectF(right - width, line.top() + 0.5, width - 1, line.height() - 1)
    painter.setFont(font)
    painter.setPen(option.palette.accent().color())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.drawRoundedRect(box, 4, 4)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, word)
    return right - width - GAP


def _text(painter: QPainter, metrics: QFontMetrics, room: QRect, words: str) -> None:
    short = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, short)
