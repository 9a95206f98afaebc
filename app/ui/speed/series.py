"""A bounded series over a whole answer: the longer it grows, the coarser it is."""


class ThinnedSeries:
    """Rows of numbers, the first one growing; of old and new ones equally many are kept.

    Attributes:
        rows: oldest first, at most `capacity`.
    """

    def __init__(self, capacity: int) -> None:
        self._capacity = capacity
        self._stride, self._skipped = 1, 0
        self.rows: list[tuple[float, ...]] = []

    def add(self, *row: float) -> None:
        """Append a row, unless it falls between those that are kept."""
        self._skipped += 1
        if self._skipped < self._stride:
            return
        self._skipped = 0
        self.rows.append(row)
        if len(self.rows) > self._capacity:
            del self.rows[::2]
            self._stride *= 2
