"""What an answer is compared with: plain decoding's measured speed, and how old that is."""

import time

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from app.core.baseline import Baseline
from app.ui.speed.history import SpeedHistory
from app.ui.speed.plain_speed import PlainSpeed
from app.ui.wording import age, count, rate

MINUTE_MS = 60_000


class BaselineLine(QLabel):
    """A figure or a dash.

    Attributes:
        button: measures it; whoever lays this out finds a place for it.
    """

    def __init__(self, plain: PlainSpeed, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plain = plain
        self._baseline: Baseline | None = None
        self._elsewhere: Baseline | None = None
        self._failure = ""
        self.setObjectName("caption")
        self.setAccessibleName(self.tr("Plain decoding's measured speed"))
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setMinimumHeight(2 * self.fontMetrics().lineSpacing())
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.button = QPushButton(self.tr("Measure plain now"), self)
        self.button.setToolTip(
            self.tr(
                "Decodes without drafts for a moment, at the length the conversation has now. "
                "Nothing of it is shown or kept but the speed."
            )
        )
        self._minute = QTimer(self)
        self._minute.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._minute.setInterval(MINUTE_MS)
        self._minute.timeout.connect(self._say)
        self.button.clicked.connect(self._measure)
        plain.measuring.connect(self._show_measuring)
        plain.failed.connect(self._fail)
        plain.idle_changed.connect(self.refresh)
        self.refresh()
        self._say()

    def redraw(self, history: SpeedHistory) -> None:
        """Show what is in force now."""
        if (history.baseline, history.elsewhere) != (self._baseline, self._elsewhere):
            self._baseline, self._elsewhere = history.baseline, history.elsewhere
            self._failure = ""
        self._say()

    @Slot()
    def refresh(self) -> None:
        """Offer to measure while nobody is answered."""
        self.button.setEnabled(self._plain.can_measure)

    @Slot()
    def _measure(self) -> None:
        self._failure = ""
        self._plain.measure()

    @Slot(bool)
    def _show_measuring(self, measuring: bool) -> None:
        words = self.tr("Measuring plain…") if measuring else self.tr("Measure plain now")
        self.button.setText(words)
        self.refresh()

    @Slot(str, str)
    def _fail(self, title: str, hint: str) -> None:
        self._failure = f"{title} {hint}".strip()
        self._say()

    @Slot()
    def _say(self) -> None:
        text = self._failure or self._sentence()
        if text != self.text():
            self.setText(text)

    def _sentence(self) -> str:
        known = self._baseline or self._elsewhere
        if known is None:
            return self.tr("Plain –, not measured yet")
        here = self.tr("Plain {rate}: {rounds} rounds at context {low} to {high}, {age}")
        other = self.tr("Plain – here; {rate} at context {low} to {high}, {age}")
        return (here if known is self._baseline else other).format(
            rate=rate(known.tokens_per_second),
            rounds=count(known.rounds),
            low=count(known.context_low),
            high=count(known.context_high),
            age=age(time.time() - known.measured_at),
        )

    def showEvent(self, event: QShowEvent) -> None:
        """Keep the age true while it can be seen."""
        super().showEvent(event)
        self._say()
        self._minute.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody sees it grow."""
        super().hideEvent(event)
        self._minute.stop()
