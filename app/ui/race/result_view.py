"""A finished race: the verdict, both answers replayed on one clock, the runs, what to share."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.core.race import RaceResult
from app.ui.access.motion import moving
from app.ui.race import wording
from app.ui.race.chart import RaceChart
from app.ui.race.lane import Lane
from app.ui.race.replay import Moment, Replay, paces
from app.ui.theme_watcher import ThemeWatcher
from app.ui.trace.legend import OriginLegend


class ResultView(QWidget):
    """Shows one result."""

    def __init__(self, themes: ThemeWatcher, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.result: RaceResult | None = None
        self.verdict = self._label("bigFigure")
        font = self.verdict.font()
        font.setPointSizeF(font.pointSizeF() * 1.4)
        font.setBold(True)
        self.verdict.setFont(font)
        self.verdict.setAccessibleName(self.tr("Verdict"))
        self.spread, self.facts = self._label("muted"), self._label("muted")
        self.warning = self._label("noticeTitle")
        self.lanes = (Lane(themes.theme, self), Lane(themes.theme, self))
        self.legend = OriginLegend(themes.theme, self)
        self.chart = RaceChart(themes.theme, self)
        self.clock = QLabel("", self)
        self.clock.setObjectName("muted")
        self.play = QPushButton(self.tr("Replay"), self)
        self.pace = QComboBox(self)
        self.pace.setAccessibleName(self.tr("Replay speed"))
        self.save_page = QPushButton(self.tr("Save report…"), self)
        self.save_picture = QPushButton(self.tr("Save picture…"), self)
        self.replay = Replay(self)
        self._lay_out()
        self.play.clicked.connect(self._play)
        self.pace.activated.connect(self._play)
        self.replay.moved.connect(self._move)
        self.replay.ended.connect(self._rest)
        themes.changed.connect(self._retheme)
        self._themes = themes

    def _label(self, name: str) -> QLabel:
        label = QLabel("", self)
        label.setObjectName(name)
        label.setWordWrap(True)
        label.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        return label

    def _lay_out(self) -> None:
        lanes = QHBoxLayout()
        lanes.setSpacing(16)
        for lane in self.lanes:
            lanes.addWidget(lane, 1)
        controls = QHBoxLayout()
        controls.setSpacing(8)
        controls.addWidget(self.play)
        controls.addWidget(self.pace)
        controls.addWidget(self.clock, 1)
        controls.addWidget(self.save_page)
        controls.addWidget(self.save_picture)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.verdict)
        column.addWidget(self.spread)
        column.addWidget(self.warning)
        column.addLayout(lanes, 1)
        column.addWidget(self.legend)
        column.addSpacing(4)
        column.addWidget(self.chart)
        column.addWidget(self.facts)
        column.addLayout(controls)

    def show_result(self, result: RaceResult) -> None:
        """Show this race, and replay it unless motion is unwanted."""
        self.result = result
        self.verdict.setText(wording.verdict(result))
        self.spread.setText(wording.spread(result))
        machine = result.machine
        doubtful = machine.busy and machine.load is not None
        self.warning.setText(wording.busy(machine.load or 0.0, machine.cores) if doubtful else "")
        self.warning.setVisible(doubtful)
        facts = (wording.texts(result), wording.memory(result))
        self.facts.setText(" ".join(fact for fact in facts if fact))
        self.chart.show_result(result)
        names = wording.entrant_names(result)
        for index, lane in enumerate(self.lanes):
            lane.enter(names[index], result.middle_lap(index))
        self._offer_paces(result)
        self._play()
        if not moving():
            self.replay.finish()

    def _offer_paces(self, result: RaceResult) -> None:
        self.pace.clear()
        for pace in paces(result):
            self.pace.addItem(self._pace_words(pace), pace)
        self.pace.setCurrentIndex(self.pace.count() - 1 if self.pace.count() > 2 else 0)

    def _pace_words(self, pace: float) -> str:
        if pace == 1.0:
            return self.tr("as measured")
        if pace == 0.25:
            return self.tr("slowed down to a quarter")
        return self.tr("slowed down to 1/{n}, to read along").format(n=f"{1 / pace:,.0f}")

    @Slot()
    def _play(self) -> None:
        result = self.result
        if result is None:
            return
        self.replay.start(result, self.pace.currentData() or 1.0)

    @Slot(float, object)
    def _move(self, seconds: float, moments: tuple[Moment, Moment]) -> None:
        self.clock.setText(self.tr("{s} s of decoding").format(s=f"{seconds:.2f}"))
        for lane, moment in zip(self.lanes, moments, strict=True):
            lane.show_moment(moment)

    @Slot()
    def _rest(self) -> None:
        self.clock.setText(self.tr("Median runs, measured one after the other"))

    @Slot(object)
    def _retheme(self) -> None:
        theme = self._themes.theme
        self.chart.set_theme(theme)
        self.legend.set_theme(theme)
        for lane in self.lanes:
            lane.set_theme(theme)

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop the clock: nobody sees it."""
        self.replay.finish()
        super().hideEvent(event)
