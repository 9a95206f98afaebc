"""Puts a conversation's entries into a document: those in view at once, the others in steps."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QTextCharFormat, QTextCursor, QTextDocument, QTextDocumentFragment
from PySide6.QtWidgets import QTextEdit

from app.ui.chat.conversation import Entry
from app.ui.chat.entry_writing import EntryWriter
from app.ui.chat.markdown.look import Look
from app.ui.chat.markdown.pictures import ClosedDocument, FormulaPictures
from app.ui.chat.passage import Passage

AT_ONCE = 8_000
"""Characters of entries that are written at once: more than the largest screen holds."""

STEP = 1_000
"""Characters that are written in a later step, a few milliseconds' work."""

PAUSE_MS = 10
"""Between two steps the window does what else it has to."""


class ShownEntries(QObject):
    """The entries of one conversation, of which the document holds a part that grows to the whole.

    What comes behind the part in view is appended, what comes before it is put at the document's
    beginning, the view staying where it is.

    Attributes:
        opened: names of the messages whose thinking is shown.
    """

    def __init__(
        self,
        edit: QTextEdit,
        passages: list[Passage],
        pictures: FormulaPictures,
        written: Callable[[Passage], object],
    ) -> None:
        """`passages` is kept up to date; `written` is called with each that is in the document."""
        super().__init__(edit)
        self._edit, self._passages, self._pictures = edit, passages, pictures
        self._written = written
        self._entries: list[Entry] = []
        self.opened: set[str] = set()
        self._first = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._step)

    def set_look(self, look: Look, *, rendered: bool) -> None:
        """Write in this look from now on."""
        self._look, self._rendered = look, rendered
        self._writer = self._writer_of(self._edit.document())

    def _writer_of(self, document: QTextDocument) -> EntryWriter:
        return EntryWriter(
            document, self._look, self._pictures, rendered=self._rendered, opened=self.opened
        )

    @property
    def entries(self) -> list[Entry]:
        """All of them, in order."""
        return self._entries

    @property
    def writer(self) -> EntryWriter:
        """Writes at the document's end, where all is there once `complete_end` was called."""
        return self._writer

    def begin(self, entries: Sequence[Entry], around: int | None) -> None:
        """Show these in an empty document, the entry number `around` first, None for the end."""
        self._entries = list(entries)
        self._timer.stop()
        first = len(entries) if around is None else around
        letters, most = 0, AT_ONCE if around is None else AT_ONCE / 2
        while first and letters < most:
            first -= 1
            letters += len(entries[first].text)
        self._first = first
        letters = 0
        while self._last < len(entries) and (around is None or letters < AT_ONCE):
            letters += len(entries[self._last].text) if self._last >= (around or 0) else 0
            self._append(entries[self._last])
        self._go_on()

    @property
    def _last(self) -> int:
        return self._first + len(self._passages)

    def index(self, passage: Passage) -> int:
        """Return the number of a passage's entry."""
        return self._first + self._passages.index(passage)

    def passage(self, number: int) -> Passage:
        """Return the passage of entry `number`, which is in the document."""
        return self._passages[number - self._first]

    def add(self, entry: Entry) -> Passage:
        """Append a new entry."""
        self.complete_end()
        self._entries.append(entry)
        return self._append(entry)

    def _append(self, entry: Entry) -> Passage:
        first = self._last == 0
        passage = self._writer.write(entry, first=first)
        self._passages.append(passage)
        self._written(passage)
        return passage

    def complete_end(self) -> None:
        """Write all that comes behind what is in the document."""
        while self._last < len(self._entries):
            self._append(self._entries[self._last])

    def complete(self) -> None:
        """Write all that is not in the document yet."""
        self.complete_end()
        if self._first:
            self._prepend(0)

    @Slot()
    def _step(self) -> None:
        letters = 0
        while self._last < len(self._entries) and letters < STEP:
            letters += len(self._entries[self._last].text)
            self._append(self._entries[self._last])
        first = self._first
        while first > 0 and letters < STEP:
            first -= 1
            letters += len(self._entries[first].text)
        if first < self._first:
            self._prepend(first)
        self._go_on()

    def _go_on(self) -> None:
        if self._first or self._last < len(self._entries):
            self._timer.start(PAUSE_MS)

    def _prepend(self, first: int) -> None:
        """Write the entries from this number on that come before what is in the document."""
        document = self._edit.document()
        scratch = ClosedDocument(self._pictures)
        scratch.setDefaultFont(document.defaultFont())
        scratch.setDocumentMargin(0)
        writer = self._writer_of(scratch)
        fresh = [
            writer.write(self._entries[number], first=number == 0)
            for number in range(first, self._first)
        ]
        self._put_first(scratch, fresh)
        self._first = first

    def _put_first(self, scratch: ClosedDocument, fresh: list[Passage]) -> None:
        edit, document = self._edit, self._edit.document()
        bar = edit.verticalScrollBar()
        before, value = document.size().height(), bar.value()
        end = QTextCursor(scratch)
        end.movePosition(QTextCursor.MoveOperation.End)
        begin = QTextCursor(document)
        form = begin.blockFormat()
        end.insertBlock(form, QTextCharFormat())
        opening = scratch.begin().blockFormat()
        by = scratch.characterCount() - 1
        begin.beginEditBlock()
        begin.insertFragment(QTextDocumentFragment(scratch))
        head = QTextCursor(document)
        head.setBlockFormat(opening)
        head.setPosition(by)
        head.setBlockFormat(form)
        for passage in self._passages:
            passage.shift(by)
        self._passages[:0] = fresh
        for passage in fresh:
            self._written(passage)
        begin.endEditBlock()
        bar.setValue(value + round(document.size().height() - before))
