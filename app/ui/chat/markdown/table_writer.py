"""Writes tables into a text document, long ones in pieces: Qt lays each one out as a whole."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QColor,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
    QTextTableCell,
    QTextTableFormat,
)

from app.ui.chat.markdown.blocks import Block, Cell, Run
from app.ui.chat.markdown.look import Look, Mark, indent
from app.ui.chat.markdown.places import width

SEAM = 4
"""Pixels that Qt leaves between two tables even without margins: border, hidden line, border."""

PIECE_ROWS = 60
"""Rows of a table from which on it is written in pieces."""

HEAD_LEVEL = 6
"""Heading level whose letters a table's head has."""

_ALIGNMENTS = {
    "center": Qt.AlignmentFlag.AlignHCenter,
    "right": Qt.AlignmentFlag.AlignRight,
}

WriteRuns = Callable[[QTextCursor, Sequence[Run], int], None]
"""(cursor, runs, heading level or 0): writes a cell's text."""


@dataclass(slots=True)
class _Columns:
    """What the pieces of a table have in common; `joined`: whether the first one has it, too."""

    table: QTextTable
    widths: list[QTextLength]
    joined: bool = False


class TableWriter:
    """Writes tables at the end of a document."""

    def __init__(self, document: QTextDocument, look: Look, write_runs: WriteRuns) -> None:
        self._document, self._look, self._write_runs = document, look, write_runs
        self._columns: _Columns | None = None

    def write(self, block: Block, *, first: bool) -> None:
        """Write a table; a long one in pieces below each other, for Qt lays each out as a whole."""
        size = PIECE_ROWS if len(block.rows) > 2 * PIECE_ROWS else max(1, len(block.rows))
        for begin in range(0, max(1, len(block.rows)), size):
            piece = replace(
                block, rows=block.rows[begin : begin + size], continues=block.continues or begin > 0
            )
            self._table(self._end(), piece, first=first and begin == 0)

    def _table(self, cursor: QTextCursor, block: Block, *, first: bool) -> None:
        if first or block.continues:  # a table needs a line before it, to be seen by nobody
            hidden = QTextBlockFormat()
            hidden.setLineHeight(1, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
            cursor.setBlockFormat(hidden)
        if block.continues and self._columns is not None:
            self._join(self._columns)
            count = len(self._columns.widths)
        else:
            count = max(1, max((len(row) for row in block.rows), default=1))
        look = self._table_format(block)
        table = cursor.insertTable(max(1, len(block.rows)), count, look)
        if not block.continues:
            self._columns = _Columns(table, _shares(block, count))
        for row, cells in enumerate(block.rows):
            for column, cell in enumerate(cells[:count]):
                head = row == 0 and not block.continues
                self._cell(table.cellAt(row, column), cell, head=head)
        behind = QTextBlockFormat()
        behind.setProperty(Mark.BEHIND_TABLE, True)
        self._end().setBlockFormat(behind)

    @staticmethod
    def _join(columns: "_Columns") -> None:
        """Let a table that goes on keep the columns that all its pieces have."""
        if columns.joined:
            return
        columns.joined = True
        look = columns.table.format()
        look.setBottomMargin(0)
        look.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        look.setColumnWidthConstraints(columns.widths)
        columns.table.setFormat(look)

    def _table_format(self, block: Block) -> QTextTableFormat:
        form = QTextTableFormat()
        form.setCellPadding(6)
        form.setCellSpacing(0)
        form.setBorder(1)
        form.setBorderCollapse(True)
        form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        form.setBorderBrush(QColor(self._look.theme.outline))
        form.setLeftMargin(indent(block)[0])
        longest = sum(max((_letters(row, at) for row in block.rows), default=0) for at in range(99))
        if block.continues and self._columns is not None:
            form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
            form.setColumnWidthConstraints(self._columns.widths)
            form.setTopMargin(-SEAM)
            return form
        form.setHeaderRowCount(1)
        form.setTopMargin(12)
        form.setBottomMargin(8)
        if longest > 70:
            form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        return form

    def _cell(self, place: QTextTableCell, cell: Cell, *, head: bool) -> None:
        cursor = place.firstCursorPosition()
        form = QTextBlockFormat()
        if cell.align in _ALIGNMENTS:
            form.setAlignment(_ALIGNMENTS[cell.align])
        cursor.setBlockFormat(form)
        if head:
            back = place.format()
            back.setBackground(QColor(self._look.theme.code))
            place.setFormat(back)
        self._write_runs(cursor, cell.runs, HEAD_LEVEL if head else 0)

    def _end(self) -> QTextCursor:
        cursor = QTextCursor(self._document)
        cursor.movePosition(QTextCursor.MoveOperation.End)
        return cursor


def _shares(block: Block, count: int) -> list[QTextLength]:
    """Return how wide each column is, in parts of the table, by its longest text."""
    most = [max(3, *(_letters(row, at) for row in block.rows)) for at in range(count)]
    whole = sum(most)
    kind = QTextLength.Type.PercentageLength
    return [QTextLength(kind, 100 * letters / whole) for letters in most]


def _letters(row: Sequence[Cell], column: int) -> int:
    """Return how wide a cell's text is, in letters."""
    return sum(width(run.text) for run in row[column].runs) if column < len(row) else 0
