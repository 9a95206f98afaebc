"""The drafters that may go with a target as a table; the last row is to have none."""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.gguf.proposals import Proposal
from app.ui.library.details import wording
from app.ui.library.marks import Marks

Index = QModelIndex | QPersistentModelIndex

PROPOSAL = Qt.ItemDataRole.UserRole
"""The Proposal of a row, None for no drafter."""

NAME, WHERE, SIZE, VERDICT = range(4)


class DraftersModel(QAbstractTableModel):
    """Proposals, best first."""

    def __init__(self, marks: Marks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._marks = marks
        self._rows: list[Proposal | None] = []

    def show_proposals(self, proposals: tuple[Proposal, ...] | None) -> None:
        """Show these; None while nobody knows any: then there is no row at all."""
        self.beginResetModel()
        self._rows = [] if proposals is None else [*proposals, None]
        self.endResetModel()

    def row_of(self, wanted: Proposal | None) -> int:
        """Return the row of the proposal of the same file, -1 where there is none."""
        for number, row in enumerate(self._rows):
            if (row is None) == (wanted is None) and (
                row is None or wanted is None or same_drafter(row, wanted)
            ):
                return number
        return -1

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return how many choices there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return 4."""
        return 0 if parent.isValid() else 4

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return a column's name."""
        if orientation is Qt.Orientation.Vertical or role != Qt.ItemDataRole.DisplayRole:
            return None
        names = (self.tr("Drafter"), self.tr("Where"), self.tr("Size"), self.tr("Pair doctor"))
        return names[section] if 0 <= section < len(names) else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows."""
        row, column = self._rows[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return self._text(row, column)
            case Qt.ItemDataRole.DecorationRole if column == VERDICT and row is not None:
                return self._marks.icon(wording.standing_mark(row.standing))
            case Qt.ItemDataRole.ToolTipRole if row is not None:
                return row.reason
            case _ if role == PROPOSAL:
                return row
            case _:
                return None

    def _text(self, row: Proposal | None, column: int) -> str:
        if row is None:
            return self.tr("No drafter: plain decoding") if column == NAME else ""
        match column:
            case 0:
                return row.title
            case 1:
                return wording.origin_words(row)
            case 2:
                return wording.extra_size(row)
            case _:
                return wording.standing_words(row.standing)


def same_drafter(one: Proposal, other: Proposal) -> bool:
    """Say whether both are of one file, however far each was examined."""
    return (one.origin, one.file, one.method) == (other.origin, other.file, other.method)
