"""From words in the search bar to results: waits for a pause, then the newest question wins."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.core.repositories import HubFailure, SearchPage, SearchQuery
from app.ui.library.find.results_model import ResultsModel
from app.workers.hub_queries import HubQueries

PAUSE_MS = 250
"""Between letters of one word people take less."""


class FindController(QObject):
    """Asks the hub; nothing here waits for it.

    Attributes:
        query: the newest question, None before the first.

    Signals:
        searching(): a question is on its way.
        found(SearchPage): a page of the newest question is in the model.
        failed(HubFailure): it could not be answered.
        more_failed(HubFailure): its next page could not be had; what is shown stays.
    """

    searching = Signal()
    found = Signal(object)
    failed = Signal(object)
    more_failed = Signal(object)

    def __init__(
        self,
        hub: HubQueries,
        model: ResultsModel,
        wanted: Callable[[], SearchQuery],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._hub, self._model, self._wanted = hub, model, wanted
        self._asked_more = False
        self.query: SearchQuery | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.search_if_new)
        model.more_wanted.connect(self.ask_more)
        hub.found.connect(self._take)
        hub.search_failed.connect(self._fail)

    @Slot()
    def note_typing(self) -> None:
        """Search once the typing pauses."""
        self._pause.start()

    @Slot()
    def search_if_new(self) -> None:
        """Search at once, unless that is what was asked last."""
        if self._wanted() != self.query:
            self.search()
        else:
            self._pause.stop()

    @Slot()
    def search(self) -> None:
        """Search at once; an earlier question is given up."""
        self._pause.stop()
        self._asked_more = False
        self.query = self._wanted()
        self.searching.emit()
        self._hub.search(self.query)

    @Slot()
    def ask_more(self) -> None:
        """Ask for the next page."""
        self._asked_more = True
        self._hub.more()

    @Slot(object)
    def _take(self, page: SearchPage) -> None:
        if page.query == self.query:
            self._asked_more = False
            self._model.show_page(page)
            self.found.emit(page)

    @Slot(object)
    def _fail(self, failure: HubFailure) -> None:
        if self._asked_more:
            self._model.forget_request()
            self.more_failed.emit(failure)
        else:
            self.failed.emit(failure)
