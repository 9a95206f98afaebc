"""Search results as an item model that asks for the next page when the view nears its end."""

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from app.core.repositories import RepoSummary, SearchPage
from app.ui.library import wording

Index = QModelIndex | QPersistentModelIndex

SUMMARY = Qt.ItemDataRole.UserRole
"""The RepoSummary of a row."""


class ResultsModel(QAbstractListModel):
    """One repository a row.

    Signals:
        more_wanted(): the view has come near the last row, and there is another page.
    """

    more_wanted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[RepoSummary] = []
        self._more = self._asked = False

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return how many repositories have come so far."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a repository's name, what a screen reader says of it, or all of it."""
        found = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return found.repo_id
            case Qt.ItemDataRole.AccessibleTextRole:
                words = [found.name, *wording.badges(found), wording.result_facts(found)]
                return ", ".join(words).replace("  ·  ", ", ")
            case Qt.ItemDataRole.ToolTipRole:
                return found.repo_id
            case _ if role == SUMMARY:
                return found
            case _:
                return None

    def show_page(self, page: SearchPage) -> None:
        """Begin anew with a query's first page, or add the next one."""
        if page.number == 0:
            self.beginResetModel()
            self._rows = list(page.results)
            self._more, self._asked = page.more, False
            self.endResetModel()
            return
        known = {row.repo_id for row in self._rows}
        new = [row for row in page.results if row.repo_id not in known]
        if new:
            self.beginInsertRows(QModelIndex(), len(self._rows), len(self._rows) + len(new) - 1)
            self._rows.extend(new)
            self.endInsertRows()
        self._more, self._asked = page.more, False

    def forget_request(self) -> None:
        """Let the next page be asked for again: asking did not work."""
        self._asked = False

    def row_of(self, repo_id: str) -> int:
        """Return the row of this repository, -1 where it is not among the results."""
        return next((i for i, row in enumerate(self._rows) if row.repo_id == repo_id), -1)

    def canFetchMore(self, parent: Index) -> bool:  # noqa: N802 - Qt's name
        """Say whether another page is there that nobody asked for yet."""
        return not parent.isValid() and self._more and not self._asked

    def fetchMore(self, parent: Index) -> None:  # noqa: N802 - Qt's name
        """Ask for it."""
        if self.canFetchMore(parent):
            self._asked = True
            self.more_wanted.emit()
