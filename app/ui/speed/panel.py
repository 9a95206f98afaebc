"""The live panel: how fast the answer comes and what becomes of the draft."""

from PySide6.QtCore import QObject, QSize, Qt, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.core.events import TurnEvent
from app.ui.speed.counters import Counters
from app.ui.speed.history import SpeedHistory
from app.ui.speed.positions import PositionBars
from app.ui.speed.ticker import LiveTicker
from app.ui.theme import Theme, ThemeWatcher
from app.ui.wording import rate

MIN_WIDTH, MAX_WIDTH = 300, 380


class BigFigure(QLabel):
    """The speed of the answer so far."""

    def redraw(self, history: SpeedHistory) -> None:
        """Show tokens per second, measured."""
        text = rate(history.statistics.tokens_per_second)
        if text != self.text():
            self.setText(text)


class Legend(QLabel):
    """Names the colours of the rounds chart; the marks differ in shape too."""

    def set_theme(self, theme: Theme) -> None:
        """Take this theme's colours."""
        accepted, rejected = self.tr("accepted"), self.tr("rejected")
        self.setText(
            f'<span style="color:{theme.accepted}">■</span> {accepted}&nbsp;&nbsp; '
            f'<span style="color:{theme.rejected}">▨</span> {rejected}'
        )


class SpeedPanel(QScrollArea):
    """Built in two steps: a light frame at once, the charts after the window's first paint."""

    def __init__(
        self, history: SpeedHistory, ticker: LiveTicker, themes: ThemeWatcher, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._history, self._ticker, self._themes = history, ticker, themes
        self.setObjectName("speedPanel")
        self.setAccessibleName(self.tr("Speed"))
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(MIN_WIDTH)
        self.setMaximumWidth(MAX_WIDTH)
        self._body = QFrame(self)
        self._body.setObjectName("speedBody")
        self._column = QVBoxLayout(self._body)
        self._column.setContentsMargins(16, 16, 16, 16)
        self._column.setSpacing(4)
        self._column.addWidget(self._heading(self.tr("Speed")))
        self._empty = QLabel(self.tr("Speed appears with the first answer."), self._body)
        self._empty.setObjectName("muted")
        self._empty.setWordWrap(True)
        self._column.addWidget(self._empty)
        self._column.addStretch(1)
        self.setWidget(self._body)
        self._content: QWidget | None = None

    def sizeHint(self) -> QSize:
        """Return the width the panel starts with."""
        return QSize(340, 480)

    @Slot()
    def build(self) -> None:
        """Make the charts; pyqtgraph's import is paid here, once, after the first paint."""
        if self._content is not None:
            return
        from app.ui.speed.charts import RoundsChart, SpeedChart  # noqa: PLC0415 - half a second

        theme = self._themes.theme
        content = QWidget(self._body)
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        big, legend = BigFigure("–", content), Legend(content)
        big.setObjectName("bigFigure")
        big.setAccessibleName(self.tr("Measured speed"))
        big.setToolTip(self.tr("Tokens per second of decoding, measured by the engine."))
        font = big.font()
        font.setPointSizeF(font.pointSizeF() * 1.8)
        font.setBold(True)
        big.setFont(font)
        speed, rounds = SpeedChart(theme, content), RoundsChart(theme, content)
        positions, counters = PositionBars(theme, content), Counters(content)
        column.addWidget(big)
        column.addSpacing(4)
        self._section(column, self.tr("Tokens per second, over seconds"), speed)
        self._section(column, self.tr("Draft tokens per round"), rounds, legend)
        self._section(column, self.tr("Accepted by position in the draft"), positions)
        column.addWidget(counters)
        self._content = content
        content.hide()
        self._column.insertWidget(2, content)
        legend.set_theme(theme)
        for themed in (speed, rounds, positions, legend):
            self._themes.changed.connect(themed.set_theme)
        self._ticker.add(big, speed, rounds, positions, counters)
        if self._history.statistics.rounds:
            self._reveal()

    def _heading(self, words: str) -> QLabel:
        label = QLabel(words, self._body)
        label.setObjectName("heading")
        font = label.font()
        font.setBold(True)
        label.setFont(font)
        return label

    def _section(
        self, column: QVBoxLayout, words: str, chart: QWidget, legend: QWidget | None = None
    ) -> None:
        row = QHBoxLayout()
        caption = QLabel(words, chart.parentWidget())
        caption.setObjectName("caption")
        row.addWidget(caption)
        row.addStretch(1)
        if legend is not None:
            row.addWidget(legend)
        column.addLayout(row)
        column.addWidget(chart)
        column.addSpacing(12)

    def _reveal(self) -> None:
        if self._content is not None and self._content.isHidden():
            self._empty.hide()
            self._content.show()

    @Slot()
    def forget(self) -> None:
        """Hide the charts: there is no answer yet."""
        if self._content is not None:
            self._content.hide()
        self._empty.show()

    @Slot(object)
    def take(self, events: tuple[TurnEvent, ...]) -> None:
        """Show the charts once there is something to draw."""
        del events
        if self._history.statistics.rounds:
            self._reveal()


class LiveFeed(QObject):
    """Leads the running turn's events into the history and wakes the ticker."""

    def __init__(
        self, history: SpeedHistory, ticker: LiveTicker, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._history, self._ticker = history, ticker

    @Slot(str)
    def start(self, turn_id: str) -> None:
        """Begin a new answer's curves."""
        del turn_id
        self._history.clear()
        self._ticker.wake()

    @Slot()
    def forget(self) -> None:
        """Drop the last answer's curves: its conversation is gone."""
        self._history.clear()
        self._ticker.wake()

    @Slot(object)
    def take(self, events: tuple[TurnEvent, ...]) -> None:
        """Count these."""
        for event in events:
            self._history.add(event)
        self._ticker.wake()
