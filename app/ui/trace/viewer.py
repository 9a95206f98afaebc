"""The trace window: one answer, scrubbed and replayed round by round."""

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QCloseEvent, QFont, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from app.core.race_words import pair_name
from app.core.trace import Trace
from app.core.trace_playback import PACES, READABLE, Pace
from app.core.trace_runs import Stand
from app.ui.elided_label import ElidedLabel
from app.ui.notice import NoticeBar
from app.ui.theme import Theme
from app.ui.theme_watcher import ThemeWatcher
from app.ui.trace.controls import Controls
from app.ui.trace.exporting import SaveAs
from app.ui.trace.legend import OriginLegend
from app.ui.trace.player import Player
from app.ui.trace.strip import RoundStrip
from app.ui.trace.text_view import TraceText
from app.ui.trace.token_model import TokenModel
from app.ui.trace.words import (
    bar_words,
    outcome_words,
    prompt_words,
    setting_words,
)
from app.workers.trace_files import TraceFiles

FIRST_SIZE = QSize(1000, 680)


class TraceViewer(QWidget):
    """A window of its own: the text so far, the round's tokens, all rounds as bars, controls."""

    def __init__(
        self,
        trace: Trace,
        themes: ThemeWatcher,
        files: TraceFiles,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("traceViewer")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(self.tr("Trace: {pair}").format(pair=pair_name(trace.info)))
        self.trace, self._themes = trace, themes
        self.player = Player(trace, PACES[READABLE], self)
        theme = themes.theme
        self.text = TraceText(trace, theme, self)
        self.legend, self.strip = OriginLegend(theme, self), RoundStrip(trace, theme, self)
        self.tokens = TokenModel(theme, self)
        self.notice = NoticeBar(self)
        self.controls = Controls(trace, self.player, self)
        self.save_as = SaveAs(trace, self._look, files, self.notice, self)
        self.figures = QLabel(self)
        self.figures.setObjectName("muted")
        self.figures.setWordWrap(True)
        self.figures.setMinimumHeight(2 * self.fontMetrics().lineSpacing())
        self.figures.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.table = self._make_table()
        self._lay_out()
        self.player.moved.connect(self._show)
        self.text.round_chosen.connect(self._choose)
        self.strip.round_chosen.connect(self._choose)
        themes.changed.connect(self._retheme)
        self.resize(FIRST_SIZE)
        self.player.go(self.player.rounds)
        self._show(self.player.stand)
        self.controls.slider.setFocus()

    def _look(self) -> tuple[Pace, Theme]:
        return self.player.pace, self._themes.theme

    def _make_table(self) -> QTableView:
        table = QTableView(self)
        table.setObjectName("traceTokens")
        table.setModel(self.tokens)
        table.setAccessibleName(self.tr("Tokens of the round"))
        table.setFrameShape(QFrame.Shape.NoFrame)
        table.setShowGrid(False)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(26)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (1, 2, 3):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        return table

    def _lay_out(self) -> None:
        panel = QWidget(self)
        panel.setObjectName("tracePanel")
        side = QVBoxLayout(panel)
        side.setContentsMargins(16, 14, 16, 8)
        side.setSpacing(8)
        side.addWidget(self.figures)
        side.addWidget(self.table, 1)
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.text)
        self.splitter.addWidget(panel)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setSizes([FIRST_SIZE.width() - 360, 360])
        foot = QVBoxLayout()
        foot.setContentsMargins(24, 10, 24, 14)
        foot.setSpacing(8)
        foot.addWidget(self.notice)
        foot.addWidget(self.legend)
        foot.addWidget(self.strip)
        foot.addWidget(self.controls)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        column.addWidget(self.splitter, 1)
        column.addLayout(foot)

    def _head(self) -> QHBoxLayout:
        names = QVBoxLayout()
        names.setSpacing(2)
        name, prompt, settings = ElidedLabel(self), ElidedLabel(self), ElidedLabel(self)
        bold = QFont(self.font())
        bold.setBold(True)
        name.setFont(bold)
        name.set_whole_text(pair_name(self.trace.info))
        settings.setObjectName("muted")
        settings.set_whole_text(f"{setting_words(self.trace)} · {outcome_words(self.trace)}")
        prompt.set_whole_text(prompt_words(self.trace))
        for label in (name, prompt, settings):
            names.addWidget(label)
        row = QHBoxLayout()
        row.setContentsMargins(24, 10, 24, 10)
        row.setSpacing(16)
        row.addLayout(names, 1)
        row.addWidget(self.save_as)
        return row

    @Slot(object)
    def _show(self, stand: Stand) -> None:
        self.text.show_stand(stand)
        self.strip.show_stand(stand)
        looked_at = self.trace.rounds[stand.latest] if stand.latest >= 0 else None
        self.tokens.show_round(looked_at, pending=stand.drafting)
        words = "" if looked_at is None else bar_words(looked_at)
        self.figures.setText(self.tr("The draft is verified.") if stand.drafting else words)
        self.text.setAccessibleDescription(words)

    @Slot(int)
    def _choose(self, index: int) -> None:
        self.player.go(index + 1)

    @Slot(object)
    def _retheme(self, theme: Theme) -> None:
        for view in (self.text, self.legend, self.strip, self.tokens):
            view.set_theme(theme)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step and play with the keys that no control took."""
        player = self.player
        keys = {
            Qt.Key.Key_Left: lambda: player.step(-1),
            Qt.Key.Key_Right: lambda: player.step(1),
            Qt.Key.Key_Home: lambda: player.go(0),
            Qt.Key.Key_End: lambda: player.go(player.rounds),
            Qt.Key.Key_Space: player.toggle,
            Qt.Key.Key_Escape: self.close,
        }
        run = keys.get(Qt.Key(event.key()))
        if event.matches(QKeySequence.StandardKey.Close):
            self.close()
        elif run is None:
            super().keyPressEvent(event)
        else:
            run()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Give up what is being written."""
        self.player.pause()
        self.save_as.cancel()
        super().closeEvent(event)
