"""Two columns: what is counted, and how many; each row says in one sentence what it means."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget


class Figures(QWidget):
    """Rows of a name and a value, "–" while there is none.

    Attributes:
        values: the labels on the right, from the top.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self.values: list[QLabel] = []

    def add(self, words: str, meaning: str) -> None:
        """Append a row."""
        row = len(self.values)
        label, value = QLabel(words, self), QLabel("–", self)
        label.setObjectName("muted")
        value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        value.setAccessibleName(words)
        value.setTextFormat(Qt.TextFormat.PlainText)
        for widget in (label, value):
            widget.setToolTip(meaning)
        self._grid.addWidget(label, row, 0)
        self._grid.addWidget(value, row, 1)
        self.values.append(value)

    def show_values(self, texts: Sequence[str]) -> None:
        """Show these, one a row; only what changed costs anything."""
        for label, text in zip(self.values, texts, strict=True):
            if label.text() != text:
                label.setText(text)
