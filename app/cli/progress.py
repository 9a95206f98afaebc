"""How far a long measurement is, on stderr: in place on a terminal, else a line now and then."""

import sys
import time
from collections.abc import Callable
from typing import Final, TextIO

LINE_SECONDS: Final = 10.0
"""Between lines where nothing can be overwritten, as in a log."""


class ProgressLine:
    """One line of words that change."""

    def __init__(
        self,
        stream: TextIO | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._stream = stream or sys.stderr
        self._clock = clock
        self._in_place = self._stream.isatty()
        self._told = clock()

    def show(self, words: str) -> None:
        """Say this now, or in a log if it is time for another line."""
        if self._in_place:
            self._write(f"\r\x1b[K{words}")
        elif self._clock() - self._told >= LINE_SECONDS:
            self._told = self._clock()
            self._write(f"{words}\n")

    def clear(self) -> None:
        """Leave the terminal as it was."""
        if self._in_place:
            self._write("\r\x1b[K")

    def _write(self, text: str) -> None:
        print(text, end="", file=self._stream, flush=True)


class Progress:
    """Counts answers up to `total`."""

    def __init__(
        self,
        total: int,
        stream: TextIO | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._total = total
        self._done = 0
        self._line = ProgressLine(stream, clock)

    def step(self) -> None:
        """One more is done."""
        self._done += 1
        self._line.show(f"{self._done} of {self._total} answers")
        if self._done == self._total:
            self._line.clear()
