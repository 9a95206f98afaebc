"""The pair doctor's findings on the chosen drafter: every check, its value, what to do."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from app.gguf.pairing import Check
from app.gguf.proposals import Proposal
from app.ui.library.marks import Mark, Marks


class ChecksView(QWidget):
    """A line each, failed ones first with their advice."""

    def __init__(self, marks: Marks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._marks = marks
        self._shown: Proposal | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(2, 1)
        self.hide()

    def show_proposal(self, proposal: Proposal | None) -> None:
        """Show what was found of this drafter; nothing for none."""
        if proposal == self._shown:
            return
        self._shown = proposal
        self._clear()
        if proposal is None:
            self.hide()
            return
        if proposal.note:
            self._words(self._grid.rowCount(), proposal.note)
        report = proposal.report
        if report is None:
            self._words(self._grid.rowCount(), proposal.reason)
        else:
            for check in sorted(report.checks, key=lambda check: check.passed):
                self._line(check)
        self.show()

    def _clear(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()

    def _line(self, check: Check) -> None:
        row = self._grid.rowCount()
        mark, name = QLabel(self), QLabel(check.name, self)
        mark.setPixmap(
            self._marks.pixmap(Mark.GOOD if check.passed else Mark.BAD, self.devicePixelRatio())
        )
        verdict = self.tr("passed") if check.passed else self.tr("failed")
        mark.setAccessibleName(verdict)
        mark.setToolTip(verdict)
        name.setObjectName("muted")
        self._grid.addWidget(mark, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(name, row, 1, Qt.AlignmentFlag.AlignTop)
        advice = "" if check.passed else check.advice
        self._words(row, " ".join(part for part in (check.value, advice) if part), 2)

    def _words(self, row: int, words: str, column: int = 0) -> None:
        label = QLabel(words, self)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._grid.addWidget(label, row, column, 1, 3 - column)
