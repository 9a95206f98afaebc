"""A replay goes on by its own clock, and stands where it is put."""

import pytest

from app.core.trace_playback import Pace
from app.core.trace_runs import Stand
from app.ui.trace.player import Player
from tests.traces import made_trace


@pytest.fixture
def player(qtbot) -> Player:
    return Player(made_trace(6), Pace(round_seconds=0.05))


def test_it_plays_every_round_and_stops(qtbot, player) -> None:
    met = []
    player.moved.connect(met.append)
    with qtbot.waitSignals([player.playing_changed, player.playing_changed]):
        player.toggle()
        assert player.playing
    assert not player.playing
    assert met[-1] == Stand(6)
    assert [stand.rounds for stand in met] == sorted(stand.rounds for stand in met)
    assert any(stand.drafting for stand in met)


def test_at_the_end_it_starts_again(qtbot, player) -> None:
    player.go(6)
    player.toggle()
    assert player.stand == Stand(0)
    player.pause()


def test_steps_stay_inside_and_pause(qtbot, player) -> None:
    player.toggle()
    player.step(1)
    assert not player.playing
    assert player.stand == Stand(1)
    player.step(-5)
    assert player.stand == Stand(0)
    player.go(99)
    assert player.stand == Stand(6)


def test_a_step_back_from_a_draft_shows_what_was_before_it(qtbot, player) -> None:
    player.stand = Stand(3, drafting=True)
    player.step(-1)
    assert player.stand == Stand(3)


def test_a_new_pace_goes_on_from_where_it_stands(qtbot) -> None:
    now = [0.0]
    player = Player(made_trace(6), Pace(round_seconds=1000.0), clock=lambda: now[0])
    player.go(3)
    player.toggle()
    player.set_pace(Pace(round_seconds=0.001))
    now[0] += 0.002  # two rounds of the new pace; at the old one nothing would have come
    qtbot.waitUntil(lambda: player.stand.rounds >= 5)
    player.pause()


def test_an_empty_trace_does_not_play(qtbot) -> None:
    player = Player(made_trace(0), Pace())
    player.toggle()
    assert not player.playing
