"""The conversation as text: a streaming answer is appended, finished text never laid out again."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QMimeData, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QApplication, QFrame, QTextEdit, QWidget

from app.ui.chat.code_copy import CodeCopy
from app.ui.chat.conversation import Entry
from app.ui.chat.draft_in_flight import draft_shown, lay_out_end, place_draft
from app.ui.chat.end_of_text import only_the_end_changes
from app.ui.chat.keyboard_stops import KeyboardStops
from app.ui.chat.links import ask_before_leaving
from app.ui.chat.markdown.decor import paint_below, position_at
from app.ui.chat.markdown.look import Look
from app.ui.chat.markdown.pictures import ClosedDocument, FormulaPictures
from app.ui.chat.origin_layer import OriginLayer
from app.ui.chat.passage import Passage
from app.ui.chat.shown_entries import ShownEntries
from app.ui.chat.thought import LINK
from app.ui.chat.token_cursor import TokenCursor
from app.ui.theme import Theme

COLUMN_WIDTH = 760
"""Lines longer than this are hard to read."""

SIDE_MARGIN = 24
TOP_MARGIN = 24
BOTTOM_MARGIN = 16

LARGE = 40_000
"""Characters of a document that is written anew, in steps, rather than changed as a whole."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """What is being read: a character of an entry, at a height of the viewport."""

    number: int
    offset: int
    height: int


class Transcript(QTextEdit):
    """A read-only document: authors, texts and notes.

    Nothing else is in it: the draft in flight and what origins shows are drawn beside the text.

    Attributes:
        origins: shows tokens by where they came from. tokens: which of them is chosen.
        code: copies code. stops: where Tab goes.

    Signals:
        resized(): everything may stand elsewhere.
    """

    resized = Signal()

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
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._built = False
        self._pictures = FormulaPictures(self.devicePixelRatioF())
        self.setDocument(ClosedDocument(self._pictures, self))
        self.document().setDocumentMargin(0)
        font = self.font()
        font.setPointSizeF(font.pointSizeF() + 1)
        self.setFont(font)
        self._theme = theme
        self._side = -1
        self._source = False
        self._passages: list[Passage] = []
        self._pressed = QPointF()
        self.origins = OriginLayer(self, self._passages, theme)
        self.tokens = TokenCursor(self, self.origins, self._passages)
        self._shown = ShownEntries(self, self._passages, self._pictures, self.origins.extend)
        self.code = CodeCopy(self)
        self.stops = KeyboardStops(self, self.code)
        self.set_theme(theme, [])
        self._built = True

    @property
    def passages(self) -> Sequence[Passage]:
        """The entries as they stand in the document."""
        return self._passages

    def set_theme(self, theme: Theme, entries: list[Entry]) -> None:
        """Write everything again in this theme's colours."""
        self._theme = theme
        self.origins.set_theme(theme)
        colours = self.palette()
        colours.setColor(QPalette.ColorRole.Base, QColor(theme.window))
        self.setPalette(colours)
        self._write_again(entries)

    def show_source(self, shown: bool) -> None:
        """Show answers as the Markdown that they are, every token of it, or rendered."""
        if shown != self._source:
            self._source = shown
            self._write_again(self._shown.entries)

    def show_entries(self, entries: list[Entry]) -> None:
        """Show these instead, the last one in view."""
        self.clear_entries()
        self._shown.begin(entries, None)
        self.scroll_to_bottom()

    def complete(self) -> None:
        """Have the whole conversation in the document: a long one is written in steps."""
        self._shown.complete()

    def _write_again(self, entries: Sequence[Entry], *, origins: bool | None = None) -> None:
        """Write all anew, what is being read staying in its place."""
        reading = None if self._at_bottom() else self._reading()
        self.clear_entries()
        if origins is not None:
            self.origins.set_shown(origins)
        self._shown.set_look(Look(self._theme), rendered=not self._source)
        self._shown.begin(entries, None if reading is None else reading.number)
        if reading is None or reading.number >= len(entries):
            self.scroll_to_bottom()
            return
        bar = self.verticalScrollBar()
        height = self._height(self._shown.passage(reading.number), reading.offset)
        bar.setValue(bar.value() + height - reading.height)

    def _reading(self) -> _Reading | None:
        position = position_at(self, QPointF())
        above = [passage for passage in self._passages if passage.top <= position]
        if not above:
            return None
        offset = above[-1].places.offset(position)
        height = self._height(above[-1], offset)
        return _Reading(self._shown.index(above[-1]), offset, height)

    def _height(self, passage: Passage, offset: int) -> int:
        """Return where a character of a passage is, in the viewport."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(passage.places.position(offset))
        return self.cursorRect(cursor).top()

    def clear_entries(self) -> None:
        """Empty the document."""
        self.origins.choose(None)
        self._passages.clear()
        self.clear()
        self._pictures.forget()
        frame = self.document().rootFrame().frameFormat()
        frame.setTopMargin(TOP_MARGIN)
        frame.setBottomMargin(BOTTOM_MARGIN)
        self.document().rootFrame().setFrameFormat(frame)
        self._shown.begin((), None)

    def show_origins(self, shown: bool) -> None:
        """Show tokens by origin or not, what is being read staying in its place."""
        if shown != self.origins.shown and self.document().characterCount() > LARGE:
            self._write_again(self._shown.entries, origins=shown)
            return
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
        self._shown.add(entry)
        if at_bottom:
            self.scroll_to_bottom()

    def grow(self, text: str, ghost: str) -> None:
        """Append settled text to the last entry and stand `ghost` behind it."""
        at_bottom = self._at_bottom()
        self._shown.complete_end()
        with only_the_end_changes(self) as edit:
            if text:
                cursor = QTextCursor(self.document())
                cursor.beginEditBlock()
                self._place_draft("")
                passage = self._passages[-1]
                edit.reach(passage.append(text))
                thinking = self._shown.writer.think(passage)
                if thinking is not None:
                    edit.reach(thinking)
                edit.reach(self.origins.extend(passage))
                self._place_draft(ghost)
                cursor.endEditBlock()
            elif self._place_draft(ghost):
                lay_out_end(self.document())
        if at_bottom:
            self.scroll_to_bottom()

    def finish(self, entry: Entry) -> None:
        """Settle the last entry: its text is exactly `entry.text`, its note is written below."""
        at_bottom = self._at_bottom()
        self._shown.complete_end()
        self._place_draft("")
        self.document().lastBlock().layout().setCacheEnabled(False)
        lay_out_end(self.document())
        passage = self._passages[-1]
        if passage.text != entry.text:
            self.origins.choose(None)
            self._shown.writer.restart(passage)
        passage.finish()
        self._shown.writer.think(passage)
        self.origins.extend(passage)
        self._shown.writer.note(passage)
        if at_bottom:
            self.scroll_to_bottom()

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

    def event(self, event: QEvent) -> bool:
        """Take Esc from the menu while a token is chosen and no answer can be stopped."""
        if event.type() is QEvent.Type.DevicePixelRatioChange and self._built:
            self._pictures.ratio = self.devicePixelRatioF()
            self._write_again(self._shown.entries)
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
        """Walk through tokens while one is chosen; Esc leaves them. Enter opens a link."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.matches(QKeySequence.StandardKey.SelectAll):
            self.complete()
        if enter and self.stops.link:
            self._follow(self.stops.link)
        elif self.origins.chosen is not None and event.key() == Qt.Key.Key_Escape:
            self.origins.choose(None)
        elif event.modifiers() or not self.tokens.step(event.key()):
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where a click began: a drag selects text."""
        self._pressed = event.position()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Follow the clicked link, or choose the clicked token."""
        super().mouseReleaseEvent(event)
        moved = (event.position() - self._pressed).manhattanLength()
        still = moved < QApplication.startDragDistance() and not self.textCursor().hasSelection()
        if not still or event.button() is not Qt.MouseButton.LeftButton:
            return
        link = self.anchorAt(event.position().toPoint())
        if link:
            self._follow(link)
        elif self.origins.shown:
            self.tokens.click(event.position())

    def _follow(self, link: str) -> None:
        """Show or hide what was thought, or leave for a page if the user wants that."""
        if link.startswith(LINK):
            self.toggle_thinking(link.removeprefix(LINK))
        else:
            ask_before_leaving(link, self)

    def toggle_thinking(self, message_id: str) -> None:
        """Show what was thought before an answer, or hide it."""
        self._shown.opened ^= {message_id}
        self._write_again(self._shown.entries)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show what can be done with what is below the mouse."""
        super().mouseMoveEvent(event)
        shapes = Qt.CursorShape
        link = self.anchorAt(event.position().toPoint())
        shape = shapes.PointingHandCursor if link else shapes.IBeamCursor
        self.viewport().setCursor(shape)
        if not event.buttons():
            self.code.hover(event.position())

    def leaveEvent(self, event: QEvent) -> None:
        """Take away what was shown for the mouse."""
        super().leaveEvent(event)
        self.code.leave()

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802
        """Stop at links and pieces of code, before the keyboard leaves the conversation."""
        return self.stops.step(forward=forward) or super().focusNextPrevChild(forward)

    def changeEvent(self, event: QEvent) -> None:
        """Write all anew in another font."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and self._built:
            self.origins.set_font(self.font())
            self._write_again(self._shown.entries)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground, and origins below and above the text."""
        ground = QPainter(self.viewport())
        ground.fillRect(event.rect(), QColor(self._theme.window))
        paint_below(ground, self, QRectF(event.rect()), self._theme)
        ground.end()
        self.origins.paint_below(event.rect())
        super().paintEvent(event)
        self.origins.paint_above()

    def createMimeDataFromSelection(self) -> QMimeData:  # noqa: N802
        """Copy the entries' own texts, their Markdown too, and what stands between them."""
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
        self.resized.emit()
