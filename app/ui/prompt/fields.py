"""Fields for a conversation's own settings, each of which may be left to the usual value."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QCheckBox, QDoubleSpinBox, QGridLayout, QSpinBox, QWidget

from app.core.sampling import SamplingSettings
from app.core.usual_sampling import Values


@dataclass(frozen=True, slots=True)
class _Kind:
    name: str
    low: float
    high: float
    step: float


_KINDS = (
    _Kind("temperature", 0.0, 2.0, 0.05),
    _Kind("top_k", 0, 1000, 1),
    _Kind("top_p", 0.0, 1.0, 0.01),
    _Kind("min_p", 0.0, 1.0, 0.01),
    _Kind("repeat_penalty", 0.5, 2.0, 0.05),
    _Kind("presence_penalty", -2.0, 2.0, 0.1),
    _Kind("frequency_penalty", -2.0, 2.0, 0.1),
)


class OwnValue(QObject):
    """A tick box and a number: ticked, the conversation has a value of its own."""

    def __init__(self, kind: _Kind, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.name = kind.name
        self.tick = QCheckBox(words, parent)
        if isinstance(kind.step, int):
            self.box: QSpinBox | QDoubleSpinBox = QSpinBox(parent)
            self.box.setRange(int(kind.low), int(kind.high))
        else:
            self.box = QDoubleSpinBox(parent)
            self.box.setRange(kind.low, kind.high)
            self.box.setSingleStep(kind.step)
        self.box.setAccessibleName(words.replace("&", ""))
        self._usual = 0.0
        self.tick.toggled.connect(self._toggled)

    def fill(self, own: float | None, usual: float) -> None:
        """Show a conversation's value, or the usual one in grey."""
        self._usual = usual
        self.tick.setChecked(own is not None)
        self._show(usual if own is None else own)
        self.box.setEnabled(own is not None)

    def _show(self, value: float) -> None:
        if isinstance(self.box, QSpinBox):
            self.box.setValue(round(value))
        else:
            self.box.setValue(value)

    @Slot(bool)
    def _toggled(self, own: bool) -> None:
        self.box.setEnabled(own)
        if not own:
            self._show(self._usual)

    @property
    def value(self) -> float | None:
        """The conversation's own value, None for the usual one."""
        return round(float(self.box.value()), 3) if self.tick.isChecked() else None


class OwnSampling(QWidget):
    """All of a conversation's sampling."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        words = {
            "temperature": self.tr("&Temperature"),
            "top_k": self.tr("Top-&k"),
            "top_p": self.tr("Top-&p"),
            "min_p": self.tr("&Min-p"),
            "repeat_penalty": self.tr("&Repetition penalty"),
            "presence_penalty": self.tr("Pr&esence penalty"),
            "frequency_penalty": self.tr("&Frequency penalty"),
        }
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        self.values = tuple(OwnValue(kind, words[kind.name], self) for kind in _KINDS)
        for index, one in enumerate(self.values):
            grid.addWidget(one.tick, index // 2, 2 * (index % 2))
            grid.addWidget(one.box, index // 2, 2 * (index % 2) + 1)

    def fill(self, own: Values, usual: SamplingSettings) -> None:
        """Show a conversation's values, and in grey those in force without them."""
        chosen = dict(own)
        for one in self.values:
            one.fill(chosen.get(one.name), float(getattr(usual, one.name)))

    def chosen(self) -> Values:
        """Return the values that the conversation has of its own."""
        return tuple((one.name, one.value) for one in self.values if one.value is not None)


Usual = Callable[[Values], SamplingSettings]
"""What is in force for a conversation that has chosen so much."""
