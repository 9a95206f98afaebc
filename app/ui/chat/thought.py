"""What an answer thinks before it, beside the author's name: how long, and on demand the text."""

import time
from typing import Final

from PySide6.QtCore import QCoreApplication

from app.core.thinking import Division, ThinkingMarks, ThinkingReader
from app.ui.chat.conversation import Entry
from app.ui.wording import seconds

LINK: Final = "thinking:"
"""How the link begins that shows or hides the thinking of a message, whose name follows."""


class Thought:
    """Divides an entry's text as it comes.

    Attributes:
        division: of what has come. words: what stands beside the author's name.
        written: letters of the thinking that are in the document.
    """

    def __init__(self, entry: Entry, marks: ThinkingMarks) -> None:
        self._entry = entry
        self._reader = ThinkingReader(marks)
        self._began = time.perf_counter()
        self._took = 0.0
        self.division = Division(0, 0, 0, 0, closed=False)
        self.words = ""
        self.written = 0

    def read(self, text: str, *, final: bool) -> bool:
        """Take all that has come; return whether the answer has begun, or cannot any more."""
        self.division = self._reader.divide(text, final=final)
        if not self.division.closed:
            self._took = time.perf_counter() - self._began
        return final or (self.division.closed and self.division.answer < len(text))

    @property
    def new_words(self) -> str:
        """What should stand beside the author's name now; "" where nothing was thought."""
        if not self.division.thinks:
            return ""
        known = self._entry.turn.thinking_seconds if self._entry.turn is not None else 0.0
        took = known or self._took
        if self.division.closed:
            return _tr("Thought for {time}").format(time=seconds(took)) if took else _tr("Thought")
        if not self._entry.open:
            return _tr("Stopped while thinking")
        # Whole seconds: the line is not to change with every word.
        return _tr("Thinking, {n} s").format(n=int(took)) if took >= 1 else _tr("Thinking…")


def thought_of(entry: Entry) -> Thought | None:
    """Return what divides an answer's text; None if it does not think."""
    marks = entry.turn.thinking if entry.turn is not None else None
    return Thought(entry, marks) if marks is not None else None


def _tr(text: str) -> str:
    return QCoreApplication.translate("Thought", text)
