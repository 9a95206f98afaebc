"""All GGUFs of a repository as a table: what each is, and why it is taken for that."""

from collections.abc import Iterable

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.gguf.listing import ListedModel
from app.ui.wording import size

Index = QModelIndex | QPersistentModelIndex

PATH, KIND, SIZE = range(3)


class FilesModel(QAbstractTableModel):
    """One model a row, as the hub lists them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[ListedModel] = []

    def show_files(self, rows: Iterable[ListedModel]) -> None:
        """Show these."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def update_file(self, changed: ListedModel) -> None:
        """Show what is known now of one of them."""
        for number, row in enumerate(self._rows):
            if row.path == changed.path:
                self._rows[number] = changed
                self.dataChanged.emit(self.index(number, 0), self.index(number, SIZE))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return how many models there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return 3."""
        return 0 if parent.isValid() else 3

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return a column's name."""
        if orientation is Qt.Orientation.Vertical or role != Qt.ItemDataRole.DisplayRole:
            return None
        names = (self.tr("File"), self.tr("What it is"), self.tr("Size"))
        return names[section] if 0 <= section < len(names) else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows."""
        row, column = self._rows[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return (row.path, row.classification.label, size(row.size))[column]
            case Qt.ItemDataRole.ToolTipRole:
                found = row.classification
                return " ".join(part for part in (found.reason, found.advice) if part)
            case Qt.ItemDataRole.TextAlignmentRole if column == SIZE:
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            case _:
                return None
