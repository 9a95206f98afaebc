"""Deleting all data: what, and whether really; it is done once the window has closed."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QMessageBox,
    QVBoxLayout,
    QWidget,
)

from app.core.erasure import Erasable

FIRST = frozenset({Erasable.CONVERSATIONS, Erasable.SETTINGS, Erasable.LEARNT, Erasable.LOGS})
"""What is chosen to begin with: models are large, and say nothing about their owner."""


class EraseDialog(QDialog):
    """Choices, and a word to type: none of it can be had back.

    Attributes:
        boxes: by what they delete. word: what has to be typed into `field`.
    """

    def __init__(self, models: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Delete all data"))
        self.word = self.tr("delete")
        self.boxes = {kind: self._box(kind, models) for kind in Erasable}
        self.field = QLineEdit(self)
        typing = self.tr("Type “{word}” to go on:").format(word=self.word)
        self.field.setAccessibleName(typing)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(8)
        column.addWidget(QLabel(self.tr("Foretoken closes and deletes from this machine:"), self))
        for box in self.boxes.values():
            column.addWidget(box)
        warning = QLabel(self.tr("This cannot be undone. Save a backup first if in doubt."), self)
        warning.setObjectName("muted")
        column.addWidget(warning)
        column.addSpacing(8)
        column.addWidget(QLabel(typing, self))
        column.addWidget(self.field)
        column.addSpacing(8)
        column.addWidget(self._buttons())
        self.field.textChanged.connect(self._look)
        for box in self.boxes.values():
            box.toggled.connect(self._look)
        self._look()

    def _box(self, kind: Erasable, models: Path) -> QCheckBox:
        words = {
            Erasable.CONVERSATIONS: self.tr("All &conversations and folders"),
            Erasable.SETTINGS: self.tr("&Settings, and how each pair was loaded"),
            Erasable.LEARNT: self.tr("What was &measured and learnt of pairs"),
            Erasable.LOGS: self.tr("&Logs, crash reports and caches"),
            Erasable.MODELS: self.tr("Mo&dels in {folder}").format(folder=models),
        }[kind]
        box = QCheckBox(words, self)
        box.setChecked(kind in FIRST)
        return box

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(self)
        cancel = buttons.addButton(self.tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.delete_button = buttons.addButton(
            self.tr("Delete and quit"), QDialogButtonBox.ButtonRole.DestructiveRole
        )
        self.delete_button.setAutoDefault(False)
        cancel.setDefault(True)
        buttons.rejected.connect(self.reject)
        self.delete_button.clicked.connect(self.accept)
        return buttons

    @property
    def chosen(self) -> frozenset[Erasable]:
        """What is to be deleted."""
        return frozenset(kind for kind, box in self.boxes.items() if box.isChecked())

    @Slot()
    def _look(self) -> None:
        typed = self.field.text().strip().casefold() == self.word.casefold()
        self.delete_button.setEnabled(typed and bool(self.chosen))


class Erasing(QObject):
    """Asks, and closes all windows; bootstrap deletes what was chosen when the threads have ended.

    Attributes:
        chosen: what to delete; nothing until the user confirmed it.
    """

    def __init__(self, window: QWidget, models: Path) -> None:
        super().__init__(window)
        self._window, self._models = window, models
        self.chosen: frozenset[Erasable] = frozenset()

    @Slot()
    def ask(self) -> None:
        """Ask what to delete."""
        dialog = EraseDialog(self._models, self._window)
        if dialog.exec():
            self.confirm(dialog.chosen)
        dialog.deleteLater()

    def confirm(self, chosen: frozenset[Erasable]) -> None:
        """Delete these as soon as the window has closed, which it does now."""
        self.chosen = chosen
        QApplication.closeAllWindows()


def tell_left(paths: Iterable[Path]) -> None:
    """Say what could not be deleted, if anything."""
    names = "\n".join(str(path) for path in paths)
    if names:
        title = QApplication.translate("EraseDialog", "Some files could not be deleted")
        hint = QApplication.translate("EraseDialog", "Delete them yourself:")
        QMessageBox.warning(None, title, f"{hint}\n\n{names}")  # type: ignore[arg-type]
