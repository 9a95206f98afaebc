"""Settings of drafting, of the pace at which text is shown, and of the context."""

from typing import Any

from PySide6.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox, QSpinBox, QWidget

from app.core.pairs import DEFAULT_CONTEXT_LENGTH
from app.core.settings import Settings
from app.core.verification import Verify
from app.ui.header import MAX_CHOICE
from app.ui.settings.page import Page


class SpeedPage(Page):
    """Draft depth, confidence stop, verification, lookup, reading pace and context length."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.draft_depth, self.pace, self.context = QSpinBox(self), QSpinBox(self), QSpinBox(self)
        self.verify = QComboBox(self)
        self.lookup = QCheckBox(self.tr("&Look up repetitions first"), self)
        self.confidence = QDoubleSpinBox(self)
        self._add_drafting()
        self._add_rest()

    def _add_drafting(self) -> None:
        self.draft_depth.setRange(0, MAX_CHOICE)
        self.draft_depth.setSpecialValueText(self.tr("automatic"))
        for rule, words in (
            (Verify.AUTO, self.tr("automatic")),
            (Verify.REJECTION, self.tr("rejection sampling")),
            (Verify.MATCH, self.tr("match")),
        ):
            self.verify.addItem(words, rule.value)
        self._row(
            self.tr("Draft &depth"), self.draft_depth, self.tr("Tokens guessed before each pass.")
        )
        self.confidence.setRange(0.0, 1.0)
        self.confidence.setSingleStep(0.05)
        self.confidence.setSpecialValueText(self.tr("never"))
        self._row(
            self.tr("S&top drafting below"),
            self.confidence,
            self.tr("A guess less likely than this to the drafter is not sent to the target."),
        )
        self._row(
            self.tr("&Verification"),
            self.verify,
            self.tr("Automatic is rejection sampling above temperature 0: it keeps more guesses."),
        )
        self._row(
            "",
            self.lookup,
            self.tr("Text that repeats the conversation is drafted from it, the rest as before."),
        )

    def _add_rest(self) -> None:
        self.pace.setRange(0, 200)
        self.pace.setSpecialValueText(self.tr("as fast as it comes"))
        self.pace.setSuffix(self.tr(" tokens/s"))
        self.context.setRange(0, 2**20)
        self.context.setSingleStep(1024)
        self.context.setSpecialValueText(
            self.tr("up to {n}").format(n=f"{DEFAULT_CONTEXT_LENGTH:,}")
        )
        self.context.setSuffix(self.tr(" tokens"))
        self._row(
            self.tr("&Show text"),
            self.pace,
            self.tr("A reading speed for fast models; about 20 reads well. Figures stay measured."),
        )
        self._row(
            self.tr("&Context length"),
            self.context,
            self.tr("How much of the conversation fits; a change reloads the model."),
        )

    def fill(self, settings: Settings) -> None:
        self.draft_depth.setValue(settings.depth)
        self.confidence.setValue(settings.confidence)
        self.verify.setCurrentIndex(self.verify.findData(settings.verify))
        self.lookup.setChecked(settings.lookup)
        self.pace.setValue(settings.display_pace)
        self.context.setValue(settings.context_length)

    def values(self) -> dict[str, Any]:
        return {
            "depth": self.draft_depth.value(),
            "confidence": self.confidence.value(),
            "verify": str(self.verify.currentData()),
            "lookup": self.lookup.isChecked(),
            "display_pace": self.pace.value(),
            "context_length": self.context.value(),
        }
