"""The live panel: how fast the answer comes, what becomes of the drafts, and what that costs."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.ui.speed.baseline_line import BaselineLine
from app.ui.speed.chart import Chart
from app.ui.speed.counters import Counters
from app.ui.speed.depth_chart import DepthChart
from app.ui.speed.depth_reasons import DepthReasons
from app.ui.speed.headline import Headline
from app.ui.speed.history import SpeedHistory
from app.ui.speed.ledger_lines import LedgerLines
from app.ui.speed.legend import Legend
from app.ui.speed.memory_bar import MemoryBar, MemoryLegend
from app.ui.speed.plain_speed import PlainSpeed
from app.ui.speed.positions import PositionBars
from app.ui.speed.section import Section
from app.ui.speed.speed_chart import SpeedChart
from app.ui.speed.terms import Term, explain
from app.ui.speed.ticker import LiveTicker, LiveView
from app.ui.speed.time_bars import TimeBars, TimeLegend
from app.ui.speed.token_bars import TokenBars, TokenLegend
from app.ui.theme_watcher import ThemeWatcher

MIN_WIDTH, MAX_WIDTH = 300, 380


class SpeedPanel(QScrollArea):
    """Everything about the running or last answer, the most telling things first.

    Attributes:
        body: all of it, also what is scrolled out of sight.
        views: what the ticker keeps up to date here.
    """

    def __init__(
        self,
        ticker: LiveTicker,
        themes: ThemeWatcher,
        plain: PlainSpeed,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._ticker, self._themes = ticker, themes
        self.setObjectName("speedPanel")
        self.setAccessibleName(self.tr("Speed"))
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body = QFrame(self)
        self.body.setObjectName("speedBody")
        self._column = QVBoxLayout(self.body)
        self._column.setContentsMargins(16, 4, 16, 16)
        self._column.setSpacing(16)
        self.views: list[LiveView] = [self]
        self._sections: list[Section] = []
        self._fill(plain)
        self._column.addStretch(1)
        self.setWidget(self.body)
        ticker.add(*self.views)
        self.verticalScrollBar().valueChanged.connect(ticker.wake)

    def _fill(self, plain: PlainSpeed) -> None:
        theme, body = self._themes.theme, self.body
        self._headline = Headline(body)
        self._headline.setToolTip(explain(Term.SPEEDUP, Term.MEMORY))
        self._empty = QLabel(self.tr("Speed appears with the first answer."), body)
        self._empty.setObjectName("muted")
        self._empty.setWordWrap(True)
        self._column.addWidget(self._headline)
        self._column.addWidget(self._empty)
        self.views.append(self._headline)
        baseline = BaselineLine(plain, body)
        self._add(
            self.tr("Tokens per second"),
            (Term.SPEED, Term.SMOOTHED, Term.MEAN, Term.PLAIN),
            SpeedChart(theme, body),
            baseline,
        ).add_beside(baseline.button)
        self._add(
            self.tr("Tokens per round"),
            (Term.ACCEPTED, Term.REJECTED, Term.RECOVERED, Term.BONUS, Term.PLAIN_TOKEN),
            TokenBars(theme, body),
            TokenLegend(theme, body),
        )
        self._add(
            self.tr("Accepted by position in the draft (line: conditional)"),
            (Term.POSITION, Term.CONDITIONAL),
            PositionBars(theme, body),
        )
        self._add(
            self.tr("Milliseconds per round"),
            (Term.DRAFT_TIME, Term.VERIFY_TIME, Term.OVERHEAD),
            TimeBars(theme, body),
            TimeLegend(theme, body),
        )
        self._add(
            self.tr("Draft length over rounds"),
            (Term.DEPTH,),
            DepthChart(theme, body),
            DepthReasons(body),
        )
        self._add(self.tr("Time saved (estimate)"), (Term.SAVED,), LedgerLines(body))
        self._add(self.tr("This answer"), (Term.ROUND, Term.DRAFT_TOKENS), Counters(body))
        self._memory = self._add(
            self.tr("Memory"), (Term.MEMORY,), MemoryBar(theme, body), MemoryLegend(theme, body)
        )
        self._sections.remove(self._memory)

    def _add(self, words: str, terms: tuple[Term, ...], *parts: QWidget) -> Section:
        section = Section(words, explain(*terms), self.body)
        section.hide()
        for part in parts:
            section.add(part)
            if isinstance(part, LiveView):
                self.views.append(part)
            if isinstance(part, Chart | Legend | MemoryBar):
                self._themes.changed.connect(part.set_theme)
        self._column.addWidget(section)
        self._sections.append(section)
        return section

    def redraw(self, history: SpeedHistory) -> None:
        """Show the sections that have something to say; those of the last answer stay meanwhile."""
        answered = history.statistics.rounds > 0
        if history.begun and not answered:
            return
        self._empty.setVisible(not answered)
        self._headline.setVisible(answered or bool(history.memory.drafter))
        for section in self._sections:
            section.setVisible(answered)
        self._memory.setVisible(bool(history.memory.shares))

    def sizeHint(self) -> QSize:
        """Return the width the panel starts with."""
        return QSize(340, 480)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What comes into sight is brought up to date."""
        super().resizeEvent(event)
        self._ticker.wake()
