"""The dialog of one conversation: its system prompt, thinking, sampling, and presets of them."""

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from app.core.chat_settings import THINKING, asked_thinking
from app.core.presets import Preset
from app.core.thinking import Thinking
from app.core.usual_sampling import Values
from app.ui.prompt.fields import OwnSampling, Usual
from app.ui.prompt.preset_row import PresetRow

_THINKING = (None, True, False)


class PromptDialog(QDialog):
    """Edits a copy; `system_prompt` and `settings` are what it has come to."""

    def __init__(
        self,
        shown: Preset,
        usual: Usual,
        thinking: Thinking | None,
        presets_file: Path,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("This conversation"))
        self._usual = usual
        self.prompt = QPlainTextEdit(self)
        self.prompt.setAccessibleName(self.tr("System prompt"))
        self.prompt.setPlaceholderText(self.tr("What the model is told before the conversation"))
        self.prompt.setTabChangesFocus(True)
        self.prompt.setMinimumHeight(110)
        self.thinking = self._thinking_box(thinking)
        self.sampling = OwnSampling(self)
        self.presets = PresetRow(presets_file, self.shown, self)
        self.presets.chosen.connect(self.fill)
        self._lay_out()
        self.fill(shown)

    def _thinking_box(self, about: Thinking | None) -> QComboBox:
        box = QComboBox(self)
        box.setAccessibleName(self.tr("Thinking before the answer"))
        usual = self.tr("as the model usually does")
        if about is not None:
            usual = self.tr("as usual: on") if about.usual else self.tr("as usual: off")
        box.addItems([usual, self.tr("on"), self.tr("off")])
        box.setEnabled(about is not None and bool(about.switch))
        if about is None:
            box.setToolTip(self.tr("The loaded model does not mark what it thinks."))
        elif not about.switch:
            box.setToolTip(self.tr("The loaded model cannot be told whether to think."))
        return box

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.addRow(self.tr("Preset"), self.presets)
        form.addRow(self.tr("S&ystem prompt"), self.prompt)
        form.addRow(self.tr("T&hinking"), self.thinking)
        form.addRow(self.tr("Sampling"), self.sampling)
        note = QLabel(
            self.tr(
                "What is not ticked is as in the settings, or as the model's makers "
                "recommend. It holds from the next answer on."
            ),
            self,
        )
        note.setObjectName("muted")
        note.setWordWrap(True)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addLayout(form)
        column.addWidget(note)
        column.addWidget(buttons)
        self.resize(600, self.sizeHint().height())

    @Slot(object)
    def fill(self, shown: Preset) -> None:
        """Show this system prompt and these settings; nothing is in force before OK."""
        self.prompt.setPlainText(shown.system_prompt)
        self.thinking.setCurrentIndex(_THINKING.index(asked_thinking(shown.settings)))
        only_thinking = tuple(one for one in shown.settings if one[0] == THINKING)
        self.sampling.fill(shown.settings, self._usual(only_thinking))

    @property
    def system_prompt(self) -> str:
        """As edited."""
        return self.prompt.toPlainText().strip()

    @property
    def settings(self) -> Values:
        """As edited."""
        asked = _THINKING[self.thinking.currentIndex()]
        thinking: Values = () if asked is None else ((THINKING, float(asked)),)
        return self.sampling.chosen() + thinking

    def shown(self, name: str) -> Preset:
        """Return what is shown as a preset of this name."""
        return Preset(name, self.system_prompt, self.settings)
