"""Waits grow, start again when bytes came, keep to what the server asks, and have an end."""

import threading

import pytest

from app.hub.download.backoff import FIRST_SECONDS, MOST_SECONDS, Backoff, keep_asking
from app.hub.download.problems import DownloadProblem, DownloadStopped, Trouble


def test_waits_grow_up_to_a_limit_and_start_again() -> None:
    backoff = Backoff()
    waits = [backoff.next() for _ in range(60)]
    assert waits[0] <= FIRST_SECONDS * 1.5
    assert waits[3] > waits[0]
    assert MOST_SECONDS <= waits[-1] <= MOST_SECONDS * 1.5
    backoff.reset()
    assert backoff.next() <= FIRST_SECONDS * 1.5


def test_the_server_is_left_alone_as_long_as_it_asks() -> None:
    assert Backoff().next(after=99.0) == 99.0


def test_a_question_is_asked_again_until_it_is_answered() -> None:
    told: list[str] = []
    tries = iter([Trouble("It broke."), None])

    def ask() -> str:
        if trouble := next(tries):
            raise trouble
        return "answer"

    asked = keep_asking(ask, 60.0, threading.Event(), lambda trouble: told.append(trouble.title))
    assert asked == "answer"
    assert set(told) == {"It broke."}


def test_patience_has_an_end() -> None:
    def ask() -> None:
        raise Trouble("It broke.", "Mend it.")

    with pytest.raises(DownloadProblem, match=r"It broke\. .* Mend it\."):
        keep_asking(ask, -1.0, threading.Event(), lambda _: None)


def test_waiting_ends_when_asked_to_stop() -> None:
    stop = threading.Event()

    def ask() -> None:
        raise Trouble("It broke.", after=100.0)

    with pytest.raises(DownloadStopped):
        keep_asking(ask, 60.0, stop, lambda _: stop.set())
