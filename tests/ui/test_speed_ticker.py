"""One view a tick, only those that are seen, nothing while nothing changes."""

import pytest
from PySide6.QtGui import QRegion

from app.ui.speed.history import SpeedHistory
from app.ui.speed.ticker import LiveTicker
from tests.rounds import Rounds


class _View:
    def __init__(self, seen=True):
        self.region, self.drawn = QRegion(0, 0, seen, seen), 0

    def redraw(self, history):
        self.drawn += 1

    def visibleRegion(self):  # noqa: N802
        return self.region


@pytest.fixture
def history():
    return SpeedHistory()


def test_one_view_a_tick_and_none_when_nothing_changed(qtbot, history):
    ticker = LiveTicker(history)
    views = [_View(), _View(), _View(seen=False)]
    ticker.add(*views)
    assert ticker.active
    ticker.tick()
    assert [view.drawn for view in views] == [1, 0, 0]
    ticker.tick()
    assert [view.drawn for view in views] == [1, 1, 0]
    ticker.tick()
    assert not ticker.active
    history.add(Rounds().next(1))
    ticker.wake()
    qtbot.waitUntil(lambda: not ticker.active)
    assert [view.drawn for view in views] == [2, 2, 0]


def test_a_busy_ticker_serves_every_view(history):
    ticker, rounds = LiveTicker(history), Rounds()
    views = [_View() for _ in range(4)]
    ticker.add(*views)
    for _ in range(40):
        history.add(rounds.next(1))
        ticker.tick()
    assert [view.drawn for view in views] == [10] * 4


def test_held_views_stay_as_they_are_and_catch_up(qtbot, history):
    ticker = LiveTicker(history)
    frozen, live = _View(), _View()
    ticker.add(frozen, live)
    ticker.hold([frozen])
    history.add(Rounds().next(1))
    ticker.wake()
    qtbot.waitUntil(lambda: not ticker.active)
    assert (frozen.drawn, live.drawn) == (0, 1)
    ticker.hold([])
    qtbot.waitUntil(lambda: not ticker.active)
    assert (frozen.drawn, live.drawn) == (1, 1)
