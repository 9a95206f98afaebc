"""Lets text at the end of a document change without the whole paragraph being painted again."""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QTextEdit


@dataclass(slots=True)
class Edit:
    """An edit; `began` is the document position from which on something is new."""

    began: int

    def reach(self, position: int) -> None:
        """Note a change at `position`."""
        self.began = min(self.began, position)


@contextmanager
def only_the_end_changes(edit: QTextEdit) -> Iterator[Edit]:
    """Repaint from the line above the changed one on, after an edit that is confined to the end.

    Left to itself Qt repaints the last paragraph from its first line, however long it has become.
    The line above may lose a word to the next one.
    """
    document, view = edit.document(), edit.viewport()
    layout = document.documentLayout()
    size = layout.documentSize()
    change = Edit(document.characterCount() - 1)
    layout.blockSignals(True)
    try:
        yield change
    finally:
        layout.blockSignals(False)
    top = _top(document, change.began)
    seen = max(0, math.floor(top) - edit.verticalScrollBar().value())
    view.update(0, seen, view.width(), view.height() - seen)
    now = layout.documentSize()
    if now != size:
        layout.documentSizeChanged.emit(now)


def _top(document: QTextDocument, position: int) -> float:
    """Return the upper edge of the line above the one at `position`, if its block has one."""
    block = document.findBlock(position)
    above = document.documentLayout().blockBoundingRect(block).top()
    lines = block.layout()
    line = lines.lineForTextPosition(position - block.position())
    number = line.lineNumber() - 1 if line.isValid() else 0
    if number > 0:
        return above + lines.lineAt(number).y()
    before = block.previous()  # its background or its bars may go on in what is new
    last = before.layout().lineCount() - 1 if before.isValid() else -1
    if last < 0:
        return above
    return (
        document.documentLayout().blockBoundingRect(before).top() + before.layout().lineAt(last).y()
    )
