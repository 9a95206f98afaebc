"""A table of rows: one is current, the keyboard moves by rows, and Tab leaves it."""

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

Index = QModelIndex | QPersistentModelIndex

PADDING = 12


class _Roomy(QStyledItemDelegate):
    """Asks for air beside the words of a cell."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        wanted = super().sizeHint(option, index)
        return QSize(wanted.width() + PADDING, wanted.height())


class RowTable(QTableView):
    """Shows a table model; its first column takes the room that is left.

    Signals:
        row_changed(int): another row is current, -1 for none.
        rows_chosen(): other rows are selected, where several may be.
    """

    row_changed = Signal(int)
    rows_chosen = Signal()

    def __init__(self, model: QAbstractItemModel, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("modelTable")
        self.setAccessibleName(name)
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setItemDelegate(_Roomy(self))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        rows, columns = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(self.fontMetrics().height() + PADDING)
        columns.setHighlightSections(False)
        columns.setResizeContentsPrecision(0)  # of thousands of rows, those in sight are enough
        columns.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        columns.setMinimumSectionSize(48)
        self.selectionModel().currentRowChanged.connect(self._tell)
        self.selectionModel().selectionChanged.connect(self.rows_chosen)

    def allow_several(self) -> None:
        """Let several rows be selected at once."""
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)

    @property
    def chosen_rows(self) -> list[int]:
        """The selected rows, from the top."""
        return sorted(index.row() for index in self.selectionModel().selectedRows())

    def share_width(self, *shares: int) -> None:
        """Stretch columns of a share above 0; those of 0 take what their contents need."""
        columns = self.horizontalHeader()
        columns.setStretchLastSection(False)
        for column, share in enumerate(shares):
            mode = QHeaderView.ResizeMode
            columns.setSectionResizeMode(column, mode.Stretch if share else mode.ResizeToContents)

    @property
    def current_row(self) -> int:
        """The current row, -1 for none."""
        return self.currentIndex().row()

    def choose_row(self, row: int) -> None:
        """Make this row the current one, -1 none."""
        if row != self.current_row or not self.selectionModel().hasSelection():
            if row < 0:
                self.clearSelection()
                self.setCurrentIndex(QModelIndex())
            else:
                self.selectRow(row)

    def show_rows(self, least: int, most: int) -> None:
        """Be as high as the rows that are there, within these bounds."""
        rows = min(most, max(least, self.model().rowCount()))
        height = self.verticalHeader().defaultSectionSize() * rows
        self.setFixedHeight(height + self.horizontalHeader().sizeHint().height() + 4)

    @Slot(QModelIndex, QModelIndex)
    def _tell(self, now: QModelIndex, before: QModelIndex) -> None:
        if now.row() != before.row():
            self.row_changed.emit(now.row())
