"""Asks for files and folders to take into the library."""

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFileDialog, QMenu, QPushButton, QWidget


class ImportButton(QPushButton):
    """A button with a menu.

    Signals:
        brought(list[Path], bool): these are to be taken in; whether they are to be copied.
    """

    brought = Signal(object, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(self.tr("I&mport"))
        menu = QMenu(self)
        menu.addAction(self.tr("&Files…"), self._ask_files)
        menu.addAction(self.tr("F&older…"), self._ask_folder)
        menu.addAction(self.tr("Files, &copied to the models folder…"), self._ask_copies)
        self.setMenu(menu)

    @Slot()
    def _ask_files(self) -> None:
        self._bring_files(copy=False)

    @Slot()
    def _ask_copies(self) -> None:
        self._bring_files(copy=True)

    def _bring_files(self, *, copy: bool) -> None:
        names, _ = QFileDialog.getOpenFileNames(
            self, self.tr("Import models"), "", self.tr("Models (*.gguf);;All files (*)")
        )
        if names:
            self.brought.emit([Path(name) for name in names], copy)

    @Slot()
    def _ask_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, self.tr("Import a folder of models"))
        if name:
            self.brought.emit([Path(name)], False)
