"""The GUI thread's handle on the hub: only the newest question of each kind is answered."""

import dataclasses
import threading
from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QObject, QThread, Signal, Slot

from app.core.repositories import HubFailure, RepoDetails, SearchPage, SearchQuery, TokenState
from app.hub.hub import Hub
from app.workers.hub_questions import (
    Answered,
    DetailsOf,
    Question,
    SearchFor,
    SearchOn,
    TellToken,
)
from app.workers.hub_worker import HubWorker

STOP_MS = 10_000

Kind = Literal["search", "details", "token"]


class HubQueries(QObject):
    """Owns a thread each for searches, repositories and the token, started when first asked.

    A question ends the one before it of its kind at once, even if the network hangs: typing never
    queues up searches, and the answer to an old question is never delivered.

    Signals, on the GUI thread:
        found(SearchPage): the first page of the newest search, or the next one after `more`.
        search_failed(HubFailure): neither; the same page can be asked for again.
        detailed(RepoDetails): of the repository asked for last.
        details_failed(str, HubFailure): of this repository.
        token_told(TokenState): where it is and whose.
        token_failed(HubFailure): what is wrong with it.
        crashed(str): a report of a bug met on the way.
    """

    found = Signal(object)
    search_failed = Signal(object)
    detailed = Signal(object)
    details_failed = Signal(str, object)
    token_told = Signal(object)
    token_failed = Signal(object)
    crashed = Signal(str)

    def __init__(self, hub: Callable[[], Hub], parent: QObject | None = None) -> None:
        super().__init__(parent)
        kinds: tuple[Kind, ...] = ("search", "details", "token")
        self._lanes = {kind: _Lane(kind, hub, self) for kind in kinds}
        for lane in self._lanes.values():
            lane.answered.connect(self._deliver)
            lane.crashed.connect(self.crashed)

    def prepare(self) -> None:
        """Get ready for questions: when their page opens, so that typing meets no pause."""
        self._lanes["search"].prepare()

    def search(self, query: SearchQuery) -> None:
        """Start this search; the one before is given up."""
        number, cancel = self._lanes["search"].begin()
        self._lanes["search"].ask(
            SearchFor(number, dataclasses.replace(query, cancel=None), cancel)
        )

    def more(self) -> None:
        """Ask for the next page of the newest search; nothing new while a page is on its way."""
        lane = self._lanes["search"]
        if not lane.waiting:
            lane.ask(SearchOn(*lane.begin()))

    def details(self, repo_id: str) -> None:
        """Ask everything about this repository; the one asked for before is given up."""
        number, cancel = self._lanes["details"].begin()
        self._lanes["details"].ask(DetailsOf(number, repo_id, cancel))

    def ask_token(self) -> None:
        """Ask where the token is and whose."""
        self._lanes["token"].ask(TellToken(*self._lanes["token"].begin()))

    def keep_token(self, text: str) -> None:
        """Use this token from now on; in the keyring if there is one."""
        self._lanes["token"].ask(TellToken(*self._lanes["token"].begin(), keep=text))

    def forget_token(self) -> None:
        """Remove the token that was given here."""
        self._lanes["token"].ask(TellToken(*self._lanes["token"].begin(), forget=True))

    def cancel(self, kind: Kind = "search") -> None:
        """Give up the newest question of this kind; nothing is delivered for it."""
        self._lanes[kind].give_up()

    def shutdown(self) -> None:
        """Give up everything and end the threads."""
        for lane in self._lanes.values():
            lane.stop()

    @Slot(object)
    def _deliver(self, answered: Answered) -> None:
        question = answered.question
        match answered.answer:
            case SearchPage() as page:
                self.found.emit(page)
            case RepoDetails() as details:
                self.detailed.emit(details)
            case TokenState() as state:
                self.token_told.emit(state)
            case HubFailure() as failure:
                self._tell_failure(question, failure)

    def _tell_failure(self, question: Question, failure: HubFailure) -> None:
        match question:
            case SearchFor() | SearchOn():
                self.search_failed.emit(failure)
            case DetailsOf():
                self.details_failed.emit(question.repo_id, failure)
            case TellToken():
                self.token_failed.emit(failure)


class _Lane(QObject):
    """A thread for questions of one kind, of which only the newest counts."""

    answered = Signal(object)
    crashed = Signal(str)
    _asked = Signal(object)
    _prepared = Signal()

    def __init__(self, kind: Kind, hub: Callable[[], Hub], parent: QObject) -> None:
        super().__init__(parent)
        self._newest = 0
        self._cancel = threading.Event()
        self.waiting = False
        self._thread = QThread(self)
        self._thread.setObjectName(f"hub {kind}")
        self._worker = HubWorker(hub)
        self._worker.moveToThread(self._thread)
        self._asked.connect(self._worker.ask)
        self._prepared.connect(self._worker.prepare)
        self._worker.answered.connect(self._pass_on)
        self._worker.crashed.connect(self.crashed)

    def begin(self) -> tuple[int, threading.Event]:
        """Give up what is asked now; return the number and the cancel of the next question."""
        self.give_up()
        return self._newest, self._cancel

    def prepare(self) -> None:
        self._start()
        self._prepared.emit()

    def ask(self, question: Question) -> None:
        self._start()
        self.waiting = True
        self._asked.emit(question)

    def _start(self) -> None:
        if not self._thread.isRunning():
            self._thread.start()

    def give_up(self) -> None:
        self._cancel.set()
        self._cancel = threading.Event()
        self._newest += 1
        self.waiting = False

    def stop(self) -> None:
        self._cancel.set()
        self._newest += 1
        self._thread.quit()
        self._thread.wait(STOP_MS)

    @Slot(object)
    def _pass_on(self, answered: Answered) -> None:
        # An answer may already be on its way here when its question is given up.
        if answered.question.number == self._newest:
            self.waiting = False
            self.answered.emit(answered)
