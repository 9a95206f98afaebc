"""The targets of a repository as a table: quant, size, whether the pair fits this machine."""

from collections.abc import Iterable

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.gguf.classification import Use
from app.gguf.listing import ListedModel
from app.gguf.quant_fit import FitAdvice, QuantFit
from app.ui.library.details import wording
from app.ui.library.marks import Mark, Marks
from app.ui.wording import size

Index = QModelIndex | QPersistentModelIndex

TARGET = Qt.ItemDataRole.UserRole
"""The ListedModel of a row."""

NAME, SIZE, FIT = range(3)


class TargetsModel(QAbstractTableModel):
    """One target a row, smallest first, however many files it is split into."""

    def __init__(self, marks: Marks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._marks = marks
        self._rows: list[ListedModel] = []
        self._fits: dict[str, QuantFit] = {}
        self._suggested: str | None = None

    def show_targets(self, targets: Iterable[ListedModel]) -> None:
        """Show these, nothing being known yet of how they fit."""
        self.beginResetModel()
        self._rows = sorted(targets, key=lambda row: row.size)
        self._fits, self._suggested = {}, None
        self.endResetModel()

    def update_target(self, target: ListedModel) -> None:
        """Show what is known now of one of them; what turns out to be none leaves."""
        row = self.row_of(target.path)
        if row < 0:
            return
        if target.classification.use is Use.TARGET:
            self._rows[row] = target
            self._changed(row, row)
        else:
            self.beginRemoveRows(QModelIndex(), row, row)
            del self._rows[row]
            self.endRemoveRows()

    def show_fit(self, advice: FitAdvice) -> None:
        """Show how each fits, and which one is suggested."""
        self._fits = {fit.path: fit for fit in advice.quants}
        self._suggested = advice.suggested
        if self._rows:
            self._changed(0, len(self._rows) - 1)

    def _changed(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first, 0), self.index(last, FIT))

    def row_of(self, path: str) -> int:
        """Return the row of this file, -1 where there is none."""
        return next((i for i, row in enumerate(self._rows) if path in row.paths), -1)

    def fit_of(self, path: str) -> QuantFit | None:
        """Return how this file fits, None while nobody knows."""
        return self._fits.get(path)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return how many targets there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return 3."""
        return 0 if parent.isValid() else 3

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return a column's name."""
        if orientation is Qt.Orientation.Vertical or not 0 <= section <= FIT:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return (self.tr("Target"), self.tr("Size"), self.tr("With its drafter, here"))[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows."""
        row, column = self._rows[index.row()], index.column()
        fit = self._fits.get(row.path)
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return self._text(row, column, fit)
            case Qt.ItemDataRole.DecorationRole if column == FIT:
                return self._marks.icon(Mark.OPEN if fit is None else wording.fit_mark(fit.verdict))
            case Qt.ItemDataRole.ToolTipRole:
                return fit.sentence if column == FIT and fit else row.classification.reason
            case Qt.ItemDataRole.TextAlignmentRole:
                return _alignment(column)
            case _ if role == TARGET:
                return row
            case _:
                return None

    def _text(self, row: ListedModel, column: int, fit: QuantFit | None) -> str:
        if column == NAME:
            name = wording.target_name(row)
            return self.tr("{name}, suggested").format(name=name) if self._suggests(row) else name
        if column == SIZE:
            return size(row.size)
        return self.tr("not known yet") if fit is None else wording.fit_words(fit)

    def _suggests(self, row: ListedModel) -> bool:
        return self._suggested is not None and self._suggested in row.paths


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column == SIZE else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
