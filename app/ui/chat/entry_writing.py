"""Writes entries at the end of a document: the author's line, the text, the note below it."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import (
    QColor,
    QFont,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)

from app.ui.chat.conversation import Entry, EntryState
from app.ui.chat.markdown.look import LINE_HEIGHT_PERCENT, Look, Mark
from app.ui.chat.markdown.pictures import FormulaPictures
from app.ui.chat.passage import Passage
from app.ui.chat.passage_bodies import PlainBody, RenderedBody

SPACE_BETWEEN = 24
"""Pixels between two entries."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("Transcript", text)


class EntryWriter:
    """Writes in one look; answers rendered, or as their source."""

    def __init__(
        self, document: QTextDocument, look: Look, pictures: FormulaPictures, *, rendered: bool
    ) -> None:
        self._document, self._look, self._pictures = document, look, pictures
        self._rendered = rendered

    def begin(self, entry: Entry, *, first: bool) -> Passage:
        """Write the author's line and what there is of the text."""
        cursor = self._open_end()
        self._open_block(cursor, top=0 if first else SPACE_BETWEEN, bottom=4)
        top = cursor.position()
        mine = entry.role == "user"
        theme = self._look.theme
        author = self._small(theme.muted if mine else theme.accent)
        author.setFontWeight(QFont.Weight.DemiBold)
        cursor.insertText(_tr("You") if mine else _tr("Foretoken"), author)
        self._open_block(cursor, top=0, bottom=0)
        cursor.setCharFormat(QTextCharFormat())
        passage = Passage(entry, top, self._body(entry))
        if entry.text:
            passage.append(entry.text)
        cursor.endEditBlock()
        return passage

    def write(self, entry: Entry, *, first: bool) -> Passage:
        """Write an entry, and its note unless more of it is to come."""
        passage = self.begin(entry, first=first)
        if not entry.open:
            passage.finish()
            self.note(passage)
        return passage

    def restart(self, passage: Passage) -> None:
        """Write the last entry's text once more: it turned out otherwise."""
        cursor = self._open_end()
        cursor.setPosition(passage.places.start, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        passage.restart(self._body(passage.entry))
        passage.append(passage.entry.text)
        cursor.endEditBlock()

    def note(self, passage: Passage) -> None:
        """Write the note below the last entry, if it has one."""
        entry, theme = passage.entry, self._look.theme
        if not entry.note:
            return
        cursor = self._open_end()
        if entry.text:
            self._open_block(cursor, top=8, bottom=0)
        failed = entry.state is EntryState.FAILED
        cursor.insertText(entry.note, self._small(theme.danger if failed else theme.muted))
        cursor.endEditBlock()

    def _body(self, entry: Entry) -> PlainBody | RenderedBody:
        if self._rendered and entry.role == "assistant":
            return RenderedBody(self._document, self._look, self._pictures)
        return PlainBody(self._document, self._look)

    def _open_end(self) -> QTextCursor:
        """Begin an edit at the end; only then go there: before it the last block were laid out."""
        cursor = QTextCursor(self._document)
        cursor.beginEditBlock()
        cursor.setPosition(self._document.characterCount() - 1)
        return cursor

    def _open_block(self, cursor: QTextCursor, *, top: int, bottom: int) -> None:
        block = QTextBlockFormat()
        block.setTopMargin(top)
        block.setBottomMargin(bottom)
        kind = QTextBlockFormat.LineHeightTypes.ProportionalHeight
        block.setLineHeight(LINE_HEIGHT_PERCENT, kind.value)
        behind_table = cursor.blockFormat().property(Mark.BEHIND_TABLE) is not None
        if self._document.isEmpty() or (behind_table and cursor.block().length() == 1):
            cursor.setBlockFormat(block)
        else:
            cursor.insertBlock(block, QTextCharFormat())

    def _small(self, colour: str) -> QTextCharFormat:
        form = QTextCharFormat()
        form.setForeground(QColor(colour))
        form.setProperty(QTextCharFormat.Property.FontSizeAdjustment, -1)
        return form
