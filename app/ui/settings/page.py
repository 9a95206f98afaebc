"""What the settings dialog's pages have in common: rows of a field and a sentence about it."""

from typing import Any

from PySide6.QtWidgets import QDoubleSpinBox, QFormLayout, QLabel, QWidget

from app.core.settings import Settings


class Page(QWidget):
    """A form that edits some of the settings."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._form = QFormLayout(self)
        self._form.setContentsMargins(16, 16, 16, 16)
        self._form.setHorizontalSpacing(16)
        self._form.setVerticalSpacing(8)

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
        label.setMinimumWidth(label.sizeHint().width() + 4)
        self._form.addRow(label, field)
        note = QLabel(hint, self)
        note.setObjectName("muted")
        self._form.addRow("", note)

    def _number(self, low: float, high: float, step: float) -> QDoubleSpinBox:
        box = QDoubleSpinBox(self)
        box.setRange(low, high)
        box.setSingleStep(step)
        return box
