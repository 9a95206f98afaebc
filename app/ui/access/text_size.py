"""The size of all text: the system's, times what the user chose."""

from collections.abc import Iterable

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QWidget

from app.core.settings import Settings
from app.ui.settings.store import SettingsStore

STEPS = (0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0)
_SYSTEM_FONT = "foretokenSystemFont"
_SMALLEST_DIFFERENCE = 0.01


class TextSize(QObject):
    """Keeps the application's font at the chosen scale, and every widget's own font with it.

    Signals:
        changed(float): text is this many times the system's size now.
    """

    changed = Signal(float)

    def __init__(self, settings: SettingsStore, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._scale = 0.0
        settings.changed.connect(self._follow)
        self._follow(settings.current)

    @property
    def scale(self) -> float:
        """How many times the system's size text is."""
        return self._scale

    @Slot()
    def larger(self) -> None:
        """Take the next size up; the largest stays."""
        self._choose(min((step for step in STEPS if step > self._scale + 0.001), default=None))

    @Slot()
    def smaller(self) -> None:
        """Take the next size down; the smallest stays."""
        self._choose(max((step for step in STEPS if step < self._scale - 0.001), default=None))

    @Slot()
    def usual(self) -> None:
        """Take the system's size."""
        self._choose(1.0)

    def _choose(self, scale: float | None) -> None:
        if scale is not None:
            self._settings.update(font_scale=scale)

    @Slot(object)
    def _follow(self, settings: Settings) -> None:
        if settings.font_scale != self._scale:
            self._scale = settings.font_scale
            set_application_scale(self._scale)
            self.changed.emit(self._scale)


def set_application_scale(scale: float) -> None:
    """Give the application's font `scale` times the system's size, and widgets' own fonts too.

    Qt hands an application's font down only to widgets without one of their own; a heading made
    half as large again at its making keeps that proportion here.
    """
    wanted = QFont(_system_font())
    wanted.setPointSizeF(wanted.pointSizeF() * scale)
    ratio = wanted.pointSizeF() / QApplication.font().pointSizeF()
    if abs(ratio - 1) * wanted.pointSizeF() < _SMALLEST_DIFFERENCE:
        return
    sizes = [
        (widget, widget.font().pointSizeF() * ratio)
        for widget in _from_the_outside(QApplication.topLevelWidgets())
        if widget.testAttribute(Qt.WidgetAttribute.WA_SetFont)
    ]
    QApplication.setFont(wanted)
    qt = QApplication.instance()
    if isinstance(qt, QApplication):
        qt.setStyleSheet(qt.styleSheet())  # widgets under a style sheet take fonts only with it
    for widget, size in sizes:
        font = widget.font()
        if abs(font.pointSizeF() - size) > _SMALLEST_DIFFERENCE and size > 0:
            font.setPointSizeF(size)
            widget.setFont(font)


def _system_font() -> QFont:
    """Return the font the application started with, whoever scaled it since."""
    qt = QApplication.instance()
    assert qt is not None
    known = qt.property(_SYSTEM_FONT)
    if not isinstance(known, QFont):
        known = QFont(QApplication.font())
        qt.setProperty(_SYSTEM_FONT, known)
    return known


def _from_the_outside(widgets: Iterable[QWidget]) -> Iterable[QWidget]:
    """Yield these and all inside them, parents before their children."""
    for widget in widgets:
        yield widget
        inside = widget.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        yield from _from_the_outside(one for one in inside if not one.isWindow())
