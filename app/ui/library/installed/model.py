"""Installed models as a table that filters and sorts itself: Qt's proxies ask Python per row."""

import time
from collections.abc import Iterator

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
    Slot,
)

from app.core.library import Library, LibraryFile, LibraryKind
from app.ui.library.installed.rows import InstalledRow, rows_of
from app.ui.library.marks import Mark, Marks

Index = QModelIndex | QPersistentModelIndex

FILE = Qt.ItemDataRole.UserRole
"""The LibraryFile of a row."""

NAME, KIND, DRAFTER, SIZE, PLACE, USED = range(6)
COLUMNS = 6

SLICE_SECONDS = 0.005


class InstalledModel(QAbstractTableModel):
    """One entry a row, those that match the filter.

    Signals:
        filled(): another library is shown.
    """

    filled = Signal()

    def __init__(self, marks: Marks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._marks = marks
        self._all: list[InstalledRow] = []
        self._rows: list[InstalledRow] = []
        self._filter = ""
        self._column, self._order = NAME, Qt.SortOrder.AscendingOrder
        self._coming: Iterator[InstalledRow] = iter(())
        self._come: list[InstalledRow] = []
        self._slices = QTimer(self)
        self._slices.setInterval(0)
        self._slices.timeout.connect(self._make_slice)

    def show_library(self, library: Library) -> None:
        """Show its files: a few at once, thousands when all their rows are made."""
        self._coming, self._come = rows_of(library), []
        self._slices.start()
        self._make_slice()

    @Slot()
    def _make_slice(self) -> None:
        """Make rows for part of a frame, and show them when all are made."""
        until = time.perf_counter() + SLICE_SECONDS
        for row in self._coming:
            self._come.append(row)
            if time.perf_counter() > until:
                return
        self._slices.stop()
        self._all, self._come = self._come, []
        self._refill()
        self.filled.emit()

    def set_filter(self, words: str) -> None:
        """Show only rows that contain all of these words."""
        self._filter = words.strip().lower()
        self._refill()

    def _refill(self) -> None:
        self.beginResetModel()
        wanted = self._filter.split()
        rows = [row for row in self._all if all(word in row.found for word in wanted)]
        self._rows = self._sorted(rows)
        self.endResetModel()

    def _sorted(self, rows: list[InstalledRow]) -> list[InstalledRow]:
        column, down = self._column, self._order is Qt.SortOrder.DescendingOrder
        return sorted(rows, key=lambda row: row.keys[column], reverse=down)  # type: ignore[arg-type, return-value]

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Put rows in the order of a column; the selection stays with its rows."""
        if not 0 <= column < COLUMNS:
            return
        self._column, self._order = column, order
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        files = [self._rows[index.row()] for index in before]
        self._rows = self._sorted(self._rows)
        place = {id(row): number for number, row in enumerate(self._rows)}
        after = [
            self.index(place[id(row)], index.column())
            for row, index in zip(files, before, strict=True)
        ]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    @property
    def whole_count(self) -> int:
        """How many rows there are without a filter."""
        return len(self._all)

    def file(self, row: int) -> LibraryFile:
        """Return the entry of a row."""
        return self._rows[row].file

    def row_of(self, file: LibraryFile) -> int:
        """Return the row of this entry, -1 where it is not shown."""
        return next((i for i, row in enumerate(self._rows) if row.file.path == file.path), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return how many entries match."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return 6."""
        return 0 if parent.isValid() else COLUMNS

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return a column's name."""
        if orientation is Qt.Orientation.Vertical or not 0 <= section < COLUMNS:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return (
                self.tr("Name"),
                self.tr("What it is"),
                self.tr("Drafter"),
                self.tr("Size"),
                self.tr("Place"),
                self.tr("Last used"),
            )[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows."""
        row, column = self._rows[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return row.words[column]
            case Qt.ItemDataRole.DecorationRole if column == NAME:
                return self._mark(row)
            case Qt.ItemDataRole.ToolTipRole:
                return f"{row.file.path}\n{row.file.details.reason}".strip()
            case Qt.ItemDataRole.TextAlignmentRole:
                return _alignment(column)
            case _ if role == FILE:
                return row.file
            case _:
                return None

    def _mark(self, row: InstalledRow) -> object:
        if row.file.missing or row.file.details.kind is LibraryKind.UNUSABLE:
            return self._marks.icon(Mark.BAD)
        if row.copies:
            return self._marks.icon(Mark.CAUTION)
        return self._marks.icon(Mark.GOOD if row.file.is_verified else Mark.OPEN)


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column == SIZE else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
