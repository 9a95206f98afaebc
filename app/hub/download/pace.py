"""How fast: a limit on bytes a second over all connections, and the speed they make."""

import threading
import time
from collections import deque
from collections.abc import Callable
from typing import Final

_BURST_SECONDS: Final = 0.25
_WINDOW_SECONDS: Final = 5.0
_SHORTEST_SECONDS: Final = 0.5
"""Of less, a speed says more about the first packets than about the network."""


class Limiter:
    """A token bucket; 0 is no limit. Thread-safe."""

    def __init__(self, bytes_per_second: int = 0, clock: Callable[[], float] = time.monotonic):
        self._lock = threading.Lock()
        self._clock = clock
        self._rate = bytes_per_second
        self._free_at = 0.0

    @property
    def bytes_per_second(self) -> int:
        """The limit, 0 for none."""
        return self._rate

    def set(self, bytes_per_second: int) -> None:
        """Change it from the next byte on; who waits already waits no longer than a second."""
        with self._lock:
            self._rate = bytes_per_second
            self._free_at = min(self._free_at, self._clock() + 1.0)

    def spend(self, count: int, stop: threading.Event) -> None:
        """Count bytes that came, and wait until they keep to the limit or `stop` is set."""
        with self._lock:
            if self._rate <= 0:
                return
            now = self._clock()
            self._free_at = max(self._free_at, now - _BURST_SECONDS) + count / self._rate
            delay = self._free_at - now
        if delay > 0:
            stop.wait(delay)


class Speedometer:
    """Bytes a second over the last few seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._marks: deque[tuple[float, int]] = deque()

    def mark(self, total: int) -> None:
        """Note how many bytes came so far in this run."""
        now = self._clock()
        self._marks.append((now, total))
        while len(self._marks) > 2 and now - self._marks[1][0] > _WINDOW_SECONDS:
            self._marks.popleft()

    @property
    def bytes_per_second(self) -> float:
        """0.0 while nothing comes, and before there is anything to tell."""
        if len(self._marks) < 2:
            return 0.0
        (began, first), (ended, last) = self._marks[0], self._marks[-1]
        seconds = ended - began
        return max(0.0, (last - first) / seconds) if seconds >= _SHORTEST_SECONDS else 0.0

    def seconds_left(self, count: int) -> float | None:
        """Return how long `count` more bytes take at this speed; None when nothing comes."""
        speed = self.bytes_per_second
        return count / speed if speed > 0 else None
