"""Leads what happens into the history, and wakes the ticker."""

from PySide6.QtCore import QObject, Slot

from app.core.baseline import Baseline
from app.core.events import TurnEvent
from app.core.pair_memory import PairMemory
from app.ui.pair_controller import PairState, Ready
from app.ui.speed.history import SpeedHistory
from app.ui.speed.ticker import LiveTicker


class LiveFeed(QObject):
    """Hears of turns, pairs and baselines."""

    def __init__(
        self, history: SpeedHistory, ticker: LiveTicker, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._history, self._ticker = history, ticker

    @Slot()
    def begin(self) -> None:
        """A new answer begins."""
        self._history.begin()
        self._ticker.wake()

    @Slot()
    def forget(self) -> None:
        """Drop the last answer's figures: its conversation is gone."""
        self._history.clear()
        self._ticker.wake()

    @Slot(object)
    def take(self, events: tuple[TurnEvent, ...]) -> None:
        """Count these."""
        for event in events:
            self._history.add(event)
        self._ticker.ride()

    @Slot(object, object)
    def compare(self, here: Baseline | None, elsewhere: Baseline | None) -> None:
        """Compare with this speed of plain decoding from now on."""
        self._history.set_baseline(here, elsewhere)
        self._ticker.wake()

    @Slot(object)
    def show_state(self, state: PairState) -> None:
        """Learn what the loaded pair's memory goes to."""
        memory = PairMemory.of(state.info.memory if isinstance(state, Ready) else ())
        if memory != self._history.memory:
            self._history.set_memory(memory)
            self._ticker.wake()
