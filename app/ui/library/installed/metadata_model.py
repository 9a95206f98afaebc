"""A GGUF's header as a table: its keys, then its tensors."""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.core.header_rows import HeaderRows
from app.ui.wording import size

Index = QModelIndex | QPersistentModelIndex

WHOLE = Qt.ItemDataRole.UserRole
"""A row's value in full, for copying."""


class MetadataModel(QAbstractTableModel):
    """One key or tensor a row, those that match the filter."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: list[tuple[str, str, str, str]] = []
        self._rows: list[tuple[str, str, str, str]] = []
        self._filter = ""

    def show_header(self, header: HeaderRows) -> None:
        """Show this one."""
        keys = [(row.key, row.kind, row.value, row.whole) for row in header.keys]
        tensors: list[tuple[str, str, str, str]] = []
        for row in header.tensors:
            value = f"{' x '.join(map(str, row.shape))}, {size(row.size)}"
            tensors.append((row.name, row.kind, value, value))
        self._all = keys + tensors
        self.set_filter(self._filter)

    def set_filter(self, words: str) -> None:
        """Show only rows whose name or value contains all of these words."""
        self._filter = words
        wanted = words.lower().split()
        self.beginResetModel()
        self._rows = [
            row for row in self._all if all(w in f"{row[0]} {row[2]}".lower() for w in wanted)
        ]
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return how many rows match."""
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
        names = (self.tr("Key or tensor"), self.tr("Type"), self.tr("Value or shape"))
        return names[section] if 0 <= section < len(names) else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows."""
        row = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return row[index.column()]
            case _ if role == WHOLE:
                return row[3]
            case _:
                return None
