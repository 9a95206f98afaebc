"""What moves a replay: slider, steps, play and pause, pace."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from app.core.trace import Trace
from app.core.trace_playback import PACES
from app.core.trace_runs import Stand
from app.ui.elided_label import ElidedLabel
from app.ui.trace.player import Player
from app.ui.trace.words import pace_choices, round_words, shown_at

PAGE = 10
"""Rounds that Page Up and Page Down go."""


class Controls(QWidget):
    """Drives a player by mouse and keyboard, and says at which pace it shows what."""

    def __init__(self, trace: Trace, player: Player, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._trace, self._player = trace, player
        self.slider = QSlider(Qt.Orientation.Horizontal, self)
        self.slider.setRange(0, player.rounds)
        self.slider.setPageStep(PAGE)
        self.slider.setAccessibleName(self.tr("Round"))
        self.play = QPushButton(self)
        self.play.setToolTip(self.tr("Play or pause (Space)"))
        self.pace = QComboBox(self)
        self.pace.setAccessibleName(self.tr("Pace of the replay"))
        self._paces = list(PACES.values())
        self.pace.addItems([pace_choices()[name] for name in PACES])
        self.number, self.shown = QLabel(self), ElidedLabel(self)
        self.number.setAccessibleName(self.tr("Round shown"))
        self.shown.setObjectName("muted")
        self._lay_out()
        self._say_play(False)
        self.slider.valueChanged.connect(self._slide)
        self.play.clicked.connect(player.toggle)
        player.moved.connect(self._show)
        player.playing_changed.connect(self._say_play)
        self.pace.setCurrentIndex(self._paces.index(player.pace))
        self._choose_pace(self.pace.currentIndex())
        self.pace.currentIndexChanged.connect(self._choose_pace)
        self._show(player.stand)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(4)
        player = self._player
        for sign, words, go in (
            ("|◂", self.tr("First round (Home)"), lambda: player.go(0)),
            ("◂", self.tr("One round back (Left)"), lambda: player.step(-1)),
        ):
            row.addWidget(self._button(sign, words, go))
        row.addWidget(self.play)
        for sign, words, go in (
            ("▸", self.tr("One round on (Right)"), lambda: player.step(1)),
            ("▸|", self.tr("Last round (End)"), lambda: player.go(player.rounds)),
        ):
            row.addWidget(self._button(sign, words, go))
        row.addSpacing(8)
        row.addWidget(self.pace)
        row.addSpacing(8)
        row.addWidget(self.number)
        row.addWidget(self.shown, 1)
        self.shown.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.slider)
        column.addLayout(row)

    def _button(self, sign: str, words: str, go: Callable[[], None]) -> QPushButton:
        button = QPushButton(sign, self)
        button.setAccessibleName(words)
        button.setToolTip(words)
        button.setFixedWidth(36)
        button.clicked.connect(lambda _checked=False: go())
        return button

    @Slot(int)
    def _slide(self, rounds: int) -> None:
        if rounds != self._player.stand.rounds:
            self._player.go(rounds)

    @Slot(object)
    def _show(self, stand: Stand) -> None:
        self.slider.blockSignals(True)
        self.slider.setValue(stand.rounds)
        self.slider.blockSignals(False)
        self.number.setText(round_words(stand.latest + 1, self._player.rounds))

    @Slot(bool)
    def _say_play(self, playing: bool) -> None:
        self.play.setText(self.tr("Pause") if playing else self.tr("Play"))

    @Slot(int)
    def _choose_pace(self, index: int) -> None:
        self._player.set_pace(self._paces[index])
        self.shown.set_whole_text(shown_at(self._player.pace, self._trace))
