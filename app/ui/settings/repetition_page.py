"""Settings against repetition."""

from typing import Any

from PySide6.QtWidgets import QSpinBox, QWidget

from app.core.settings import Settings
from app.ui.settings.page import Page


class RepetitionPage(Page):
    """Penalties on tokens that came recently, and how many are recent."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.repeat = self._number(0.5, 2.0, 0.05)
        self.frequency, self.presence = (
            self._number(-2.0, 2.0, 0.1),
            self._number(-2.0, 2.0, 0.1),
        )
        self.window_size = QSpinBox(self)
        self.window_size.setRange(0, 8192)
        self.window_size.setSpecialValueText(self.tr("off"))
        self.window_size.setSuffix(self.tr(" tokens"))
        self._row(
            self.tr("&Repeat penalty"),
            self.repeat,
            self.tr("Above 1, recent tokens become less likely; 1 is off."),
        )
        self._row(
            self.tr("&Frequency penalty"),
            self.frequency,
            self.tr("Taken off for each time a token came recently; 0 is off."),
        )
        self._row(
            self.tr("&Presence penalty"),
            self.presence,
            self.tr("Taken off once if a token came recently; 0 is off."),
        )
        self._row(
            self.tr("Penalty &window"),
            self.window_size,
            self.tr("How many tokens are recent, those of the prompt too."),
        )

    def fill(self, settings: Settings) -> None:
        self.repeat.setValue(settings.repeat_penalty)
        self.frequency.setValue(settings.frequency_penalty)
        self.presence.setValue(settings.presence_penalty)
        self.window_size.setValue(settings.penalty_last_n)

    def values(self) -> dict[str, Any]:
        return {
            "repeat_penalty": round(self.repeat.value(), 2),
            "frequency_penalty": round(self.frequency.value(), 2),
            "presence_penalty": round(self.presence.value(), 2),
            "penalty_last_n": self.window_size.value(),
        }
