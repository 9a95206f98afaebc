"""Who fetches what next: missing extents in order, in stripes that shrink towards the end."""

import threading
from collections.abc import Iterable
from typing import Final

from app.hub.download.journal import CHUNK, Extent

LARGEST: Final = 64 * CHUNK
"""Of a stripe: a request each second or so and connection, where the network is fast."""

SMALLEST: Final = 4 * CHUNK
"""Below it the time to ask costs more than sharing brings."""


class Schedule:
    """Hands out each missing byte once; thread-safe."""

    def __init__(self, missing: Iterable[Extent], connections: int) -> None:
        self._lock = threading.Lock()
        self._connections = connections
        self._extents = list(missing)[::-1]

    def take(self) -> Extent | None:
        """Return the next stripe, in the order of the file; None when all is taken.

        Stripes end between chunks, so that each chunk has one writer.
        """
        with self._lock:
            if not self._extents:
                return None
            start, end = self._extents.pop()
            left = end - start + sum(end - start for start, end in self._extents)
            share = min(LARGEST, max(SMALLEST, left // (2 * self._connections)))
            stop = min(end, (start + share) // CHUNK * CHUNK)
            if stop < end:
                self._extents.append((stop, end))
            return start, stop

    def clear(self) -> None:
        """Hand out no more."""
        with self._lock:
            self._extents.clear()
