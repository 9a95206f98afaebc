"""What a screen reader is told."""

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget


def accessible_text(widget: QWidget) -> str:
    """Return the text of a text widget."""
    text = QAccessible.queryAccessibleInterface(widget).textInterface()
    assert text is not None
    return text.text(0, text.characterCount())
