"""A part of the panel: a caption that explains itself, and what it is about."""

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.ui.folding_row import FoldingRow


class Section(QWidget):
    """Caption, then widgets below each other."""

    def __init__(self, words: str, meaning: str, parent: QWidget | None = None) -> None:
        """`meaning` appears where the mouse rests on the caption."""
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._row = FoldingRow(self)
        caption = QLabel(words, self)
        caption.setObjectName("sectionCaption")
        caption.setToolTip(meaning)
        caption.setAccessibleDescription(meaning)
        caption.setWordWrap(True)
        self._row.add(caption, 1)
        self._column.addWidget(self._row)

    def add_beside(self, widget: QWidget) -> None:
        """Place this right of the caption."""
        self._row.add(widget)

    def add(self, *widgets: QWidget) -> None:
        """Append these."""
        for widget in widgets:
            self._column.addWidget(widget)
