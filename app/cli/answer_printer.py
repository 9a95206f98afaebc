"""Prints an answer as it comes: its text to stdout, what is thought before it dimly to stderr."""

import os
import sys

from app.core.events import DraftVerified
from app.core.thinking import ThinkingMarks, ThinkingReader

_DIM, _RESET = "\x1b[2m", "\x1b[0m"


class AnswerPrinter:
    """Prints rounds as they are told, `text` each, which may be marked up.

    An answer that begins with thinking is printed without its marks, and without other mark-up as
    long as it thinks.
    """

    def __init__(self) -> None:
        self._reader: ThinkingReader | None = None
        self._text = ""
        self._printed = 0
        self._thought = 0
        self._dim = sys.stderr.isatty() and not os.environ.get("NO_COLOR")

    def begin(self, marks: ThinkingMarks | None) -> None:
        """Hear how the answer marks thinking."""
        self._reader = ThinkingReader(marks) if marks is not None else None

    def take(self, one: DraftVerified, text: str) -> None:
        """Print a round."""
        self._text += "".join(piece.text for piece in one.pieces)
        if self._reader is None:
            self._write(text, len(self._text))
        else:
            self._divide(final=False)

    def finish(self, whole: str) -> None:
        """Print the rest of the whole text."""
        self._text = whole
        if self._reader is not None:
            self._divide(final=True)
        self._write(whole[self._printed :] + "\n", len(whole))

    def _divide(self, *, final: bool) -> None:
        if self._reader is None:
            return
        found = self._reader.divide(self._text, final=final)
        if found.thinks:
            fresh = found.thinking(self._text)[self._thought :]
            self._think(fresh)
            self._thought += len(fresh)
        if not found.closed or (found.answer == len(self._text) and not final):
            self._printed = found.answer
            return
        if self._thought:
            print(file=sys.stderr, flush=True)
        self._reader = None  # from here on all of it is the answer
        self._printed = found.answer
        self._write(self._text[found.answer :], len(self._text))

    def _think(self, text: str) -> None:
        shown = f"{_DIM}{text}{_RESET}" if self._dim and text else text
        print(shown, end="", file=sys.stderr, flush=True)

    def _write(self, text: str, printed: int) -> None:
        sys.stdout.write(text)
        sys.stdout.flush()
        self._printed = printed
