"""What goes wrong at the test hub, on demand, and what it did: shared by all its threads."""

import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Place = Literal["api", "resolve", "bytes"]
"""The JSON API; `/resolve/` before its redirect; whoever sends a file's bytes (CDN or hub)."""

Kind = Literal["cut", "reset", "corrupt", "status", "stall"]
"""Close the connection after some bytes, or reset it; send wrong bytes; answer with a status; stop
sending for a while."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that goes wrong, some times.

    Attributes:
        path: only for this path in its repository (or a part of the URL's path); "" for any.
        times: how often it strikes; -1 for ever.
        after: cut, reset, stall: body bytes sent before that.
        start, end: corrupt: these bytes of the file are wrong, once sent.
        status, headers, body: of the answer.
        seconds: of a stall.
    """

    kind: Kind
    place: Place = "bytes"
    path: str = ""
    times: int = 1
    after: int = 0
    start: int = 0
    end: int = 0
    status: int = 500
    headers: tuple[tuple[str, str], ...] = ()
    body: str = ""
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Served:
    """One answer given.

    Attributes:
        host: "hub" or "cdn". path: of the URL, with its query.
        range: the header, "" for none. sent: body bytes handed to the socket.
    """

    host: str
    method: str
    path: str
    range: str
    status: int
    sent: int
    authorization: str = ""


class Faults:
    """Faults to come, in order."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: list[tuple[Fault, int]] = []

    def add(self, *faults: Fault) -> None:
        """Let these strike too."""
        with self._lock:
            self._waiting += [(fault, fault.times) for fault in faults]

    def clear(self) -> None:
        """Let nothing go wrong any more."""
        with self._lock:
            self._waiting.clear()

    @property
    def remaining(self) -> int:
        """How many have not struck as often as they should."""
        with self._lock:
            return len(self._waiting)

    def take(
        self, place: Place, path: str, kinds: Iterable[Kind], span: tuple[int, int] | None = None
    ) -> Fault | None:
        """Return the next fault that strikes here, and count it.

        `span` is the first byte asked for and the one behind the last: wrong bytes must lie in it,
        and a cut must come before its end.
        """
        with self._lock:
            for index, (fault, times) in enumerate(self._waiting):
                if fault.place != place or fault.kind not in kinds or fault.path not in path:
                    continue
                if span is not None and not _strikes(fault, *span):
                    continue
                if times == 1:
                    del self._waiting[index]
                elif times > 0:
                    self._waiting[index] = (fault, times - 1)
                return fault
        return None


def _strikes(fault: Fault, start: int, end: int) -> bool:
    if fault.kind == "corrupt":
        return start < fault.end and fault.start < end
    return fault.after < end - start


class Rate:
    """Bytes a second, shared by all who `wait` on it; 0 is no limit."""

    def __init__(self, bytes_per_second: float = 0.0) -> None:
        self._lock = threading.Lock()
        self._rate = bytes_per_second
        self._free_at = 0.0

    @property
    def bytes_per_second(self) -> float:
        return self._rate

    def set(self, bytes_per_second: float) -> None:
        """Change it, also while bytes are sent."""
        with self._lock:
            self._rate = bytes_per_second

    def wait(self, count: int) -> None:
        """Return when `count` more bytes may be sent."""
        with self._lock:
            if self._rate <= 0:
                return
            now = time.monotonic()
            # Late sleepers may catch up with a tenth of a second of bytes, no more.
            self._free_at = max(self._free_at, now - 0.1) + count / self._rate
            delay = self._free_at - now
        if delay > 0:
            time.sleep(delay)
