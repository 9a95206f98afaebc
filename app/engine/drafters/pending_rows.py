"""Rows of features that wait, in order of position, until a drafter reads them."""

from dataclasses import dataclass, field

import numpy as np

from app.engine.llama import Floats

_FIRST_ROOM = 32


@dataclass(frozen=True, slots=True)
class SavedPending:
    """A copy of the rows for the positions from `start` on."""

    start: int
    rows: Floats = field(repr=False)


class PendingRows:
    """A queue of rows for the positions from `start` up to `stop`; those before are gone.

    Attributes:
        start, stop: positions.
    """

    def __init__(self, width: int) -> None:
        self._rows: Floats = np.empty((_FIRST_ROOM, width), np.float32)
        self._first = 0
        self.start = 0
        self.stop = 0

    def __len__(self) -> int:
        return self.stop - self.start

    def append(self, count: int) -> Floats:
        """Return the room for `count` more rows, shape (count, width), to be filled at once."""
        needed = len(self) + count
        if self._first + needed > len(self._rows):
            kept = self.first(len(self))
            if needed > len(self._rows):
                self._rows = np.empty((2 * needed, kept.shape[1]), np.float32)
            self._rows[: len(kept)] = kept
            self._first = 0
        self.stop += count
        return self._rows[self._first + needed - count : self._first + needed]

    def first(self, count: int) -> Floats:
        """Return the first `count` rows, contiguous."""
        return self._rows[self._first : self._first + count]

    def save(self) -> SavedPending:
        """Copy the rows."""
        return SavedPending(self.start, self.first(len(self)).copy())

    def restore(self, saved: SavedPending) -> None:
        """Hold what was saved instead."""
        self.restart(saved.start)
        self.append(len(saved.rows))[:] = saved.rows

    def drop(self, count: int) -> None:
        """Let the first `count` rows go."""
        self.start += count
        self._first = self._first + count if len(self) else 0

    def restart(self, position: int) -> None:
        """Let all rows go, and go on from `position`."""
        self.start = self.stop = position
        self._first = 0

    def cut(self, length: int) -> None:
        """Let go what lies at or behind position `length`.

        A row is read together with the token behind it, which may be another one from now on: if
        row `length - 1` is gone already, it has to come again.
        """
        if self.stop < length:
            return
        self.stop = length
        if self.start >= length:
            self.restart(max(0, length - 1))
