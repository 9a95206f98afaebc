"""How long to wait before another try: longer each time, from the start again once bytes came."""

import random
from typing import Final

FIRST_SECONDS: Final = 0.25
MOST_SECONDS: Final = 30.0


class Backoff:
    """Of one connection."""

    def __init__(self, first: float = FIRST_SECONDS, most: float = MOST_SECONDS) -> None:
        self._first = first
        self._most = most
        self._tries = 0

    def next(self, after: float = 0.0) -> float:
        """Return seconds to wait now, at least `after`; up to half more, so that not all come at
        once.
        """
        wait = min(self._most, self._first * 2.0 ** min(self._tries, 30))
        self._tries += 1
        return max(after, wait * random.uniform(1.0, 1.5))

    def reset(self) -> None:
        """Bytes came."""
        self._tries = 0
