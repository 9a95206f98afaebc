"""How far a long measurement is, on stderr: in place on a terminal, else a line now and then."""

import sys
import time
from collections.abc import Callable
from typing import Final, TextIO

LINE_SECONDS: Final = 10.0
"""Between lines where nothing can be overwritten, as in a log."""


class Progress:
    """Counts answers up to `total`."""

    def __init__(
        self,
        total: int,
        stream: TextIO | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._total = total
        self._stream = stream or sys.stderr
        self._clock = clock
        self._done = 0
        self._in_place = self._stream.isatty()
        self._told = clock()

    def step(self) -> None:
        """One more is done."""
        self._done += 1
        words = f"{self._done} of {self._total} answers"
        if self._in_place:
            last = self._done == self._total
            self._write("\r\x1b[K" if last else f"\r{words}")
        elif self._clock() - self._told >= LINE_SECONDS:
            self._told = self._clock()
            self._write(f"{words}\n")

    def _write(self, text: str) -> None:
        print(text, end="", file=self._stream, flush=True)
