"""The conversation as text: a streaming answer is appended, finished text never laid out again."""

from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QApplication, QFrame, QTextEdit, QWidget

from app.ui.chat.conversation import Entry, EntryState
from app.ui.chat.draft_in_flight import draft_shown, lay_out_end, place_draft
from app.ui.chat.end_of_text import only_the_end_changes
from app.ui.chat.origin_layer import OriginLayer
from app.ui.chat.passage import Passage
from app.ui.chat.token_cursor import TokenCursor
from app.ui.theme import Theme

COLUMN_WIDTH = 760
"""Lines longer than this are hard to read."""

SIDE_MARGIN = 24
TOP_MARGIN = 24
BOTTOM_MARGIN = 16
LINE_HEIGHT_PERCENT = 140.0


class Transcript(QTextEdit):
    """A read-only document: authors, texts and notes.

    Nothing else is in it: the draft in flight and what origins shows are drawn beside the text.

    Attributes:
        origins: shows tokens by where they came from. tokens: which of them is chosen.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("transcript")
        self.setAccessibleName(self.tr("Conversation"))
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setFrameShape(QFrame.Shape.NoFrame)
        # Else scrolling by a line, which streaming does all the time, would paint every line anew.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.document().setDocumentMargin(0)
        font = self.font()
        font.setPointSizeF(font.pointSizeF() + 1)
        self.setFont(font)
        self._theme = theme
        self._side = -1
        self._passages: list[Passage] = []
        self._pressed = QPointF()
        self.origins = OriginLayer(self, self._passages, theme)
        self.tokens = TokenCursor(self, self.origins, self._passages)
        self.set_theme(theme, [])

    def set_theme(self, theme: Theme, entries: list[Entry]) -> None:
        """Write everything again in this theme's colours."""
        self._theme = theme
        self.origins.set_theme(theme)
        colours = self.palette()
        colours.setColor(QPalette.ColorRole.Base, QColor(theme.window))
        self.setPalette(colours)
        position = self.verticalScrollBar().value()
        self._write_entries(entries)
        self.verticalScrollBar().setValue(position)

    def show_entries(self, entries: list[Entry]) -> None:
        """Show these instead, the last one in view."""
        self._write_entries(entries)
        self.scroll_to_bottom()

    def _write_entries(self, entries: list[Entry]) -> None:
        self.clear_entries()
        for entry in entries:
            self.add(entry)
            if not entry.open and entry.role != "user":
                self._conclude(self._passages[-1])

    def clear_entries(self) -> None:
        """Empty the document."""
        self.origins.choose(None)
        self._passages.clear()
        self.clear()
        frame = self.document().rootFrame().frameFormat()
        frame.setTopMargin(TOP_MARGIN)
        frame.setBottomMargin(BOTTOM_MARGIN)
        self.document().rootFrame().setFrameFormat(frame)

    def show_origins(self, shown: bool) -> None:
        """Show tokens by origin or not, what is being read staying in its place."""
        at_bottom = self._at_bottom()
        reading = self.cursorForPosition(self.viewport().rect().topLeft())
        before = self.cursorRect(reading).top()
        self.origins.set_shown(shown)
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self.cursorRect(reading).top() - before)
        if at_bottom:
            self.scroll_to_bottom()

    def add(self, entry: Entry) -> None:
        """Append an entry: its author, then its text so far."""
        at_bottom = self._at_bottom()
        cursor = self._open_end()
        self._open_block(cursor, top=24 if self._passages else 0, bottom=4)
        mine = entry.role == "user"
        author = self._small(self._theme.muted if mine else self._theme.accent)
        author.setFontWeight(QFont.Weight.DemiBold)
        cursor.insertText(self.tr("You") if mine else self.tr("Foretoken"), author)
        passage = Passage(entry, cursor.position() + 1)
        self._passages.append(passage)
        self._open_block(cursor, top=0, bottom=0)
        cursor.setCharFormat(QTextCharFormat())
        self._write(cursor, passage, entry.text)
        cursor.endEditBlock()
        if entry.role == "user":
            self._conclude(passage)
        if at_bottom:
            self.scroll_to_bottom()

    def grow(self, text: str, ghost: str) -> None:
        """Append settled text to the last entry and stand `ghost` behind it."""
        at_bottom = self._at_bottom()
        with only_the_end_changes(self):
            if text:
                cursor = self._open_end()
                self._place_draft("")
                self._write(cursor, self._passages[-1], text)
                self._place_draft(ghost)
                cursor.endEditBlock()
            elif self._place_draft(ghost):
                lay_out_end(self.document())
        if at_bottom:
            self.scroll_to_bottom()

    def finish(self, entry: Entry) -> None:
        """Settle the last entry: its text is exactly `entry.text`, its note is written below."""
        at_bottom = self._at_bottom()
        self._place_draft("")
        self.document().lastBlock().layout().setCacheEnabled(False)
        lay_out_end(self.document())
        passage = self._passages[-1]
        if passage.text != entry.text:
            self.origins.choose(None)
            cursor = self._open_end()
            cursor.setPosition(passage.places.start, QTextCursor.MoveMode.KeepAnchor)
            cursor.removeSelectedText()
            passage.restart()
            self._write(cursor, passage, entry.text)
            cursor.endEditBlock()
        self._conclude(passage)
        if at_bottom:
            self.scroll_to_bottom()

    def _write(self, cursor: QTextCursor, passage: Passage, text: str) -> None:
        """Insert text at the end of the document, and room for what was rejected in it."""
        indent, block = cursor.blockFormat().textIndent(), cursor.block()
        # What is laid out now is painted next: without the cache it would be shaped twice.
        block.layout().setCacheEnabled("\n" not in text)
        cursor.insertText(text, self._plain())
        if indent and cursor.block() != block:
            level = QTextBlockFormat()
            level.setTextIndent(0)
            cursor.setPosition(block.next().position(), QTextCursor.MoveMode.KeepAnchor)
            cursor.mergeBlockFormat(level)
        passage.append(text)
        self.origins.extend(passage)

    def _conclude(self, passage: Passage) -> None:
        """Nothing more comes: write the note below the entry."""
        entry = passage.entry
        passage.ended = True
        self.origins.extend(passage)
        if not entry.note:
            return
        failed = entry.state is EntryState.FAILED
        cursor = self._open_end()
        if entry.text:
            self._open_block(cursor, top=8, bottom=0)
        colour = self._theme.danger if failed else self._theme.muted
        cursor.insertText(entry.note, self._small(colour))
        cursor.endEditBlock()

    def _place_draft(self, draft: str) -> bool:
        """Put the draft in flight behind the text; return whether that changes anything."""
        changed = draft != draft_shown(self.document())
        if changed:
            place_draft(self.document(), draft, self._theme)
        return changed

    def scroll_to_bottom(self) -> None:
        """Show the end of the conversation."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.maximum())

    def _at_bottom(self) -> bool:
        bar = self.verticalScrollBar()
        return bar.value() >= bar.maximum() - 4

    def _open_end(self) -> QTextCursor:
        """Begin an edit at the end; only then go there: before it the last block were laid out."""
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        cursor.setPosition(self.document().characterCount() - 1)
        return cursor

    def _open_block(self, cursor: QTextCursor, *, top: int, bottom: int) -> None:
        block = QTextBlockFormat()
        block.setTopMargin(top)
        block.setBottomMargin(bottom)
        kind = QTextBlockFormat.LineHeightTypes.ProportionalHeight
        block.setLineHeight(LINE_HEIGHT_PERCENT, kind.value)
        if self.document().isEmpty():
            cursor.setBlockFormat(block)
        else:
            cursor.insertBlock(block, QTextCharFormat())

    def _plain(self) -> QTextCharFormat:
        form = QTextCharFormat()
        form.setForeground(QColor(self._theme.text))
        return form

    def _small(self, colour: str) -> QTextCharFormat:
        form = QTextCharFormat()
        form.setForeground(QColor(colour))
        form.setProperty(QTextCharFormat.Property.FontSizeAdjustment, -1)
        return form

    def event(self, event: QEvent) -> bool:
        """Take Esc from the menu while a token is chosen and no answer can be stopped."""
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
            and self.origins.chosen is not None
            and self._passages[-1].ended
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk through tokens while one is chosen; Esc leaves them."""
        if self.origins.chosen is not None and event.key() == Qt.Key.Key_Escape:
            self.origins.choose(None)
        elif event.modifiers() or not self.tokens.step(event.key()):
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where a click began: a drag selects text."""
        self._pressed = event.position()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose the clicked token."""
        super().mouseReleaseEvent(event)
        moved = (event.position() - self._pressed).manhattanLength()
        still = moved < QApplication.startDragDistance() and not self.textCursor().hasSelection()
        if self.origins.shown and still and event.button() is Qt.MouseButton.LeftButton:
            self.tokens.click(event.position())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground, and origins below and above the text."""
        ground = QPainter(self.viewport())
        ground.fillRect(event.rect(), QColor(self._theme.window))
        ground.end()
        self.origins.paint_below(event.rect())
        super().paintEvent(event)
        self.origins.paint_above()

    def createMimeDataFromSelection(self) -> QMimeData:  # noqa: N802
        """Copy the entries' own texts, to the character, and what stands between them."""
        cursor = self.textCursor()
        at, last = cursor.selectionStart(), cursor.selectionEnd()
        parts: list[str] = []
        for passage in self._passages:
            begin = max(at, passage.places.start)
            end = min(last, passage.places.end)
            if begin < end:
                parts += self._document_text(at, begin), passage.source(begin, end)
                at = end
        parts.append(self._document_text(at, last))
        data = QMimeData()
        data.setText("".join(parts))
        return data

    def _document_text(self, first: int, last: int) -> str:
        cursor = QTextCursor(self.document())
        cursor.setPosition(first)
        cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
        return cursor.selection().toPlainText()

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
        self.tokens.reveal()
