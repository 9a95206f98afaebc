"""The conversation as text: a streaming answer is appended, finished text never laid out again."""

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QPalette,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from app.ui.chat.conversation import Entry, EntryState
from app.ui.theme import Theme

COLUMN_WIDTH = 760
"""Lines longer than this are hard to read."""

SIDE_MARGIN = 24
TOP_MARGIN = 24
BOTTOM_MARGIN = 16
LINE_HEIGHT_PERCENT = 140.0


class Transcript(QTextEdit):
    """A read-only document: authors, texts and notes, and at its end the draft in flight."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("transcript")
        self.setAccessibleName(self.tr("Conversation"))
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.document().setDocumentMargin(0)
        font = self.font()
        font.setPointSizeF(font.pointSizeF() + 1)
        self.setFont(font)
        self._theme = theme
        self._side = -1
        self._answer_start = 0
        self._ghost_start: int | None = None
        self._shown = ""
        self._empty = True
        self.set_theme(theme, [])

    def set_theme(self, theme: Theme, entries: list[Entry]) -> None:
        """Write everything again in this theme's colours."""
        self._theme = theme
        colours = self.palette()
        colours.setColor(QPalette.ColorRole.Base, QColor(theme.window))
        self.setPalette(colours)
        position = self.verticalScrollBar().value()
        self.clear_entries()
        for entry in entries:
            self.add(entry)
            if entry.state not in (EntryState.WAITING, EntryState.STREAMING):
                self._write_note(entry)
        self.verticalScrollBar().setValue(position)

    def clear_entries(self) -> None:
        """Empty the document."""
        self.clear()
        frame = self.document().rootFrame().frameFormat()
        frame.setTopMargin(TOP_MARGIN)
        frame.setBottomMargin(BOTTOM_MARGIN)
        self.document().rootFrame().setFrameFormat(frame)
        self._empty = True
        self._ghost_start = None
        self._shown = ""

    def add(self, entry: Entry) -> None:
        """Append an entry: its author, then its text so far."""
        at_bottom = self._at_bottom()
        cursor = self._end()
        cursor.beginEditBlock()
        self._open_block(cursor, top=0 if self._empty else 24, bottom=4)
        mine = entry.role == "user"
        author = self._small(self._theme.muted if mine else self._theme.accent)
        author.setFontWeight(QFont.Weight.DemiBold)
        cursor.insertText(self.tr("You") if mine else self.tr("Foretoken"), author)
        self._empty = False
        self._open_block(cursor, top=0, bottom=0)
        cursor.setCharFormat(QTextCharFormat())
        self._answer_start = cursor.position()
        self._ghost_start = None
        cursor.insertText(entry.text, self._plain())
        self._shown = entry.text
        cursor.endEditBlock()
        if at_bottom:
            self.scroll_to_bottom()

    def grow(self, text: str, ghost: str) -> None:
        """Append settled text to the last entry and stand `ghost` behind it."""
        at_bottom = self._at_bottom()
        cursor = self._end()
        cursor.beginEditBlock()
        self._remove_ghost(cursor)
        if text:
            cursor.insertText(text, self._plain())
            self._shown += text
        if ghost:
            self._ghost_start = cursor.position()
            cursor.insertText(ghost, self._ghost())
        cursor.endEditBlock()
        if at_bottom:
            self.scroll_to_bottom()

    def finish(self, entry: Entry) -> None:
        """Settle the last entry: its text is exactly `entry.text`, its note is written below."""
        at_bottom = self._at_bottom()
        cursor = self._end()
        cursor.beginEditBlock()
        self._remove_ghost(cursor)
        if self._shown != entry.text:
            cursor.setPosition(self._answer_start)
            cursor.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText(entry.text, self._plain())
            self._shown = entry.text
        cursor.endEditBlock()
        self._write_note(entry)
        if at_bottom:
            self.scroll_to_bottom()

    def _write_note(self, entry: Entry) -> None:
        if not entry.note:
            return
        failed = entry.state is EntryState.FAILED
        cursor = self._end()
        cursor.beginEditBlock()
        if entry.text:
            self._open_block(cursor, top=8, bottom=0)
        colour = self._theme.danger if failed else self._theme.muted
        cursor.insertText(entry.note, self._small(colour))
        cursor.endEditBlock()

    def scroll_to_bottom(self) -> None:
        """Show the end of the conversation."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.maximum())

    def _at_bottom(self) -> bool:
        bar = self.verticalScrollBar()
        return bar.value() >= bar.maximum() - 4

    def _end(self) -> QTextCursor:
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        return cursor

    def _remove_ghost(self, cursor: QTextCursor) -> None:
        if self._ghost_start is not None:
            cursor.setPosition(self._ghost_start)
            cursor.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
            cursor.removeSelectedText()
            self._ghost_start = None

    def _open_block(self, cursor: QTextCursor, *, top: int, bottom: int) -> None:
        block = QTextBlockFormat()
        block.setTopMargin(top)
        block.setBottomMargin(bottom)
        kind = QTextBlockFormat.LineHeightTypes.ProportionalHeight
        block.setLineHeight(LINE_HEIGHT_PERCENT, kind.value)
        if self._empty:
            cursor.setBlockFormat(block)
        else:
            cursor.insertBlock(block, QTextCharFormat())

    def _plain(self) -> QTextCharFormat:
        form = QTextCharFormat()
        form.setForeground(QColor(self._theme.text))
        return form

    def _ghost(self) -> QTextCharFormat:
        form = QTextCharFormat()
        form.setForeground(QColor(self._theme.muted))
        form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
        form.setUnderlineColor(QColor(self._theme.outline))
        return form

    def _small(self, colour: str) -> QTextCharFormat:
        form = QTextCharFormat()
        form.setForeground(QColor(colour))
        form.setProperty(QTextCharFormat.Property.FontSizeAdjustment, -1)
        return form

    def createMimeDataFromSelection(self) -> QMimeData:  # noqa: N802
        """Copy plain text, never the draft in flight."""
        cursor = self.textCursor()
        end = cursor.selectionEnd()
        if self._ghost_start is not None:
            end = max(min(end, self._ghost_start), cursor.selectionStart())
        kept = QTextCursor(self.document())
        kept.setPosition(cursor.selectionStart())
        kept.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        data = QMimeData()
        data.setText(kept.selection().toPlainText())
        return data

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the column in the middle, the scroll bar at the edge, the end in view if it was."""
        at_bottom = self._at_bottom()
        side = max(SIDE_MARGIN, (self.width() - COLUMN_WIDTH) // 2)
        if side != self._side:
            self._side = side
            bar = self.verticalScrollBar().sizeHint().width()
            self.setViewportMargins(side, 0, side - bar, 0)
        super().resizeEvent(event)
        if at_bottom:
            self.scroll_to_bottom()
