"""How long to keep asking a hub that is busy, and giving up when the user does."""

import random
import re
import threading
import time
from collections.abc import Callable, Generator, Mapping
from concurrent.futures import Future, wait
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import TypeVar

from app.hub import failures

Answer = TypeVar("Answer")

LOOK_SECONDS = 0.03
"""How often a waiting question looks whether it is still wanted."""

_cancel: ContextVar[threading.Event | None] = ContextVar("cancel", default=None)


@dataclass(frozen=True, slots=True)
class Patience:
    """How often a question is asked again, and how long between.

    Attributes:
        attempts: in all; 1 asks once.
        first_wait: seconds before the second attempt; each later wait is twice as long.
        longest_wait: a hub that asks for a longer pause is not waited for: the user is told.
    """

    attempts: int = 3
    first_wait: float = 0.5
    longest_wait: float = 20.0

    def pause_after(self, attempt: int, retry_after: float | None) -> float | None:
        """Return the seconds to wait after failed attempt number `attempt`; None gives up."""
        if attempt >= self.attempts:
            return None
        if retry_after is not None:
            return retry_after if retry_after <= self.longest_wait else None
        # Spread, so that many programs that failed together do not come back together.
        spread = random.uniform(0.75, 1.25)
        return min(self.longest_wait, self.first_wait * 2 ** (attempt - 1) * spread)


@contextmanager
def until(cancel: threading.Event | None) -> Generator[None]:
    """Let every question to the hub inside end with HubError CANCELLED once `cancel` is set."""
    before = _cancel.set(cancel)
    try:
        yield
    finally:
        _cancel.reset(before)


def can_be_cancelled() -> bool:
    """Whether somebody may give up what runs here."""
    return _cancel.get() is not None


def sleep(seconds: float) -> None:
    """Wait. Raises HubError CANCELLED when given up."""
    cancel = _cancel.get()
    if cancel is None:
        time.sleep(seconds)
    elif cancel.wait(seconds):
        raise failures.cancelled()


def answer_of(ask: Callable[[], Answer]) -> Answer:
    """Return what `ask` returns, or raise what it raises; HubError CANCELLED when given up.

    A socket cannot be woken from outside, so a question that may be given up waits on a thread
    of its own, which ends by itself at the latest at the time limit of its socket.
    """
    cancel = _cancel.get()
    if cancel is None:
        return ask()
    done: Future[Answer] = Future()

    def work() -> None:
        try:
            done.set_result(ask())
        except BaseException as problem:  # noqa: BLE001 - handed on to who asked
            done.set_exception(problem)

    threading.Thread(target=work, name="hub question", daemon=True).start()
    while not cancel.is_set():
        if wait([done], LOOK_SECONDS).done:
            return done.result()
    raise failures.cancelled()


def asked_pause(headers: Mapping[str, str]) -> float | None:
    """Return the seconds for which the hub asks to be left alone; None when it does not say.

    Retry-After is in seconds or a date (RFC 9110 10.2.3); the hub's own limit is
    `RateLimit: "api";r=0;t=55`, 55 s until questions are taken again.
    """
    named = headers.get("retry-after", "").strip()
    if named.isdigit():
        return float(named)
    if named:
        try:
            return max(0.0, parsedate_to_datetime(named).timestamp() - time.time())
        except ValueError:
            pass
    limit = re.search(r"\br=0\s*;\s*t=(\d+)", headers.get("ratelimit", ""))
    return float(limit[1]) if limit else None
