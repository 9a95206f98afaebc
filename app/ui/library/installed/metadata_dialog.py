"""The metadata viewer: all keys and tensors of a GGUF, filtered, a value in full, copied."""

from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from app.core.header_rows import HeaderRows
from app.ui.library.installed.metadata_model import WHOLE, MetadataModel
from app.ui.library.row_table import RowTable
from app.ui.wording import count, size


class MetadataDialog(QDialog):
    """Shows one header."""

    def __init__(self, path: Path, header: HeaderRows, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("{name}: metadata").format(name=path.name))
        self.resize(820, 600)
        self.model = MetadataModel(self)
        self.model.show_header(header)
        about = QLabel(
            self.tr("GGUF {version}  ·  {keys} keys  ·  {tensors} tensors  ·  {size}").format(
                version=header.version,
                keys=count(len(header.keys)),
                tensors=count(len(header.tensors)),
                size=size(header.file_size),
            ),
            self,
        )
        about.setObjectName("muted")
        self.filter = QLineEdit(self)
        self.filter.setPlaceholderText(self.tr("Filter keys and tensors"))
        self.filter.setAccessibleName(self.tr("Filter"))
        self.filter.setClearButtonEnabled(True)
        self.table = RowTable(self.model, self.tr("Keys and tensors"), self)
        modes = QHeaderView.ResizeMode
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.horizontalHeader().setSectionResizeMode(0, modes.Interactive)
        self.table.setColumnWidth(0, 300)
        self.table.setColumnWidth(1, 120)
        self.value = QPlainTextEdit(self)
        self.value.setReadOnly(True)
        self.value.setTabChangesFocus(True)
        self.value.setAccessibleName(self.tr("Value in full"))
        self.value.setPlaceholderText(self.tr("Choose a row to see its value in full."))
        split = QSplitter(Qt.Orientation.Vertical, self)
        split.addWidget(self.table)
        split.addWidget(self.value)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self.copy = QPushButton(self.tr("&Copy value"), self)
        buttons.addButton(self.copy, QDialogButtonBox.ButtonRole.ActionRole)
        self.copy.clicked.connect(self._copy)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        for part in (about, self.filter):
            column.addWidget(part)
        column.addWidget(split, 1)
        column.addWidget(buttons)
        self.filter.textChanged.connect(self.model.set_filter)
        self.table.row_changed.connect(self._show_value)
        self.finished.connect(self.deleteLater)
        self.filter.setFocus()
        self._show_value(-1)

    @Slot(int)
    def _show_value(self, row: int) -> None:
        words = str(self.model.index(row, 0).data(WHOLE)) if row >= 0 else ""
        self.value.setPlainText(words)
        self.copy.setEnabled(bool(words))

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.value.toPlainText())
