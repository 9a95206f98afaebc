"""Rows of features that wait, in order of position, until a drafter reads them."""

import numpy as np

from app.engine.llama import Floats

_FIRST_ROOM = 32


class PendingRows:
    """A queue of rows for the positions from `start` up to `stop`; those before were read.

    Attributes:
        start, stop: positions.
    """

    def __init__(self, width: int) -> None:
        self._rows: Floats = np.empty((_FIRST_ROOM, width), np.float32)
        self._first = 0
        self.start = 0
        self.stop = 0

    def append(self, count: int) -> Floats:
        """Return the room for `count` more rows, shape (count, width), to be filled at once."""
        waiting = self.stop - self.start
        if self._first + waiting + count > len(self._rows):
            kept = self._rows[self._first : self._first + waiting]
            if waiting + count > len(self._rows):
                self._rows = np.empty((2 * (waiting + count), kept.shape[1]), np.float32)
            self._rows[:waiting] = kept
            self._first = 0
        begin = self._first + waiting
        self.stop += count
        return self._rows[begin : begin + count]

    def first(self, count: int) -> Floats:
        """Return the first `count` rows, contiguous."""
        return self._rows[self._first : self._first + count]

    def drop(self, count: int) -> None:
        """Call the first `count` rows read."""
        self.start += count
        self._first = 0 if self.start == self.stop else self._first + count

    def cut(self, length: int) -> int:
        """Forget what lies at or behind position `length`; return the new `stop`.

        A read row belongs to the token behind it, which may be another one now: if the last row
        kept was read already, it is forgotten, too.
        """
        if self.stop >= length:
            self.stop = length
            if self.start >= length:
                self.start = self.stop = max(0, length - 1)
                self._first = 0
        return self.stop
