"""One hub thread's work: a question at a time, put to the hub, answered by a value."""

import dataclasses
import logging
import traceback
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot

from app.core.errors import AppError
from app.core.repositories import (
    FailureKind,
    HubFailure,
    RepoDetails,
    SearchPage,
    TokenState,
)
from app.hub import hf
from app.hub.failures import HubError, failure
from app.hub.hub import Hub
from app.hub.repository import details
from app.hub.search import Search
from app.workers.hub_questions import (
    Answered,
    DetailsOf,
    Question,
    SearchFor,
    SearchOn,
    TellToken,
)

log = logging.getLogger(__name__)


class HubWorker(QObject):
    """Puts questions to the hub; lives on a thread of its own.

    Signals:
        answered(Answered): none for a question that was given up.
        crashed(str): a report of a bug met on the way.
    """

    answered = Signal(object)
    crashed = Signal(str)

    def __init__(self, hub: Callable[[], Hub]) -> None:
        super().__init__()
        self._hub = hub
        self._search: Search | None = None

    @Slot()
    def prepare(self) -> None:
        """Do what the first question would have to wait for."""
        hf.prepare()

    @Slot(object)
    def ask(self, question: Question) -> None:
        """Answer this question, unless it was given up while it waited."""
        if question.cancel.is_set():
            return
        try:
            answer = self._answer(question)
        except AppError as problem:
            answer = failure(problem)
        except Exception:  # noqa: BLE001 - the worker's edge
            report = traceback.format_exc()
            log.error("hub thread: %s", report)
            self.crashed.emit(report)
            title = QCoreApplication.translate("HubWorker", "Something went wrong with the hub.")
            answer = HubFailure(FailureKind.OTHER, title)
        if not question.cancel.is_set():
            self.answered.emit(Answered(question, answer))

    def _answer(self, question: Question) -> SearchPage | RepoDetails | TokenState:
        hub = self._hub()
        match question:
            case SearchFor():
                self._search = Search(hub.client, question.query)
                return self._search.next_page(question.cancel)
            case SearchOn():
                if self._search is None:
                    raise HubError(FailureKind.OTHER, "Nothing has been searched for yet.")
                return self._search.next_page(question.cancel)
            case DetailsOf():
                return details(hub.client, question.repo_id, cancel=question.cancel)
            case TellToken():
                return self._tell_token(hub, question)

    def _tell_token(self, hub: Hub, question: TellToken) -> TokenState:
        if question.forget:
            return hub.tokens.forget()
        state = hub.tokens.keep(question.keep) if question.keep else hub.tokens.state()
        return dataclasses.replace(state, user=hf.user_name(hub.client, question.cancel))
