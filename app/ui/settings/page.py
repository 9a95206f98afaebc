"""What the settings dialog's pages have in common: rows of a field and a sentence about it."""

from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDoubleSpinBox, QFormLayout, QFrame, QLabel, QScrollArea, QWidget

from app.core.settings import Settings


class Page(QScrollArea):
    """A form that edits some of the settings; where it is too tall for the screen it scrolls."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._body = QWidget(self)
        self._form = QFormLayout(self._body)
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._form.setContentsMargins(16, 16, 16, 16)
        self._form.setHorizontalSpacing(16)
        self._form.setVerticalSpacing(8)
        self.setWidget(self._body)

    def sizeHint(self) -> QSize:
        """Return room for the whole form; the screen and the dialog may give less."""
        return self._body.sizeHint() + QSize(2, 2)

    def fill(self, settings: Settings) -> None:
        """Show these settings."""
        raise NotImplementedError

    def values(self) -> dict[str, Any]:
        """Return the settings as edited, by name; always the same names."""
        raise NotImplementedError

    def _row(self, words: str, field: QWidget, hint: str) -> None:
        field.setMinimumWidth(200)
        if words:
            field.setAccessibleName(words.replace("&", ""))
        field.setAccessibleDescription(hint)
        label = QLabel(words, self)
        label.setBuddy(field)
        # Qt measures a label with an underlined letter a little short and would cut its last one.
        label.setContentsMargins(0, 0, 4, 0)
        self._form.addRow(label, field)
        note = QLabel(hint, self)
        note.setObjectName("muted")
        note.setWordWrap(True)
        self._form.addRow("", note)

    def _number(self, low: float, high: float, step: float) -> QDoubleSpinBox:
        box = QDoubleSpinBox(self)
        box.setRange(low, high)
        box.setSingleStep(step)
        return box
