"""An endless answer: the panel takes no more memory the longer it goes on."""

import dataclasses
import gc
import tracemalloc

from PySide6.QtCore import QCoreApplication

from app.core.depth_changes import DepthChange, Why
from tests.rounds import Rounds

BATCH = 50


def _live(figures, rounds, count):
    """Feed that many rounds to the real widgets, with a look at the screen between batches."""
    change = DepthChange(1, 3, 5, Why.FASTER, 1.5, 40)
    for start in range(0, count, BATCH):
        batch = [rounds.next(i % 4) if i % 3 else rounds.plain() for i in range(BATCH)]
        if start % 200 == 0:
            batch[0] = dataclasses.replace(batch[0], depth_change=change)
        figures.feed.take(tuple(batch))
        figures.ticker.tick()
        QCoreApplication.processEvents()


def test_memory_is_constant_over_20_000_rounds(qtbot, parts):
    parts.window.resize(1100, 2000)  # every view in sight
    figures, rounds = parts.window.figures, Rounds()
    tracemalloc.start()
    try:
        _live(figures, rounds, 5000)
        gc.collect()
        before, _ = tracemalloc.get_traced_memory()
        _live(figures, rounds, 15_000)
        gc.collect()
        after, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert figures.history.statistics.rounds == 20_000
    assert after - before < 100_000
    assert all(view.visibleRegion().boundingRect().height() > 0 for view in _charts(figures))


def _charts(figures):
    from app.ui.speed.chart import Chart

    return figures.dock.panel.findChildren(Chart)
