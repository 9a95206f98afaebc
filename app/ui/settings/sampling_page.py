"""Settings of how the next token is chosen."""

from typing import Any

from PySide6.QtCore import QRegularExpression, Slot
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QCheckBox, QLineEdit, QSpinBox, QWidget

from app.core.settings import FRESH_SEED, Settings
from app.ui.settings.page import Page


class SamplingPage(Page):
    """Temperature, truncation and seed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.of_model = QCheckBox(self.tr("As the model's makers &recommend, where known"), self)
        self.temperature = self._number(0.0, 2.0, 0.05)
        self.temperature.setSpecialValueText(self.tr("0 (likeliest token)"))
        self.top_k = QSpinBox(self)
        self.top_k.setRange(0, 1000)
        self.top_k.setSpecialValueText(self.tr("all"))
        self.top_p, self.min_p = self._number(0.0, 1.0, 0.01), self._number(0.0, 1.0, 0.01)
        self.seed = QLineEdit(self)
        digits = QRegularExpression(r"\d{0,9}")
        self.seed.setValidator(QRegularExpressionValidator(digits, self.seed))
        self.seed.setPlaceholderText(self.tr("another one each time"))
        self._row("", self.of_model, self.tr("The values below then are for other models."))
        self._row(self.tr("&Temperature"), self.temperature, self.tr("Higher is more varied."))
        self._row(self.tr("Top-&k"), self.top_k, self.tr("Choose among the k likeliest tokens."))
        self._row(
            self.tr("Top-&p"), self.top_p, self.tr("Choose among tokens that together reach p.")
        )
        self._row(
            self.tr("&Min-p"), self.min_p, self.tr("Drop tokens below this share of the likeliest.")
        )
        self._row(
            self.tr("S&eed"),
            self.seed,
            self.tr("A number makes answers repeat, unless the draft depth is automatic."),
        )
        for box in (self.temperature, self.top_k, self.top_p, self.min_p):
            box.valueChanged.connect(self._chosen)

    @Slot()
    def _chosen(self) -> None:
        """Who changes a value wants it."""
        self.of_model.setChecked(False)

    def fill(self, settings: Settings) -> None:
        self.temperature.setValue(settings.temperature)
        self.top_k.setValue(settings.top_k)
        self.top_p.setValue(settings.top_p)
        self.min_p.setValue(settings.min_p)
        self.of_model.setChecked(not settings.own_sampling)
        self.seed.setText("" if settings.seed == FRESH_SEED else str(settings.seed))

    def values(self) -> dict[str, Any]:
        return {
            "temperature": round(self.temperature.value(), 2),
            "top_k": self.top_k.value(),
            "top_p": round(self.top_p.value(), 2),
            "min_p": round(self.min_p.value(), 2),
            "own_sampling": not self.of_model.isChecked(),
            "seed": int(self.seed.text() or FRESH_SEED),
        }
