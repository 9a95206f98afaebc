"""All GGUFs of a repository, and below them why the current one is taken for what it is."""

from collections.abc import Iterable

from PySide6.QtCore import QModelIndex, Qt, Slot
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.gguf.listing import ListedModel
from app.ui.library.details.files_model import FilesModel
from app.ui.library.row_table import RowTable


class FilesView(QWidget):
    """A table and a sentence."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = FilesModel(self)
        self.table = RowTable(self.model, self.tr("Files"), self)
        self.table.share_width(1, 0, 0)
        self.reason = QLabel(self)
        self.reason.setWordWrap(True)
        self.reason.setTextFormat(Qt.TextFormat.PlainText)
        self.reason.setObjectName("muted")
        self.reason.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addWidget(self.table, 1)
        column.addWidget(self.reason)
        self.setFocusProxy(self.table)
        self.table.row_changed.connect(self._explain)
        self.model.dataChanged.connect(self._explain_again)
        self._explain(-1)

    def show_files(self, rows: Iterable[ListedModel]) -> None:
        """Show these."""
        self.model.show_files(rows)
        self._explain(-1)

    @Slot(int)
    def _explain(self, row: int) -> None:
        words = self.tr("Choose a file to read why it is taken for what it is.")
        if row >= 0:
            words = str(self.model.index(row, 0).data(Qt.ItemDataRole.ToolTipRole))
        self.reason.setText(words)

    @Slot(QModelIndex, QModelIndex)
    def _explain_again(self) -> None:
        self._explain(self.table.current_row)
