"""The table of a sweep: a row a way, a column a kind; figures first, colour and marks behind."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from app.core.sweep import SweepResult, Way
from app.ui.theme import Theme
from app.ui.tune.wording import cell_words, way_name

FULL = 1.0
"""|ratio - 1| at which a cell has its full tint."""


class HeatMap(QTableWidget):
    """Shows ratios to plain decoding: ▲ faster, ▼ slower in every repeat, ★ a column's best."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._result: SweepResult | None = None
        self._names: dict[str, str] = {}
        self.setAccessibleName(self.tr("Speed of each way by kind of text"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setHighlightSections(False)
        self.verticalHeader().setHighlightSections(False)

    def set_theme(self, theme: Theme) -> None:
        """Take this theme's colours."""
        self._theme = theme
        if self._result is not None:
            self.show_result(self._result, self._names)

    @property
    def chosen(self) -> Way | None:
        """The way whose row is selected, None if none is."""
        row = self.currentRow()
        if self._result is None or not 0 <= row < len(self._result.plan.ways):
            return None
        return self._result.plan.ways[row]

    def choose(self, way: Way) -> None:
        """Select a way's row."""
        if self._result is not None and way in self._result.plan.ways:
            self.selectRow(self._result.plan.ways.index(way))

    def show_result(self, result: SweepResult, kind_names: dict[str, str]) -> None:
        """Show what is known so far."""
        chosen = self.chosen
        self._result, self._names = result, kind_names
        ways, kinds = result.plan.ways, result.kinds
        self.setRowCount(len(ways))
        self.setColumnCount(len(kinds) + 1)
        self.setHorizontalHeaderLabels(
            [*(kind_names.get(kind, kind) for kind in kinds), self.tr("All")]
        )
        self.setVerticalHeaderLabels([way_name(way) for way in ways])
        for column, kind in enumerate([*kinds, None]):
            best = result.best(kind)
            for row, way in enumerate(ways):
                self.setItem(row, column, self._item(result, kind, way, is_best=way == best))
        if chosen is not None:
            self.choose(chosen)

    def _item(
        self, result: SweepResult, kind: str | None, way: Way, *, is_best: bool
    ) -> QTableWidgetItem:
        cell = result.overall(way) if kind is None else result.cell(kind, way)
        mark = "▲ " if cell.low > 1 else "▼ " if cell.high < 1 else ""
        item = QTableWidgetItem(f"{mark}{cell.ratio:.2f}{' ★' if is_best else ''}")
        item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
        item.setToolTip(cell_words(cell))
        item.setBackground(QBrush(self._tint(cell.ratio)))
        item.setForeground(QColor(self._theme.text))
        name = self.tr("All") if kind is None else self._names.get(kind, kind)
        words = f"{way_name(way)}, {name}: {cell_words(cell)}"
        item.setData(Qt.ItemDataRole.AccessibleTextRole, words)
        if is_best:
            font = item.font()
            font.setBold(True)
            item.setFont(font)
        return item

    def _tint(self, ratio: float) -> QColor:
        """Return a wash of the accepted or the rejected colour, the stronger the further from 1."""
        colour = QColor(self._theme.accepted if ratio >= 1 else self._theme.rejected)
        colour.setAlphaF(min(0.32, 0.32 * abs(ratio - 1) / FULL))
        return colour
