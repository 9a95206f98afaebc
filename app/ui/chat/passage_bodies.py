"""Two ways to write a text at the end of a document: as it is, and with its Markdown rendered."""

from PySide6.QtGui import QTextBlockFormat, QTextCursor, QTextDocument

from app.ui.chat.markdown.growing import GrowingMarkdown
from app.ui.chat.markdown.look import Look
from app.ui.chat.markdown.pictures import FormulaPictures
from app.ui.chat.markdown.writer import BlockWriter
from app.ui.chat.source_map import SourceMap


def end_of(document: QTextDocument) -> QTextCursor:
    """Return a cursor at the end; one that moves there would have the last block laid out."""
    cursor = QTextCursor(document)
    cursor.setPosition(document.characterCount() - 1)
    return cursor


class PlainBody:
    """Text character by character; it begins at the document's end."""

    def __init__(self, document: QTextDocument, look: Look) -> None:
        self._document, self._look = document, look
        self.places = SourceMap(document.characterCount() - 1)

    def append(self, text: str) -> int:
        """Write more; return where it begins."""
        cursor = end_of(self._document)
        began = cursor.position()
        indent, block = cursor.blockFormat().textIndent(), cursor.block()
        # What is laid out now is painted next: without the cache it would be shaped twice.
        block.layout().setCacheEnabled("\n" not in text)
        cursor.insertText(text, self._look.text)
        if indent and cursor.block() != block:
            level = QTextBlockFormat()
            level.setTextIndent(0)
            cursor.setPosition(block.next().position(), QTextCursor.MoveMode.KeepAnchor)
            cursor.mergeBlockFormat(level)
        self.places.append(text)
        return began

    def skip(self, text: str) -> None:
        """Leave nothing out: all of the source is shown."""
        self.append(text)

    def finish(self) -> int:
        """Change nothing; return the end."""
        return self.places.end

    def shift(self, by: int) -> None:
        """Note that all stands `by` positions further on."""
        self.places.shift(by)


class RenderedBody:
    """Markdown, of which only the last part is ever written anew; at the document's end."""

    def __init__(self, document: QTextDocument, look: Look, pictures: FormulaPictures) -> None:
        self._document = document
        start = document.characterCount() - 1
        self._writer = BlockWriter(document, look, start, pictures)
        self.places = self._writer.places
        self._growing = GrowingMarkdown()

    def append(self, text: str) -> int:
        """Write more; return where something is new."""
        if "\n" not in text:  # see PlainBody
            self._document.lastBlock().layout().setCacheEnabled(True)
        change = self._growing.append(text)
        return self._writer.change(change, len(self._growing.source))

    def skip(self, text: str) -> None:
        """Leave text out before anything is written."""
        self._growing.skip(text)
        self.places.reach(len(self._growing.source))

    def finish(self) -> int:
        """Read the end as the end; return where something is new."""
        change = self._growing.finish()
        return self._writer.change(change, len(self._growing.source))

    def shift(self, by: int) -> None:
        """Note that all stands `by` positions further on."""
        self._writer.shift(by)
