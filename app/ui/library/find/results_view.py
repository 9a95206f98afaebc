"""The list of search results, or what is said in its place."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Signal, Slot
from PySide6.QtWidgets import QListView, QStackedWidget, QVBoxLayout, QWidget

from app.core.repositories import RepoSummary
from app.ui.library.find.result_delegate import ResultDelegate
from app.ui.library.find.results_model import SUMMARY, ResultsModel
from app.ui.library.message_pane import Message, MessagePane


class ResultsView(QWidget):
    """One result is current at a time; its details are shown beside the list.

    Signals:
        chosen(RepoSummary): this result became the current one.
        opened(RepoSummary): Enter or a double click: on to its details.
    """

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(self, model: ResultsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.list = QListView(self)
        self.list.setObjectName("modelResults")
        self.list.setAccessibleName(self.tr("Results"))
        self.list.setModel(model)
        self.list.setItemDelegate(ResultDelegate(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.message = MessagePane(self)
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self.message)
        self._pages.addWidget(self.list)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)
        self.list.selectionModel().currentChanged.connect(self._choose)
        self.list.activated.connect(self._open)

    def say(self, message: Message) -> None:
        """Show this in place of results."""
        self.message.say(message)
        self._pages.setCurrentWidget(self.message)

    def show_results(self) -> None:
        """Show the list."""
        self._pages.setCurrentWidget(self.list)

    @property
    def shows_results(self) -> bool:
        """Whether it is the list that is shown."""
        return self._pages.currentWidget() is self.list

    @property
    def current(self) -> RepoSummary | None:
        """The result whose details are shown."""
        found = self.list.currentIndex().data(SUMMARY)
        return found if isinstance(found, RepoSummary) else None

    @Slot()
    def enter(self) -> None:
        """Take the keyboard into the list; the first result becomes the current one."""
        if not self.shows_results or self._model.rowCount() == 0:
            return
        self.list.setFocus()
        if not self.list.currentIndex().isValid():
            flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.list.selectionModel().setCurrentIndex(self._model.index(0), flag)

    @Slot(QModelIndex, QModelIndex)
    def _choose(self, now: QModelIndex, before: QModelIndex) -> None:
        del before
        found = now.data(SUMMARY)
        if isinstance(found, RepoSummary):
            self.chosen.emit(found)

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(index.data(SUMMARY))
