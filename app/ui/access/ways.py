"""Text size, motion and the list of shortcuts, joined to the window's menus."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QKeySequence

from app.ui.access.motion import Motion
from app.ui.access.shortcut_list import menu_shortcuts, view_shortcuts
from app.ui.access.shortcuts_dialog import ShortcutsDialog
from app.ui.access.system_motion import SystemMotion
from app.ui.access.text_size import TextSize
from app.ui.main_window import MainWindow
from app.ui.settings.store import SettingsStore


class AccessWays(QObject):
    """Adds its actions to the View and Help menus and keeps the window as still as wanted."""

    def __init__(self, window: MainWindow, settings: SettingsStore) -> None:
        super().__init__(window)
        self._window = window
        self.text_size = TextSize(settings, self)
        self.motion = Motion(settings, SystemMotion(self), self)
        self.motion.changed.connect(self._slide_docks)
        self._slide_docks()
        view = window.view_menu
        view.addSeparator()
        for words, keys, run in (
            (self.tr("Text &larger"), ("Ctrl++", "Ctrl+="), self.text_size.larger),
            (self.tr("Text &smaller"), ("Ctrl+-",), self.text_size.smaller),
            (self.tr("Text at its &usual size"), ("Ctrl+0",), self.text_size.usual),
        ):
            action = view.addAction(words)
            action.setShortcuts([QKeySequence(key) for key in keys])
            action.triggered.connect(run)
        self.shortcuts = window.help_menu.addAction(self.tr("&Shortcuts"))
        window.help_menu.insertAction(window.help_menu.actions()[0], self.shortcuts)
        self.shortcuts.setShortcut(QKeySequence("Ctrl+/"))
        self.shortcuts.triggered.connect(self.list_shortcuts)

    def shortcuts_dialog(self) -> ShortcutsDialog:
        """Return the list of shortcuts as they are now."""
        found = menu_shortcuts(self._window.menuBar()) + view_shortcuts()
        return ShortcutsDialog(found, self._window)

    @Slot()
    def list_shortcuts(self) -> None:
        """Show all shortcuts."""
        dialog = self.shortcuts_dialog()
        dialog.exec()
        dialog.deleteLater()

    @Slot()
    def _slide_docks(self) -> None:
        self._window.setAnimated(self.motion.moves)
