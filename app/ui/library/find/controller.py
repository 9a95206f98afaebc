"""From words in the search bar to results: waits for a pause, then the newest question wins."""

import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.core.repositories import SearchPage, SearchQuery
from app.ui.library.find.results_model import ResultsModel
from app.workers.hub_queries import HubQueries

PAUSE_MS = 250
"""Between letters of one word people take less."""


class FindController(QObject):
    """Asks the hub; nothing here waits for it.

    Signals:
        searching(): a question is on its way.
        found(SearchPage): the newest question's first page is in the model.
        failed(str, str): title and hint: it could not be answered.
    """

    searching = Signal()
    found = Signal(object)
    failed = Signal(str, str)

    def __init__(
        self, hub: HubQueries, model: ResultsModel, ask: Callable[[], SearchQuery]
    ) -> None:
        super().__init__(model)
        self._hub, self._model, self._ask = hub, model, ask
        self._cancel = threading.Event()
        self.query: SearchQuery | None = None
        self._page = 0
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.search_if_new)
        model.more_wanted.connect(self._more)
        hub.found.connect(self._take)
        hub.search_failed.connect(self._fail)
