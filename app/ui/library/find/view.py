"""Finding models: search bar and results on the left, the chosen one's details on the right."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QSplitter, QVBoxLayout, QWidget

from app.core.repositories import FailureKind, HubFailure, SearchPage
from app.ui.library.details.view import DetailsView
from app.ui.library.find.controller import FindController
from app.ui.library.find.results_model import ResultsModel
from app.ui.library.find.results_view import ResultsView
from app.ui.library.find.search_bar import SearchBar
from app.ui.library.message_pane import Message, Way
from app.ui.notice import Action, Notice, NoticeBar

LIST_WIDTH = 380


class FindView(QWidget):
    """Mirrors a FindController; searches by itself when it is first shown.

    Signals:
        settings_wanted(): the hub's settings are in the way, as offline mode.
        installed_wanted(): what is here already is all that can be used now.
    """

    settings_wanted = Signal()
    installed_wanted = Signal()

    def __init__(
        self,
        controller: FindController,
        bar: SearchBar,
        model: ResultsModel,
        details: DetailsView,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._controller, self._model = controller, model
        self.bar, self.details = bar, details
        self.results = ResultsView(model, self)
        self.notice = NoticeBar(self)
        left = QFrame(self)
        left.setMinimumWidth(280)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(self.results, 1)
        column.addWidget(self.notice)
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(1)
        self.splitter.addWidget(left)
        self.splitter.addWidget(details)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([LIST_WIDTH, 2 * LIST_WIDTH])
        details.setMinimumWidth(320)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.splitter)
        self.setFocusProxy(bar)
        self._connect()

    def _connect(self) -> None:
        bar, controller = self.bar, self._controller
        bar.typed.connect(controller.note_typing)
        bar.chosen.connect(controller.search_if_new)
        bar.list_wanted.connect(self.results.enter)
        self.results.opened.connect(self.details.enter)
        controller.searching.connect(self._show_search)
        controller.found.connect(self._show_results)
        controller.failed.connect(self._show_failure)
        controller.more_failed.connect(self._tell_more_failed)

    def showEvent(self, event: QShowEvent) -> None:
        """Search for what everyone downloads, the first time."""
        super().showEvent(event)
        if self._controller.query is None:
            self._controller.search()

    @Slot()
    def _show_search(self) -> None:
        if self._model.rowCount() == 0:
            self.results.say(Message(self.tr("Searching the hub"), busy=True))

    @Slot(object)
    def _tell_more_failed(self, failure: HubFailure) -> None:
        again = Action(self.tr("Try again"), self._controller.ask_more)
        self.notice.show_notice(Notice("error", failure.title, failure.hint, (again,)))

    @Slot(object)
    def _show_results(self, page: SearchPage) -> None:
        self.notice.clear()
        if self._model.rowCount():
            self.results.show_results()
            return
        ways: tuple[Way, ...] = ()
        hint = self.tr("Try fewer words, or the name of its maker.")
        if self.bar.filtered:
            ways = (Way(self.tr("Clear the filters"), self.bar.clear_filters),)
            hint = self.tr("The filters leave out what does not state what they ask for.")
        title = self.tr("No GGUF repository is called that")
        self.results.say(
            Message(title if page.query.text else self.tr("Nothing found"), hint, ways)
        )

    @Slot(object)
    def _show_failure(self, failure: HubFailure) -> None:
        if failure.kind is FailureKind.CANCELLED:
            return
        again = Way(self.tr("Try again"), self._controller.search)
        settings = Way(self.tr("Settings…"), self.settings_wanted.emit)
        here = Way(self.tr("What is installed"), self.installed_wanted.emit)
        ways = {
            FailureKind.OFFLINE: (settings, here),
            FailureKind.NETWORK: (again, settings, here),
            FailureKind.ENDPOINT: (settings, again),
            FailureKind.TOKEN: (settings, again),
        }.get(failure.kind, (again,))
        self.results.say(Message(failure.title, failure.hint, ways, error=True))
