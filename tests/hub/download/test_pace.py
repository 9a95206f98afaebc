"""The limit holds over all who spend, and the speed is that of the last seconds."""

import threading
import time

import pytest

from app.hub.download.pace import Limiter, Speedometer


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


class Waits(threading.Event):
    """Does not wait, and moves a clock instead."""

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._clock = clock

    def wait(self, timeout: float | None = None) -> bool:
        self._clock.now += timeout or 0.0
        return False


def test_bytes_keep_to_the_limit() -> None:
    clock = Clock()
    limiter = Limiter(1000, clock)
    for _ in range(50):
        limiter.spend(100, Waits(clock))
    # Five seconds of bytes, less the first burst.
    assert 4.5 <= clock.now - 100.0 <= 5.0


def test_without_a_limit_nobody_waits() -> None:
    clock = Clock()
    Limiter(0, clock).spend(10**9, Waits(clock))
    assert clock.now == 100.0


def test_a_raised_limit_does_not_wait_for_the_debt_of_the_old_one() -> None:
    clock = Clock()
    limiter = Limiter(1, clock)
    stopped = threading.Event()
    stopped.set()
    limiter.spend(1000, stopped)
    limiter.set(1000)
    limiter.spend(1, Waits(clock))
    assert clock.now - 100.0 < 1.1


def test_waiting_ends_when_asked_to_stop() -> None:
    stop = threading.Event()
    threading.Timer(0.05, stop.set).start()
    began = time.monotonic()
    Limiter(1).spend(1000, stop)
    assert time.monotonic() - began < 30


def test_speed_is_of_the_last_seconds() -> None:
    clock = Clock()
    speed = Speedometer(clock)
    assert speed.bytes_per_second == 0.0
    assert speed.seconds_left(10) is None
    for second in range(20):
        clock.now = 100.0 + second
        speed.mark(second * 10 if second < 10 else 90 + (second - 9) * 100)
    assert speed.bytes_per_second == pytest.approx(100.0)
    assert speed.seconds_left(1000) == pytest.approx(10.0)
