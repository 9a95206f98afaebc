"""Follows the system from one theme to the other without a restart."""

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from app.ui.style_sheet import style_sheet
from app.ui.theme import DARK, LIGHT, Theme, palette


class ThemeWatcher(QObject):
    """Keeps the application in the system's theme.

    Signals:
        changed(Theme): the theme in force is now this one.
    """

    changed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self.apply)
        self.apply(hints.colorScheme())

    @property
    def theme(self) -> Theme:
        """The theme in force."""
        return self._theme

    @Slot(Qt.ColorScheme)
    def apply(self, scheme: Qt.ColorScheme) -> None:
        """Paint everything in this scheme; an unknown one is light."""
        self._theme = DARK if scheme is Qt.ColorScheme.Dark else LIGHT
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.setPalette(palette(self._theme))
            app.setStyleSheet(style_sheet(self._theme))
        self.changed.emit(self._theme)
