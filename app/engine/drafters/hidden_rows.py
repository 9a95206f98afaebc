"""The hidden states behind the target's last cached tokens, which MTP heads are fed with."""

from dataclasses import dataclass, field
from typing import Final

import numpy as np

from app.engine.llama import Floats, LlamaContext

MAX_ROWS: Final = 4096
"""Rows remembered for a head that is behind: 80 MiB at width 5120. Older ones are forgotten."""


@dataclass(frozen=True, slots=True)
class SavedRows:
    """A copy of rows [first, first + len(rows))."""

    first: int
    rows: Floats = field(repr=False)


class HiddenRows:
    """Rows [first, end): row p is the target's hidden state behind the token at position p.

    `max_rows` must be no less than what the target evaluates at once.
    """

    def __init__(self, target: LlamaContext, max_rows: int = MAX_ROWS) -> None:
        self._target = target
        self._max_rows = max_rows
        self._rows: Floats = np.empty((0, target.model.width_out), np.float32)
        self.first = 0
        self.end = 0

    def cut(self, length: int) -> None:
        """Forget rows from position `length` on."""
        self.end = min(self.end, length)
        self.first = min(self.first, self.end)

    def save(self) -> SavedRows:
        """Copy the rows."""
        return SavedRows(self.first, self._rows[: self.end - self.first].copy())

    def restore(self, saved: SavedRows | None) -> None:
        """Hold what was saved instead, or nothing."""
        self.first = self.end = 0
        if saved is not None:
            self._rows = saved.rows.copy()
            self.first, self.end = saved.first, saved.first + len(saved.rows)

    def take(self, start: int, count: int) -> None:
        """Copy the first rows of the target's last evaluation, which began at position `start`."""
        self.cut(start)
        if start > self.end:
            self.first = self.end = start
        self._make_room(count)
        offset = self.end - self.first
        self._rows[offset : offset + count] = self._target.hidden_rows(count)
        self.end += count

    def _make_room(self, count: int) -> None:
        used = self.end - self.first
        if used + count > self._max_rows:
            # Half of it at once, so that rows are not moved for every token.
            kept = min(self._max_rows // 2, self._max_rows - count)
            self._rows[:kept] = self._rows[used - kept : used].copy()
            self.first, used = self.end - kept, kept
        if used + count > len(self._rows):
            rows = np.empty((max(2 * len(self._rows), used + count), self._rows.shape[1]), "f4")
            rows[:used] = self._rows[:used]
            self._rows = rows[: self._max_rows]

    def reaches(self, position: int) -> bool:
        """Whether the row before `position` is known; nothing is before the first token."""
        return position == self.first == 0 or self.first < position <= self.end

    def fill(self, out: Floats, position: int, count: int) -> None:
        """Write the rows before positions [position, position + count), which it must reach."""
        if position == 0:
            out[0] = 0
            out, position, count = out[1:], 1, count - 1
        start = position - 1 - self.first
        out[:count] = self._rows[start : start + count]
