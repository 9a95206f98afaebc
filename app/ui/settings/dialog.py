"""The settings dialog: sampling, drafting, reading pace and context length."""

import dataclasses

from PySide6.QtCore import Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFormLayout,
    QLabel,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from app.core.pairs import DEFAULT_CONTEXT_LENGTH
from app.core.settings import Settings
from app.ui.header import MAX_CHOICE

RESET_FIELDS = (
    "temperature",
    "top_k",
    "top_p",
    "min_p",
    "depth",
    "lookup",
    "display_pace",
    "context_length",
)


class SettingsDialog(QDialog):
    """Edits a copy of the settings; `chosen` is it."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Settings"))
        self._settings = settings
        self._form = QFormLayout()
        self._form.setHorizontalSpacing(16)
        self._form.setVerticalSpacing(8)
        self._add_sampling()
        self._add_speed()
        self._buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok
            | QDialogButtonBox.StandardButton.Cancel
            | QDialogButtonBox.StandardButton.RestoreDefaults,
            self,
        )
        for button in self._buttons.buttons():
            button.setIcon(QIcon())
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        restore = self._buttons.button(QDialogButtonBox.StandardButton.RestoreDefaults)
        restore.clicked.connect(self.reset)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(16)
        column.addLayout(self._form)
        column.addWidget(self._buttons)
        self._fill(settings)

    def _add_sampling(self) -> None:
        self.temperature = self._fraction(2.0, 0.05)
        self.temperature.setSpecialValueText(self.tr("0 (likeliest token)"))
        self.top_k = QSpinBox(self)
        self.top_k.setRange(0, 1000)
        self.top_k.setSpecialValueText(self.tr("all"))
        self.top_p, self.min_p = self._fraction(1.0, 0.01), self._fraction(1.0, 0.01)
        self._row(self.tr("&Temperature"), self.temperature, self.tr("Higher is more varied."))
        self._row(self.tr("Top-&k"), self.top_k, self.tr("Choose among the k likeliest tokens."))
        self._row(
            self.tr("Top-&p"), self.top_p, self.tr("Choose among tokens that together reach p.")
        )
        self._row(
            self.tr("&Min-p"), self.min_p, self.tr("Drop tokens below this share of the likeliest.")
        )

    def _add_speed(self) -> None:
        self.draft_depth = QSpinBox(self)
        self.draft_depth.setRange(0, MAX_CHOICE)
        self.draft_depth.setSpecialValueText(self.tr("automatic"))
        self.pace = QSpinBox(self)
        self.pace.setRange(0, 200)
        self.pace.setSpecialValueText(self.tr("as fast as it comes"))
        self.pace.setSuffix(self.tr(" tokens/s"))
        self.context = QSpinBox(self)
        self.context.setRange(0, 2**20)
        self.context.setSingleStep(1024)
        self.context.setSpecialValueText(
            self.tr("up to {n}").format(n=f"{DEFAULT_CONTEXT_LENGTH:,}")
        )
        self.context.setSuffix(self.tr(" tokens"))
        self._row(
            self.tr("Draft &depth"), self.draft_depth, self.tr("Tokens guessed before each pass.")
        )
        self.lookup = QCheckBox(self.tr("&Look up repetitions first"), self)
        self._row(
            "",
            self.lookup,
            self.tr("Text that repeats the conversation is drafted from it, the rest as before."),
        )
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

    def _fraction(self, high: float, step: float) -> QDoubleSpinBox:
        box = QDoubleSpinBox(self)
        box.setRange(0.0, high)
        box.setSingleStep(step)
        return box

    def _row(self, words: str, field: QWidget, hint: str) -> None:
        field.setMinimumWidth(200)
        field.setAccessibleDescription(hint)
        self._form.addRow(words, field)
        note = QLabel(hint, self)
        note.setObjectName("muted")
        self._form.addRow("", note)

    def _fill(self, settings: Settings) -> None:
        self.temperature.setValue(settings.temperature)
        self.top_k.setValue(settings.top_k)
        self.top_p.setValue(settings.top_p)
        self.min_p.setValue(settings.min_p)
        self.draft_depth.setValue(settings.depth)
        self.lookup.setChecked(settings.lookup)
        self.pace.setValue(settings.display_pace)
        self.context.setValue(settings.context_length)

    @Slot()
    def reset(self) -> None:
        """Show the defaults; nothing is in force before OK."""
        fresh = Settings()
        values = {name: getattr(fresh, name) for name in RESET_FIELDS}
        self._fill(dataclasses.replace(self._settings, **values))

    @property
    def chosen(self) -> Settings:
        """The settings as edited."""
        return dataclasses.replace(
            self._settings,
            temperature=round(self.temperature.value(), 2),
            top_k=self.top_k.value(),
            top_p=round(self.top_p.value(), 2),
            min_p=round(self.min_p.value(), 2),
            depth=self.draft_depth.value(),
            lookup=self.lookup.isChecked(),
            display_pace=self.pace.value(),
            context_length=self.context.value(),
        )
