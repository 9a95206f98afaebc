"""The advice threads: what a repository's files are, which drafters fit, what fits this machine."""

import logging
import threading
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QThread, Signal, Slot

from app.core.depth_learnt import LearntDepth
from app.core.errors import AppError
from app.core.learnt import LearntKey
from app.core.repositories import FailureKind, RepoDetails
from app.gguf.quant_fit import FitAdvice
from app.hub.advice import AdviceRequest, Adviser, Probe, look_at_rows, rows_of
from app.hub.drafter_search import open_search
from app.hub.failures import HubError
from app.hub.header_cache import HeaderCache
from app.hub.headers import HeaderReader
from app.hub.hub import Hub

log = logging.getLogger(__name__)

STOP_MS = 30_000


@dataclass(frozen=True, slots=True)
class AdviceSources:
    """What advice rests on.

    Attributes:
        hub: opens the hub as the settings say. headers: folder where headers are kept.
        probe: tells the devices of this machine. learnt: what answers taught of speeds.
    """

    hub: Callable[[], Hub]
    headers: Path
    probe: Probe
    learnt: Callable[[], Mapping[LearntKey, LearntDepth]]


class _Worker(QObject):
    """Lives on a thread of its own and opens the hub there.

    Signals: see PairAdvisor.
    """

    looked = Signal(object)
    proposed = Signal(str, object)
    fitted = Signal(str, object)
    failed = Signal(str, str)
    progress = Signal(int, int)
    crashed = Signal(str)

    def __init__(self, sources: AdviceSources) -> None:
        super().__init__()
        self._sources = sources
        self._reader: HeaderReader | None = None
        self._adviser: Adviser | None = None

    @Slot(object, object)
    def look(self, details: RepoDetails, cancel: threading.Event) -> None:
        """Look at the first keys of every model of a repository."""
        self._guard(lambda: self._look(details, cancel), cancel)

    @Slot(object)
    def advise(self, request: AdviceRequest) -> None:
        """Answer one request."""
        self._guard(lambda: self._advise(request), request.cancel)

    @Slot()
    def close(self) -> None:
        """Close the connections."""
        if self._reader is not None:
            self._reader.close()

    def _look(self, details: RepoDetails, cancel: threading.Event) -> None:
        for row in look_at_rows(self._open(), details, cancel):
            if cancel.is_set():
                return
            self.looked.emit(row)

    def _advise(self, request: AdviceRequest) -> None:
        reader = self._open()
        if self._adviser is None:
            search = open_search(self._sources.hub().client, reader)
            self._adviser = Adviser(reader, search, self._sources.probe, self._sources.learnt)
        for advice in self._adviser.advise(request, self.progress.emit):
            if request.cancel.is_set():
                return
            if isinstance(advice, FitAdvice):
                self.fitted.emit(request.request_id, advice)
            else:
                self.proposed.emit(request.request_id, advice)

    def _open(self) -> HeaderReader:
        if self._reader is None:
            client = self._sources.hub().client
            self._reader = HeaderReader(client, HeaderCache(self._sources.headers))
        return self._reader

    def _guard(self, work: Callable[[], None], cancel: threading.Event) -> None:
        if cancel.is_set():
            return
        try:
            work()
        except HubError as problem:
            if problem.kind is not FailureKind.CANCELLED:
                self.failed.emit(problem.title, problem.hint)
        except AppError as problem:
            self.failed.emit(problem.title, problem.hint)
        except Exception:  # noqa: BLE001 - the worker's edge
            trace = traceback.format_exc()
            log.error("advice thread: %s", trace)
            self.crashed.emit(trace)


class PairAdvisor(QObject):
    """Owns the advice threads, started with the first question; the GUI thread's handle on them.

    Of each kind only the newest question is answered.

    Signals, on the GUI thread:
        listed(tuple[ListedModel, ...]): from names, at once. looked(ListedModel): a row again,
            from its first keys.
        proposed(str, tuple[Proposal, ...]), fitted(str, FitAdvice): answers to the request of this
            id; both may come again, better known.
        progress(int, int): bytes of a header that came, and those known to be needed.
        failed(str, str): title and hint. crashed(str): a report of a bug met on the way.
    """

    listed = Signal(object)
    looked = Signal(object)
    proposed = Signal(str, object)
    fitted = Signal(str, object)
    failed = Signal(str, str)
    progress = Signal(int, int)
    crashed = Signal(str)
    _look = Signal(object, object)
    _advise = Signal(object)

    def __init__(self, sources: AdviceSources, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._looking = threading.Event()
        self._newest: AdviceRequest | None = None
        self._threads: list[tuple[QThread, _Worker]] = []
        looks, advice = (self._start(name, sources) for name in ("file looks", "pair advice"))
        self._look.connect(looks.look)
        self._advise.connect(advice.advise)

    def list_repository(self, details: RepoDetails) -> None:
        """Ask what the models of a repository are; the one before is given up."""
        self._looking.set()
        self._looking = threading.Event()
        self.listed.emit(rows_of(details))
        self._run(0)
        self._look.emit(details, self._looking)

    def advise(self, request: AdviceRequest) -> None:
        """Ask for drafters and fit; the request before is given up."""
        if self._newest is not None:
            self._newest.cancel.set()
        self._newest = request
        self._run(1)
        self._advise.emit(request)

    def shutdown(self) -> None:
        """Give up everything and end the threads."""
        self._looking.set()
        if self._newest is not None:
            self._newest.cancel.set()
        for thread, _ in self._threads:
            thread.quit()
        for thread, _ in self._threads:
            thread.wait(STOP_MS)

    def _start(self, name: str, sources: AdviceSources) -> _Worker:
        thread, worker = QThread(self), _Worker(sources)
        thread.setObjectName(name)
        worker.moveToThread(thread)
        thread.finished.connect(worker.close)
        worker.looked.connect(self.looked)
        worker.proposed.connect(self.proposed)
        worker.fitted.connect(self.fitted)
        worker.failed.connect(self.failed)
        worker.progress.connect(self.progress)
        worker.crashed.connect(self.crashed)
        self._threads.append((thread, worker))
        return worker

    def _run(self, index: int) -> None:
        thread = self._threads[index][0]
        if not thread.isRunning():
            thread.start()
