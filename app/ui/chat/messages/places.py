"""Where messages stand in a transcript's viewport."""

from bisect import bisect_right

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QTextBlock

from app.ui.chat.conversation import Entry
from app.ui.chat.passage import Passage
from app.ui.chat.transcript import Transcript


class MessagePlaces:
    """Finds messages by their height, and heights by message; all in viewport pixels."""

    def __init__(self, transcript: Transcript) -> None:
        self._transcript = transcript

    def __len__(self) -> int:
        """Return how many are in the document now; of a long conversation that grows."""
        return len(self._transcript.passages)

    def entry(self, index: int) -> Entry:
        """Return a message by its place among those in the document."""
        return self._transcript.passages[index].entry

    def find(self, message_id: str) -> int | None:
        """Return the place of a message, None if it is not shown."""
        found = (n for n in range(len(self)) if self.entry(n).message_id == message_id)
        return next(found, None)

    def _author(self, index: int) -> QTextBlock:
        return self._transcript.document().findBlock(self._transcript.passages[index].top)

    def author_line(self, index: int) -> QRect:
        """Return where a message's author is named; as wide as the name."""
        block = self._author(index)
        box = self._transcript.document().documentLayout().blockBoundingRect(block)
        layout = block.layout()
        width = layout.lineAt(0).naturalTextWidth() if layout.lineCount() else 0.0
        top = round(box.top()) - self._transcript.verticalScrollBar().value()
        return QRect(round(box.left()), top, round(width), round(box.height()))

    def extent(self, index: int) -> tuple[int, int]:
        """Return where a message begins and where the next one does, or the document ends."""
        top = self.author_line(index).top()
        if index + 1 < len(self):
            return top, self.author_line(index + 1).top()
        size = self._transcript.document().documentLayout().documentSize()
        return top, round(size.height()) - self._transcript.verticalScrollBar().value()

    def at(self, y: float) -> int | None:
        """Return the message at a height, None while there is none at all."""
        passages = self._transcript.passages
        if not passages:
            return None
        document = self._transcript.document()
        point = QPointF(0, y + self._transcript.verticalScrollBar().value())
        hit = document.documentLayout().hitTest(point, Qt.HitTestAccuracy.FuzzyHit)
        block = document.findBlock(max(0, hit))
        return max(0, bisect_right(passages, block.position(), key=_top) - 1)

    def visible(self) -> range:
        """Return the messages of which something can be seen."""
        first, last = self.at(0), self.at(self._transcript.viewport().height())
        return range(0) if first is None or last is None else range(first, last + 1)

    def put(self, message_id: str, top: int) -> None:
        """Scroll so that a message begins at this height."""
        index = self.find(message_id)
        if index is None:
            self._transcript.complete()
            index = self.find(message_id)
        if index is not None:
            bar = self._transcript.verticalScrollBar()
            bar.setValue(bar.value() + self.author_line(index).top() - top)

    def reveal(self, index: int) -> None:
        """Scroll so that a message's beginning is in view."""
        line, height = self.author_line(index), self._transcript.viewport().height()
        bar = self._transcript.verticalScrollBar()
        if line.top() < 0:
            bar.setValue(bar.value() + line.top() - 24)
        elif line.bottom() > height - 48:
            bar.setValue(bar.value() + line.top() - height // 3)


def _top(passage: Passage) -> int:
    return passage.top
