"""Settings of the window itself: its language, the size of its text, and motion."""

from typing import Any

from PySide6.QtWidgets import QComboBox, QWidget

from app.core.settings import Language, ReduceMotion, Settings
from app.ui.access.text_size import STEPS
from app.ui.settings.page import Page


class WindowPage(Page):
    """Language, text size and motion."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.language, self.text_size, self.motion = (
            QComboBox(self),
            QComboBox(self),
            QComboBox(self),
        )
        for language, name in (
            (Language.SYSTEM, self.tr("the system's")),
            (Language.ENGLISH, "English"),
            (Language.GERMAN, "Deutsch"),
        ):
            self.language.addItem(name, language.value)
        for step in STEPS:
            self.text_size.addItem(f"{100 * step:.0f}\u202f%", step)
        for choice, words in (
            (ReduceMotion.SYSTEM, self.tr("as the system says")),
            (ReduceMotion.ALWAYS, self.tr("always")),
            (ReduceMotion.NEVER, self.tr("never")),
        ):
            self.motion.addItem(words, choice.value)
        self._row(self.tr("&Language"), self.language, self.tr("In force from the next start."))
        self._row(self.tr("Text si&ze"), self.text_size, self.tr("Of the whole window, at once."))
        self._row(
            self.tr("&Reduce motion"),
            self.motion,
            self.tr("Nothing slides, pulses or plays by itself."),
        )

    def fill(self, settings: Settings) -> None:
        self.language.setCurrentIndex(self.language.findData(settings.language))
        nearest = min(STEPS, key=lambda step: abs(step - settings.font_scale))
        self.text_size.setCurrentIndex(STEPS.index(nearest))
        self.motion.setCurrentIndex(self.motion.findData(settings.reduce_motion))

    def values(self) -> dict[str, Any]:
        return {
            "language": str(self.language.currentData()),
            "font_scale": float(self.text_size.currentData()),
            "reduce_motion": str(self.motion.currentData()),
        }
