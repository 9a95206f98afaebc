"""Widgets beside each other where there is room, else below each other."""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

SPACING = 8


class FoldingRow(QWidget):
    """A row that folds: large text and long words take lines, not room that is not there."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(SPACING)

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Append this."""
        self._row.addWidget(widget, stretch)

    @property
    def folded(self) -> bool:
        """Whether they are below each other."""
        return self._row.direction() is QBoxLayout.Direction.TopToBottom

    def minimumSizeHint(self) -> QSize:
        """Return the widest one's width: below each other they need no more."""
        widths = [hint.width() for hint in self._hints()]
        margins = self.contentsMargins()
        edges = margins.left() + margins.right()
        return QSize(max(widths, default=0) + edges, self._row.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold, or unfold."""
        super().resizeEvent(event)
        self._fold()

    def event(self, event: QEvent) -> bool:
        """Fold anew when what is inside wants another size."""
        if event.type() is QEvent.Type.LayoutRequest:
            self._fold()
        return super().event(event)

    def _hints(self) -> list[QSize]:
        items = (self._row.itemAt(i) for i in range(self._row.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [
            one.minimumSizeHint().expandedTo(one.minimumSize())
            for one in widgets
            if one is not None and not one.isHidden()
        ]

    def _fold(self) -> None:
        hints = self._hints()
        needed = sum(hint.width() for hint in hints) + SPACING * (len(hints) - 1)
        directions = QBoxLayout.Direction
        wanted = (
            directions.LeftToRight
            if needed <= self.contentsRect().width()
            else directions.TopToBottom
        )
        if wanted is not self._row.direction():
            self._row.setDirection(wanted)
            self.updateGeometry()
