"""Writes entries at the end of a document: the author's line, the text, the note below it."""

from collections.abc import Set

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
from app.ui.chat.thought import LINK

_SPACE = "\u2003"
"""Between the author's name and what is said of the thinking."""

THINKING_MARGIN = 16

SPACE_BETWEEN = 24
"""Pixels between two entries."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("Transcript", text)


class EntryWriter:
    """Writes in one look; answers rendered, or as their source."""

    def __init__(
        self,
        document: QTextDocument,
        look: Look,
        pictures: FormulaPictures,
        *,
        rendered: bool,
        opened: Set[str] = frozenset(),
    ) -> None:
        """`opened` are the names of the messages whose thinking is shown."""
        self._document, self._look, self._pictures = document, look, pictures
        self._rendered = rendered
        self._opened = opened

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
        divided = self._rendered and not mine
        passage = Passage(entry, top, self._body(entry), divided=divided)
        if entry.text:
            passage.append(entry.text)
            self.think(passage)
        cursor.endEditBlock()
        return passage

    def write(self, entry: Entry, *, first: bool) -> Passage:
        """Write an entry, and its note unless more of it is to come."""
        passage = self.begin(entry, first=first)
        if not entry.open:
            passage.finish()
            self.think(passage)
            self.note(passage)
        return passage

    def think(self, passage: Passage) -> int | None:
        """Write what is new of the last entry's thinking, if it has any: how long it took, and
        the text where that is shown. Return the position where something is new."""
        thought = passage.thought
        if thought is None:
            return None
        words = thought.new_words
        said = words != thought.words
        if said:
            self._say_thinking(passage, thought.words, words)
            thought.words = words
        if passage.entry.message_id in self._opened:
            text = thought.division.thinking(passage.text)
            if len(text) > thought.written:
                self._write_thinking(passage, text[thought.written :], first=not thought.written)
                thought.written = len(text)
                said = True
        return passage.top if said else None

    def _say_thinking(self, passage: Passage, before: str, words: str) -> None:
        """Put these words beside the author's name."""
        letters = self._document.characterCount()
        block = self._document.findBlock(passage.top)
        cursor = QTextCursor(block)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        if before:
            taken = len(before) + len(_SPACE)
            cursor.movePosition(
                QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, taken
            )
        form = self._small(self._look.theme.muted)
        cursor.insertText(_SPACE, form)
        form.setAnchor(True)
        form.setAnchorHref(LINK + passage.entry.message_id)
        form.setToolTip(_tr("Show or hide what was thought"))
        cursor.insertText(words, form)
        passage.shift_text(self._document.characterCount() - letters)

    def _write_thinking(self, passage: Passage, text: str, *, first: bool) -> None:
        """Write thinking in blocks of its own above the answer."""
        letters = self._document.characterCount()
        cursor = QTextCursor(self._document)
        form = self._small(self._look.theme.muted)
        if first:
            cursor.setPosition(passage.top)
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
            block = cursor.blockFormat()
            block.setTopMargin(0)
            block.setBottomMargin(8)
            block.setLeftMargin(THINKING_MARGIN)
            cursor.insertBlock(block, form)
        else:
            cursor.setPosition(self._document.findBlock(passage.places.start).position() - 1)
        cursor.insertText(text, form)
        passage.shift_text(self._document.characterCount() - letters)

    def restart(self, passage: Passage) -> None:
        """Write the last entry's text once more: it turned out otherwise."""
        cursor = self._open_end()
        cursor.setPosition(passage.places.start, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        passage.restart(self._body(passage.entry))
        passage.append(passage.entry.text)
        self.think(passage)
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
