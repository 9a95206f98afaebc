"""What the live panel costs while an answer comes, and how long it holds the event loop."""

import time
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QEventLoop, QTimer
from PySide6.QtWidgets import QWidget

from app.core.events import DraftVerified, TokenPiece, TurnEvent
from app.core.speculation import Origin
from app.ui.smoothness import EventProbe, summary
from app.ui.speed.feed import LiveFeed
from app.ui.speed.history import SpeedHistory
from app.ui.speed.live_figures import LiveFigures
from app.ui.speed.ticker import LiveTicker

MANY_ROUNDS = 2000
SETTLE_MS = 1500
"""Every view is redrawn several times in this time."""


class PanelProbe:
    """Adds up what is done for the panel: hearing of rounds, redrawing views, painting them."""

    def __init__(self, figures: LiveFigures) -> None:
        self._figures = figures
        dock = figures.dock
        self._ticks = EventProbe(QEvent.Type.Timer, *figures.ticker.findChildren(QTimer))
        self._paints = EventProbe(QEvent.Type.Paint, dock, *dock.findChildren(QWidget))
        self._feed_seconds = 0.0

    def measure(self, wanted: bool) -> None:
        """Begin, or end."""
        self._ticks.measuring = self._paints.measuring = wanted

    def hear_again(self, batches: Sequence[tuple[TurnEvent, ...]]) -> None:
        """Add what it takes to hear of these: they are led into a history of their own."""
        history = SpeedHistory()
        feed = LiveFeed(history, LiveTicker(history))
        started = time.thread_time()
        for batch in batches:
            feed.take(batch)
        self._feed_seconds += time.thread_time() - started

    @property
    def cpu_seconds(self) -> float:
        """What the panel took of a core while measured."""
        return self._feed_seconds + self._ticks.cpu_seconds + self._paints.cpu_seconds


def turns_at_many_rounds(figures: LiveFigures, window: QWidget) -> dict[str, Any]:
    """Return the lengths, in ms, of all ticks and repaints with 2,000 rounds in the panel."""
    figures.feed.forget()
    figures.feed.take(tuple(_round(index) for index in range(MANY_ROUNDS - 50)))
    ticks = EventProbe(QEvent.Type.Timer, *figures.ticker.findChildren(QTimer))
    repaints = EventProbe(QEvent.Type.UpdateRequest, window)
    ticks.measuring = repaints.measuring = True
    loop, timer = QEventLoop(), QTimer()
    index = MANY_ROUNDS - 50

    def go_on() -> None:
        nonlocal index
        figures.feed.take((_round(index),))
        index += 1

    timer.timeout.connect(go_on)
    timer.start(SETTLE_MS // 50)
    QTimer.singleShot(SETTLE_MS, loop, loop.quit)
    loop.exec()
    timer.stop()
    ticks.measuring = repaints.measuring = False
    return summary([*ticks.milliseconds, *repaints.milliseconds])


def _round(index: int) -> DraftVerified:
    accepted = index % 5
    pieces = (TokenPiece(1, " word", Origin.ACCEPTED),) * accepted
    last = TokenPiece(2, " word", Origin.BONUS if accepted == 4 else Origin.RECOVERED)
    return DraftVerified(
        "panel", index, (*pieces, last), (" no",) * (4 - accepted), 4, accepted, accepted + 1,
        0.001, 0.004, 0.005 * (index + 1), 100 + 3 * index,
    )  # fmt: skip
