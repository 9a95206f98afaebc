"""A whole number by slider or by typing, or left to the program."""

from bisect import bisect_left
from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QSlider, QSpinBox, QWidget


class NumberChoice(QWidget):
    """A slider over a few stops and a field for any number between; the first stop is automatic.

    Signals:
        changed(): another number, by the user.
    """

    changed = Signal()

    def __init__(self, name: str, unit: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stops: tuple[int, ...] = (0,)
        self.slider = QSlider(Qt.Orientation.Horizontal, self)
        self.field = QSpinBox(self)
        self.field.setSuffix(unit)
        self.field.setGroupSeparatorShown(True)
        self.field.setKeyboardTracking(False)
        self.field.setMinimumWidth(150)
        self.slider.setAccessibleName(name)
        self.field.setAccessibleName(name)
        self.setFocusProxy(self.slider)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.slider, 1)
        row.addWidget(self.field)
        self.set_stops((1,), self.tr("automatic"))
        self.slider.valueChanged.connect(self._slide)
        self.field.valueChanged.connect(self._type)

    def set_stops(self, stops: Sequence[int], automatic: str) -> None:
        """Offer these numbers, smallest first, and `automatic` in front of them."""
        value = self.value
        self._stops = (stops[0] - 1, *stops)
        with QSignalBlocker(self.slider), QSignalBlocker(self.field):
            self.slider.setRange(0, len(stops))
            self.field.setRange(self._stops[0], self._stops[-1])
            self.field.setSpecialValueText(automatic)
        self.set_value(value)

    @property
    def value(self) -> int | None:
        """The number; None for automatic."""
        value = self.field.value()
        return None if value <= self._stops[0] else value

    def set_value(self, value: int | None) -> None:
        """Show this one."""
        with QSignalBlocker(self.slider), QSignalBlocker(self.field):
            self.field.setValue(self._stops[0] if value is None else value)
            self._follow()

    def _follow(self) -> None:
        place = bisect_left(self._stops, self.field.value())
        self.slider.setValue(min(place, len(self._stops) - 1))

    @Slot(int)
    def _slide(self, place: int) -> None:
        with QSignalBlocker(self.field):
            self.field.setValue(self._stops[place])
        self.changed.emit()

    @Slot()
    def _type(self) -> None:
        with QSignalBlocker(self.slider):
            self._follow()
        self.changed.emit()
