"""From a chosen result to a pair that can be fetched: asks the hub and the pair's adviser."""

import threading
from collections.abc import Callable
from itertools import count
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.core.library import Library
from app.core.repositories import HubFailure, RepoDetails, RepoSummary
from app.gguf.classification import Use
from app.gguf.listing import ListedModel
from app.gguf.proposals import Proposal, Standing
from app.gguf.quant_fit import FitAdvice
from app.ui.library.details.choice import Choice, Plan, plan
from app.ui.library.details.drafters_model import same_drafter
from app.workers.hub_queries import HubQueries
from app.workers.pair_advice import AdviceRequest, PairAdvisor

SETTLE_MS = 150
"""Whoever walks through a list with the arrow keys passes results faster than this."""


class DetailsController(QObject):
    """Holds which pair is chosen.

    Signals:
        summary_shown(RepoSummary): this is what is asked about now.
        opened(RepoDetails): the hub's answer.
        failed(HubFailure): there is none.
        listed(tuple[ListedModel, ...]): the repository's models, as far as names tell.
        looked(ListedModel): one of them, looked into.
        proposed(tuple[Proposal, ...] | None): drafters for the chosen target; None: being sought.
        fitted(FitAdvice): how targets fit with the chosen drafter.
        advice_failed(str, str): title and hint: the files cannot be looked into.
        reading(int, int): bytes of headers read, of how many.
        chosen(): another pair is chosen, or more is known about it.
    """

    summary_shown = Signal(object)
    opened = Signal(object)
    failed = Signal(object)
    listed = Signal(object)
    looked = Signal(object)
    proposed = Signal(object)
    fitted = Signal(object)
    advice_failed = Signal(str, str)
    reading = Signal(int, int)
    chosen = Signal()

    def __init__(
        self,
        hub: HubQueries,
        advisor: PairAdvisor,
        library: Callable[[], Library],
        folder: Callable[[], Path],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._hub, self._advisor = hub, advisor
        self._library, self._folder = library, folder
        self.summary: RepoSummary | None = None
        self.details: RepoDetails | None = None
        self.targets: tuple[ListedModel, ...] = ()
        self.target: ListedModel | None = None
        self.drafter: Proposal | None = None
        self._target_settled = self._own_drafter = False
        self._context = 0
        self._numbers = count(1)
        self._request: AdviceRequest | None = None
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE_MS)
        self._settle.timeout.connect(self.ask)
        hub.detailed.connect(self._take_details)
        hub.details_failed.connect(self._take_failure)
        advisor.listed.connect(self._take_list)
        advisor.looked.connect(self._take_look)
        advisor.proposed.connect(self._take_proposals)
        advisor.fitted.connect(self._take_fit)
        advisor.failed.connect(self.advice_failed)
        advisor.progress.connect(self.reading)

    @Slot(object)
    def show(self, summary: RepoSummary) -> None:
        """Show this repository; the hub is asked once the choice has settled."""
        if self.summary is not None and summary.repo_id == self.summary.repo_id:
            return
        self._forget()
        self.summary = summary
        self.summary_shown.emit(summary)
        self._settle.start()

    @Slot()
    def ask(self) -> None:
        """Ask the hub about it, or ask again."""
        self._settle.stop()
        if self.summary is not None:
            self._hub.details(self.summary.repo_id)

    def _forget(self) -> None:
        self._cancel()
        self.details = self.target = self.drafter = None
        self.targets = ()
        self._target_settled = self._own_drafter = False
        self._context = 0

    def _cancel(self) -> None:
        if self._request is not None:
            self._request.cancel.set()
            self._request = None

    @Slot(object)
    def _take_details(self, details: RepoDetails) -> None:
        wanted = None if self.summary is None else self.summary.repo_id
        if wanted in (details.repo_id, details.asked_as):
            self._cancel()
            self.details = details
            self.opened.emit(details)
            self._advisor.list_repository(details)

    @Slot(str, object)
    def _take_failure(self, repo_id: str, failure: HubFailure) -> None:
        if self.summary is not None and repo_id == self.summary.repo_id:
            self.failed.emit(failure)

    @Slot(object)
    def _take_list(self, models: tuple[ListedModel, ...]) -> None:
        details = self.details
        if details is None or not _of(models, details):
            return
        self.targets = tuple(row for row in models if row.classification.use is Use.TARGET)
        self.listed.emit(models)
        if self.targets and not self._target_settled:
            self._choose_usual_target()

    @Slot(object)
    def _take_look(self, model: ListedModel) -> None:
        if self.details is None or not _of((model,), self.details):
            return
        usable = model.classification.use is Use.TARGET
        others = tuple(row for row in self.targets if row.path != model.path)
        was_target = len(others) < len(self.targets)
        self.targets = (*others, model) if usable and was_target else others
        self.looked.emit(model)
        if self.target is None or model.path != self.target.path:
            return
        if usable:
            self.target = model
            self.chosen.emit()
        else:
            self._target_settled = False
            self._choose_usual_target()

    def _choose_usual_target(self) -> None:
        """Begin with the one of middle size; advice may suggest another."""
        ordered = sorted(self.targets, key=lambda row: row.size)
        self.target = ordered[len(ordered) // 2] if ordered else None
        self._advise()

    def choose_target(self, target: ListedModel) -> None:
        """Choose another target; its drafters are sought anew."""
        self._target_settled = True
        if self.target is None or target.path != self.target.path:
            self.target = target
            self._own_drafter, self.drafter = False, None
            self._advise()

    def choose_drafter(self, drafter: Proposal | None) -> None:
        """Choose another drafter, or none; what it needs is computed anew."""
        self._own_drafter = True
        if drafter != self.drafter:
            self.drafter = drafter
            self._advise()

    @Slot(int)
    def choose_context(self, tokens: int) -> None:
        """Compute memory for a conversation of so many tokens; 0 for the suggested one."""
        self._context = tokens
        self._advise()

    def _advise(self) -> None:
        self._cancel()
        self.chosen.emit()
        if self.details is None or self.target is None:
            return
        self._request = AdviceRequest(
            str(next(self._numbers)),
            self.details,
            self.target.path,
            drafter=self.drafter,
            without_drafter=self._own_drafter and self.drafter is None,
            context_length=self._context or None,
            installed=self._library().files,
            cancel=threading.Event(),
        )
        self._advisor.advise(self._request)

    @Slot(str, object)
    def _take_proposals(self, request_id: str, proposals: tuple[Proposal, ...]) -> None:
        if not self._asked(request_id):
            return
        if self._own_drafter:
            known = [p for p in proposals if self.drafter and same_drafter(p, self.drafter)]
            self.drafter = known[0] if known else self.drafter
        else:
            self.drafter = next((p for p in proposals if may_be_chosen(p)), None)
        self.proposed.emit(proposals)
        self.chosen.emit()

    @Slot(str, object)
    def _take_fit(self, request_id: str, advice: FitAdvice) -> None:
        if not self._asked(request_id):
            return
        self.fitted.emit(advice)
        better = next((row for row in self.targets if advice.suggested in row.paths), None)
        if not self._target_settled and better is not None and better != self.target:
            self._target_settled, self.target = True, better
            self._advise()
        else:
            self.chosen.emit()

    def _asked(self, request_id: str) -> bool:
        return self._request is not None and self._request.request_id == request_id

    @property
    def choice(self) -> Choice | None:
        """The pair that is chosen."""
        if self.details is None or self.target is None:
            return None
        return Choice(self.details, self.target, self.drafter)

    def plan(self, title: str) -> Plan | None:
        """Return how the chosen pair comes here, its download called `title`. Raises AppError."""
        choice = self.choice
        return None if choice is None else plan(choice, self._library(), self._folder(), title)


def may_be_chosen(proposal: Proposal) -> bool:
    """Say whether nothing is known to speak against a drafter."""
    return proposal.standing in (Standing.FITS, Standing.UNCHECKED)


def _of(models: tuple[ListedModel, ...], details: RepoDetails) -> bool:
    """Say whether all of these are of this repository."""
    known = {file.path for file in details.files}
    return all(path in known for model in models for path in model.paths)
