"""A replay keeps the measured proportions, or gives every round the same time."""

import itertools

import pytest

from app.core.trace import Trace
from app.core.trace_playback import FRAME_SECONDS, LAST_SECONDS, MAX_FRAMES, Pace, Timeline
from app.core.trace_runs import Stand
from tests.traces import made_trace


@pytest.fixture
def trace() -> Trace:
    return made_trace(20)


@pytest.mark.parametrize("factor", [1.0, 0.25, 0.1])
def test_measured_times_are_slowed_down(trace: Trace, factor: float) -> None:
    line = Timeline(trace, Pace(factor))
    assert line.seconds == pytest.approx(trace.rounds[-1].elapsed_seconds / factor)
    for index, one in enumerate(trace.rounds):
        end = one.elapsed_seconds / factor
        assert line.at(end + 1e-6) == Stand(index + 1)
        if one.draft_tokens:
            assert line.at(end - 0.9 * one.verify_seconds / factor) == Stand(index, drafting=True)
    assert line.at(-1.0) == Stand(0)
    assert line.at(1e9) == Stand(20)


def test_rounds_of_the_same_length(trace: Trace) -> None:
    line = Timeline(trace, Pace(round_seconds=1.0))
    assert line.seconds == pytest.approx(20)
    for index in range(20):
        assert line.at(index + 0.999).rounds == index
        assert line.moment_of(Stand(index + 1)) == pytest.approx(index + 1)


def test_every_change_is_met_in_order(trace: Trace) -> None:
    line = Timeline(trace, Pace())
    now, met = 0.0, [line.at(0.0)]
    while (change := line.next_change(now)) is not None:
        now = change
        met.append(line.at(now))
    drafts = sum(one.draft_tokens > 0 for one in trace.rounds)
    assert len(met) == 1 + 20 + drafts
    assert met[-1] == Stand(20)


def test_a_film_has_every_moment_that_eyes_can_follow(trace: Trace) -> None:
    slow = list(Timeline(trace, Pace(round_seconds=1.0)).frames())
    drafts = sum(one.draft_tokens > 0 for one in trace.rounds)
    assert len(slow) == 1 + 20 + drafts
    assert sum(frame.seconds for frame in slow) == pytest.approx(20 + LAST_SECONDS)
    fast = list(Timeline(trace, Pace(10.0)).frames())
    assert 1 < len(fast) < len(slow)
    assert fast[-1].stand == Stand(20)
    assert all(frame.seconds >= FRAME_SECONDS for frame in fast)
    for one, other in itertools.pairwise(fast):
        assert one.stand.rounds <= other.stand.rounds


def test_a_long_film_is_bounded() -> None:
    frames = list(Timeline(made_trace(4000), Pace(round_seconds=1.0)).frames())
    assert MAX_FRAMES // 2 < len(frames) <= MAX_FRAMES + 1


def test_an_empty_trace_has_one_picture() -> None:
    (frame,) = Timeline(made_trace(0), Pace()).frames()
    assert frame.stand == Stand(0)
