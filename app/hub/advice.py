"""What can be said of a repository's models before any is downloaded: kinds, drafters, fit."""

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from app.core.depth_learnt import LearntDepth
from app.core.devices import Device
from app.core.errors import AppError
from app.core.hub_files import HubFile
from app.core.learnt import LearntKey
from app.core.library import LibraryFile
from app.core.pairs import Method
from app.core.repositories import RepoDetails
from app.gguf.capabilities import Capabilities, refuse_unloadable
from app.gguf.classification import Use, classify_problem
from app.gguf.doctor import Room
from app.gguf.faults import GgufError
from app.gguf.fit import FreeMemory, free_on
from app.gguf.listing import ListedModel, list_models, looked_at
from app.gguf.prediction import heads_are_usable
from app.gguf.proposals import Proposal, Standing
from app.gguf.quant_fit import FitAdvice, Reference, fit_quants
from app.hub.drafter_search import DrafterSearch, Wanted
from app.hub.file_names import quant_of
from app.hub.headers import HeaderReader
from app.hub.ranges import Progress

_FREE_SECONDS: Final = 30.0
"""How long what was free is believed."""

Probe = Callable[[], tuple[Device, ...]]
"""Says which devices this machine has and what is free on them."""


@dataclass(frozen=True, slots=True)
class AdviceRequest:
    """Which drafters has this target of a repository, and does it fit here with one?

    Attributes:
        request_id: comes back with every answer.
        target_path: in the repository; of the first part of a split model.
        drafter: to count in; None takes the best one, unless `without_drafter`.
        context_length: tokens; None chooses.
        installed: files of this machine that may be drafters.
        cancel: set by whoever asked, to give up.
    """

    request_id: str
    details: RepoDetails
    target_path: str
    drafter: Proposal | None = None
    without_drafter: bool = False
    context_length: int | None = None
    installed: tuple[LibraryFile, ...] = ()
    cancel: threading.Event = field(default_factory=threading.Event, compare=False, repr=False)


Advice = tuple[Proposal, ...] | FitAdvice


def rows_of(details: RepoDetails) -> tuple[ListedModel, ...]:
    """Return a repository's models as their names tell."""
    return list_models(details.files, quant_of)


def look_at_rows(
    reader: HeaderReader, details: RepoDetails, cancel: threading.Event
) -> Iterator[ListedModel]:
    """Yield a repository's models again, one by one, as their first keys tell.

    Raises HubError when the hub cannot be asked; a file that is no GGUF is a row too.
    """
    for row in rows_of(details):
        if row.classification.use is Use.PART:
            continue
        try:
            look = reader.quick(hub_file(details, row.path), cancel)
        except GgufError as problem:
            yield ListedModel(
                row.paths, row.size, row.quantization,
                classify_problem(row.classification.name, problem),
            )  # fmt: skip
        else:
            yield looked_at(row, look)


def hub_file(details: RepoDetails, path: str) -> HubFile:
    """Return a file of a repository with what its listing knows. Raises AppError if not in it."""
    found = next((file for file in details.files if file.path == path), None)
    if found is None:
        raise AppError(f"{details.repo_id} has no file {path}.", "Open the repository again.")
    return HubFile(details.repo_id, path, details.revision, found.size, found.sha256)


class Adviser:
    """Answers requests; used from one thread."""

    def __init__(
        self,
        reader: HeaderReader,
        search: DrafterSearch,
        probe: Probe,
        learnt: Callable[[], Mapping[LearntKey, LearntDepth]],
    ) -> None:
        self._reader = reader
        self._search = search
        self._probe = probe
        self._learnt = learnt
        self._free: FreeMemory | None = None
        self._asked_at = 0.0

    def advise(self, request: AdviceRequest, progress: Progress | None = None) -> Iterator[Advice]:
        """Yield proposals, better known each time, and how the files fit. Raises AppError."""
        details, cancel = request.details, request.cancel
        file = hub_file(details, request.target_path)
        target = self._reader.full(file, details.files, cancel, progress)
        refuse_unloadable(target)
        room = Room(self._free_memory(), request.context_length)
        wanted = Wanted(
            target,
            file,
            details.files,
            request.installed,
            room,
            self._learnt(),
            cancel,
            request.drafter.file if request.drafter else None,
        )
        proposals: tuple[Proposal, ...] = ()
        counted: Proposal | None = None
        told = False
        for proposals in self._search.find(wanted):
            yield proposals
            best = self._chosen(request, proposals)
            if not told or best != counted:
                counted, told = best, True
                yield self._fit(request, target, best, room)

    def _chosen(self, request: AdviceRequest, proposals: tuple[Proposal, ...]) -> Proposal | None:
        if request.drafter is not None or request.without_drafter:
            return request.drafter
        return next((p for p in proposals if p.standing is Standing.FITS and not p.replaces), None)

    def _fit(
        self,
        request: AdviceRequest,
        target: Capabilities,
        proposal: Proposal | None,
        room: Room,
    ) -> FitAdvice:
        drafter = self._search.read(proposal, request.cancel) if proposal else None
        method = proposal.method if proposal else Method.OFF
        if proposal is None and heads_are_usable(target.layout) and not request.without_drafter:
            method = Method.MTP
        rows = [self._as_known(request.details, row) for row in rows_of(request.details)]
        size = next(row.size for row in rows if request.target_path in row.paths)
        return fit_quants(Reference(target, size, drafter, method), rows, room)

    def _as_known(self, details: RepoDetails, row: ListedModel) -> ListedModel:
        """Return a row with its first keys, if they were looked at before."""
        try:
            look = self._reader.kept_look(hub_file(details, row.path))
        except GgufError:
            return row
        return row if look is None else looked_at(row, look)

    def _free_memory(self) -> FreeMemory:
        """Return what is free; asked anew after a while, for finding devices takes a second."""
        now = time.monotonic()
        if self._free is None or now - self._asked_at > _FREE_SECONDS:
            self._free, self._asked_at = free_on(self._probe()), now
        return self._free
