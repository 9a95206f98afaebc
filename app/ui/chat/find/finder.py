"""Looks for words in a transcript and marks where they are."""

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from app.ui.chat.transcript import Transcript
from app.ui.theme_watcher import ThemeWatcher

MAX_HITS = 1000
"""More are not counted: each one is a mark that every repaint has to look at."""

LOOK_AGAIN_MS = 200


class Finder(QObject):
    """Keeps the places of what is looked for, while text comes too.

    Marks are extra selections: they lie between the tints that origins draw below the text and
    the underlines that they draw above it, and are in no copy.

    Signals:
        changed(): there are other hits now, or another one is the current one.
    """

    changed = Signal()

    def __init__(self, transcript: Transcript, themes: ThemeWatcher) -> None:
        super().__init__(transcript)
        self._transcript, self._themes = transcript, themes
        self._words = ""
        self._hits: list[QTextCursor] = []
        self._current = -1
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(LOOK_AGAIN_MS)
        self._timer.timeout.connect(self._look_again)
        transcript.document().contentsChanged.connect(self._note_change)
        themes.changed.connect(self._mark)

    @property
    def count(self) -> int:
        """How many hits there are, at most MAX_HITS."""
        return len(self._hits)

    @property
    def current(self) -> int:
        """Which of them is current, from 0; -1 none."""
        return self._current

    @property
    def words(self) -> str:
        """What is looked for."""
        return self._words

    def look_for(self, words: str) -> None:
        """Look for these, letters of either case; the first hit in view is the current one."""
        self._words = words
        self._hits = self._find()
        top = self._transcript.cursorForPosition(self._transcript.viewport().rect().topLeft())
        self._current = self._nearest(top.position())
        self._show()

    def step(self, by: int) -> None:
        """Go to the next hit (1) or the one before (-1), around the ends."""
        if self._timer.isActive():
            self._look_again()
        if self._hits:
            self._current = (self._current + by) % len(self._hits)
            self._show()

    def end(self) -> None:
        """Look for nothing; what was current is selected."""
        if 0 <= self._current < len(self._hits):
            self._transcript.setTextCursor(self._hits[self._current])
        self._timer.stop()
        self._words, self._hits, self._current = "", [], -1
        self._mark()

    def _find(self) -> list[QTextCursor]:
        found: list[QTextCursor] = []
        if not self._words:
            return found
        self._transcript.complete()
        document = self._transcript.document()
        hit = document.find(self._words, 0)
        while not hit.isNull() and len(found) < MAX_HITS:
            found.append(hit)
            hit = document.find(self._words, hit)
        return found

    def _nearest(self, position: int) -> int:
        if not self._hits:
            return -1
        behind = (n for n, hit in enumerate(self._hits) if hit.selectionStart() >= position)
        return next(behind, 0)

    @Slot()
    def _note_change(self) -> None:
        if self._words and not self._timer.isActive():
            self._timer.start()

    @Slot()
    def _look_again(self) -> None:
        """Find what has come since; the current hit stays the one it is."""
        self._timer.stop()
        there = 0 <= self._current < len(self._hits)
        position = self._hits[self._current].selectionStart() if there else 0
        self._hits = self._find()
        self._current = self._nearest(position)
        self._mark()

    def _show(self) -> None:
        self._mark()
        if self._current < 0:
            return
        box = self._transcript.cursorRect(self._hits[self._current])
        height = self._transcript.viewport().height()
        if box.top() < 0 or box.bottom() > height:
            bar = self._transcript.verticalScrollBar()
            bar.setValue(bar.value() + box.top() - height // 3)

    @Slot()
    def _mark(self) -> None:
        theme = self._themes.theme
        every, one = QTextCharFormat(), QTextCharFormat()
        every.setBackground(QColor(theme.selection))
        one.setBackground(QColor(theme.accent))
        one.setForeground(QColor(theme.on_accent))
        marks: list[QTextEdit.ExtraSelection] = []
        for number, hit in enumerate(self._hits):
            mark = QTextEdit.ExtraSelection()
            mark.cursor = hit  # type: ignore[attr-defined]
            mark.format = one if number == self._current else every  # type: ignore[attr-defined]
            marks.append(mark)
        self._transcript.setExtraSelections(marks)
        self.changed.emit()
