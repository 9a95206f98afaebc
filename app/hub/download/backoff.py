"""Trying again: how long to wait before each time, and when to give up."""

import random
import threading
import time
from collections.abc import Callable
from typing import Final, TypeVar

from app.hub.download import problems
from app.hub.download.problems import DownloadStopped, Trouble

FIRST_SECONDS: Final = 0.25
MOST_SECONDS: Final = 30.0
_TICK_SECONDS: Final = 0.1

Result = TypeVar("Result")


class Backoff:
    """Of one connection: longer each time, from the start again once bytes came."""

    def __init__(self) -> None:
        self._tries = 0

    def next(self, after: float = 0.0) -> float:
        """Return seconds to wait now, at least `after`.

        Up to half more, so that those who failed together do not come back together.
        """
        wait = min(MOST_SECONDS, FIRST_SECONDS * 2.0 ** min(self._tries, 30))
        self._tries += 1
        return max(after, wait * random.uniform(1.0, 1.5))

    def reset(self) -> None:
        """Bytes came."""
        self._tries = 0


def keep_asking(
    ask: Callable[[], Result],
    patience: float,
    stop: threading.Event,
    tick: Callable[[Trouble], None],
) -> Result:
    """Return what `ask` returns once it raises no Trouble; `tick` is told of it while it lasts.

    Raises DownloadProblem after `patience` seconds, DownloadStopped when `stop` is set.
    """
    began, backoff = time.monotonic(), Backoff()
    while True:
        try:
            return ask()
        except Trouble as trouble:
            quiet = time.monotonic() - began
            if quiet > patience:
                raise problems.unreachable(trouble, quiet) from trouble
            until = time.monotonic() + backoff.next(trouble.after)
            while (left := until - time.monotonic()) > 0:
                tick(trouble)
                if stop.wait(min(left, _TICK_SECONDS)):
                    raise DownloadStopped from trouble
