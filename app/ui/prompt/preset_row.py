"""Choosing a preset, saving what is shown as one, and passing presets on as files."""

import logging
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.core import presets
from app.core.errors import AppError
from app.core.presets import LONGEST_NAME, Preset

log = logging.getLogger(__name__)

FILTER = "JSON (*.json)"


class PresetRow(QWidget):
    """A list of presets and what can be done with them; changes are written at once.

    `shown` tells what the dialog shows, under a name.

    Signals:
        chosen(Preset): show this one.
    """

    chosen = Signal(object)

    def __init__(
        self, path: Path, shown: Callable[[str], Preset], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._path, self._shown = path, shown
        self.presets = presets.load(path)
        self.list = QComboBox(self)
        self.list.setAccessibleName(self.tr("Presets"))
        self.list.activated.connect(self._activated)
        self.more = QPushButton(self.tr("Presets"), self)
        self.more.setMenu(self._menu())
        self.problem = QLabel(self)
        self.problem.setWordWrap(True)
        self.problem.hide()
        row = QHBoxLayout()
        row.addWidget(self.list, 1)
        row.addWidget(self.more)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(self.problem)
        self._fill()

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction(self.tr("&Save as preset…"), self._ask_name)
        self.delete_action = menu.addAction(self.tr("&Delete preset"), self.delete)
        menu.addSeparator()
        menu.addAction(self.tr("&Import…"), self._ask_import)
        self.export_action = menu.addAction(self.tr("&Export all…"), self._ask_export)
        return menu

    def _fill(self, name: str = "") -> None:
        self.list.clear()
        self.list.addItem(self.tr("No preset"))
        self.list.addItems([one.name for one in self.presets])
        self.list.setCurrentIndex(max(0, self.list.findText(name)) if name else 0)
        self.export_action.setEnabled(bool(self.presets))
        self.delete_action.setEnabled(self.list.currentIndex() > 0)

    @Slot(int)
    def _activated(self, index: int) -> None:
        self.delete_action.setEnabled(index > 0)
        if index > 0:
            self.chosen.emit(self.presets[index - 1])

    @Slot()
    def _ask_name(self) -> None:
        name, accepted = QInputDialog.getText(
            self,
            self.tr("Save as preset"),
            self.tr("Name"),
            text=self.list.currentText() if self.list.currentIndex() > 0 else "",
        )
        if accepted:
            self.save(name)

    def save(self, name: str) -> None:
        """Keep what is shown under this name, in the place of one that has it."""
        name = " ".join(name.split())[:LONGEST_NAME]
        if name:
            self._keep(presets.merged(self.presets, (self._shown(name),)), name)

    @Slot()
    def delete(self) -> None:
        """Forget the preset that is chosen."""
        index = self.list.currentIndex()
        if index > 0:
            self._keep(self.presets[: index - 1] + self.presets[index:])

    def _keep(self, wanted: tuple[Preset, ...], name: str = "") -> None:
        self._say("")
        try:
            presets.save(self._path, wanted)
        except OSError as problem:
            self._say(self.tr("The presets cannot be saved: {why}").format(why=problem.strerror))
            return
        self.presets = presets.load(self._path)
        self._fill(name)

    @Slot()
    def _ask_import(self) -> None:
        title = self.tr("Import presets")
        name, _ = QFileDialog.getOpenFileName(self, title, filter=FILTER)
        if name:
            self.bring(Path(name))

    def bring(self, path: Path) -> None:
        """Add the presets of a file; one of a name that is known takes its place."""
        try:
            more = presets.read(path)
        except AppError as problem:
            self._say(f"{problem.title} {problem.hint}")
        except OSError as problem:
            self._say(f"{path.name}: {problem.strerror}")
        else:
            self._keep(presets.merged(self.presets, more), more[0].name if more else "")

    @Slot()
    def _ask_export(self) -> None:
        title = self.tr("Export presets")
        name, _ = QFileDialog.getSaveFileName(self, title, "presets.json", FILTER)
        if name:
            self.export(Path(name))

    def export(self, path: Path) -> None:
        """Write all presets into a file."""
        try:
            presets.save(path, self.presets)
        except OSError as problem:
            self._say(f"{path.name}: {problem.strerror}")

    def _say(self, words: str) -> None:
        self.problem.setText(words)
        self.problem.setVisible(bool(words))
