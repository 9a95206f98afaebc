"""Every word of the window, as far as it is told to a person or a screen reader."""

from collections.abc import Iterator

from PySide6.QtCore import QAbstractItemModel, Qt, QTranslator
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QSpinBox,
    QTabWidget,
    QTreeView,
    QWidget,
)

OPEN, CLOSE = "⟦", "⟧"


class Brackets(QTranslator):
    """A language of brackets: what stands outside of them was never translated."""

    def translate(self, context, source_text, disambiguation=None, n=-1):
        return f"{OPEN}{source_text}{CLOSE}" if source_text.strip() else source_text

    def isEmpty(self):  # noqa: N802
        return False


def words_of(window: QWidget) -> Iterator[tuple[str, str]]:
    """Yield (where, words) of a window and all in it, shown now or not."""
    for widget in (window, *window.findChildren(QWidget)):
        name = f"{type(widget).__name__} {widget.objectName()}"
        for words in (*_shown(widget), *_told(widget)):
            if words:
                yield name, words
    for action in window.findChildren(QAction):
        if action.text() and not action.isSeparator():
            yield "QAction", action.text()


def _told(widget: QWidget) -> Iterator[str]:
    yield widget.toolTip()
    yield widget.accessibleName()
    yield widget.accessibleDescription()
    if widget.isWindow():
        yield widget.windowTitle()


def _shown(widget: QWidget) -> Iterator[str]:
    match widget:
        case QLabel() | QAbstractButton():
            yield widget.text()
        case QGroupBox() | QMenu():
            yield widget.title()
        case QComboBox():
            yield from (widget.itemText(i) for i in range(widget.count()))
        case QTabWidget():
            yield from (widget.tabText(i) for i in range(widget.count()))
        case QLineEdit() | QPlainTextEdit():
            yield widget.placeholderText()
        case QSpinBox():
            yield from (widget.prefix(), widget.suffix(), widget.specialValueText())
        case QAbstractItemView():
            yield from _headers(widget)
        case _:
            pass


def _headers(view: QAbstractItemView) -> Iterator[str]:
    model = view.model()
    if not isinstance(model, QAbstractItemModel) or not isinstance(view, QTreeView):
        return
    for column in range(model.columnCount()):
        for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            words = model.headerData(column, Qt.Orientation.Horizontal, role)
            yield words if isinstance(words, str) else ""
