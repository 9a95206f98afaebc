"""Everything that follows the answers with figures, built and wired once."""

from PySide6.QtCore import QObject

from app.ui.chat.controller import ChatController
from app.ui.pair_controller import PairController
from app.ui.speed.dock import SpeedDock
from app.ui.speed.feed import LiveFeed
from app.ui.speed.history import SpeedHistory
from app.ui.speed.idle_measure import IdleMeasure
from app.ui.speed.panel import SpeedPanel
from app.ui.speed.plain_speed import PlainSpeed
from app.ui.speed.ticker import LiveTicker
from app.ui.theme_watcher import ThemeWatcher


class LiveFigures(QObject):
    """Leads turns, pairs and baselines to the panel, and to whoever else joins the ticker.

    Attributes:
        history: the figures. ticker: redraws who shows them. feed: what they come from.
        dock: the panel in its frame.
    """

    def __init__(
        self,
        chat: ChatController,
        pairs: PairController,
        plain: PlainSpeed,
        themes: ThemeWatcher,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.history = SpeedHistory()
        self.ticker = LiveTicker(self.history, self)
        self.feed = feed = LiveFeed(self.history, self.ticker, self)
        self.dock = SpeedDock(SpeedPanel(self.ticker, themes, plain), self.history, self.ticker)
        plain.setParent(self)
        IdleMeasure(plain, chat, self.history, self.dock, self)
        chat.turn_started.connect(feed.begin)
        for gone in (chat.cleared, self.dock.cleared):
            gone.connect(feed.forget)
        chat.turn_events.connect(feed.take)
        pairs.state_changed.connect(feed.show_state)
        plain.changed.connect(feed.compare)
