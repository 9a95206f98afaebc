"""Lets text at the end of a document change without the whole paragraph being painted again."""

import math
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QTextEdit


@contextmanager
def only_the_end_changes(edit: QTextEdit) -> Iterator[None]:
    """Repaint from the line above the last one on, after an edit that is confined to the end.

    Left to itself Qt repaints the last paragraph from its first line, however long it has become.
    The line above may lose a word to the next one, or get room for what was rejected.
    """
    document, view = edit.document(), edit.viewport()
    layout = document.documentLayout()
    top, size = _top(document), layout.documentSize()
    layout.blockSignals(True)
    try:
        yield
    finally:
        layout.blockSignals(False)
    seen = max(0, math.floor(top) - edit.verticalScrollBar().value())
    view.update(0, seen, view.width(), view.height() - seen)
    now = layout.documentSize()
    if now != size:
        layout.documentSizeChanged.emit(now)


def _top(document: QTextDocument) -> float:
    """Return the upper edge of the line above the one where the text ends, if one is above it."""
    block = document.lastBlock()
    above = document.documentLayout().blockBoundingRect(block).top()
    lines = block.layout()
    number = lines.lineForTextPosition(block.length() - 1).lineNumber() - 1
    return lines.position().y() + lines.lineAt(number).y() if number > 0 else above
