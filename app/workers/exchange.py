"""The exchange thread: imports and exports conversations beside the store thread."""

import logging
import traceback
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, Protocol

from PySide6.QtCore import QCoreApplication, QObject, QThread, Signal, Slot

from app.core.errors import AppError
from app.store.chat_store import ChatStore
from app.store.exchange.exporting import export_json, export_markdown
from app.store.exchange.importing import Imported, import_file
from app.store.exchange.watch import GivenUpError, Watch

log = logging.getLogger(__name__)

STOP_MS = 15_000


class Job(Protocol):
    """One import or export."""

    @property
    def path(self) -> Path:
        """The file that is read or written."""
        ...

    def run(self, store: ChatStore, watch: Watch) -> object:
        """Do it; what is returned is the answer. Raises AppError."""
        ...


@dataclass(frozen=True, slots=True)
class ImportJob:
    """Asks for Imported."""

    path: Path

    def run(self, store: ChatStore, watch: Watch) -> Imported:
        return import_file(store, self.path, watch)


@dataclass(frozen=True, slots=True)
class ExportJob:
    """Asks how many conversations were written.

    Attributes:
        names: of the conversations; empty for all.
    """

    path: Path
    kind: Literal["json", "markdown"]
    names: tuple[str, ...] = ()

    def run(self, store: ChatStore, watch: Watch) -> int:
        write = export_json if self.kind == "json" else export_markdown
        return write(store, self.names or store.all_ids(), self.path, watch)


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """A job, and who may give it up; `watch` is the worker's."""

    job: Job
    watch: Watch = field(default_factory=Watch, repr=False)


class ExchangeWorker(QObject):
    """Does one job at a time; lives on the exchange thread.

    Signals:
        progressed(float): how much of the job is done, 0 to 1.
        ended(Job, object): it is done, and what came of it; None for one that was given up.
        failed(Job, str, str): it could not be done, and a hint.
        crashed(str): a report of a bug met on the way.
    """

    progressed = Signal(float)
    ended = Signal(object, object)
    failed = Signal(object, str, str)
    crashed = Signal(str)

    def __init__(self, database: Path) -> None:
        super().__init__()
        self._database = database
        self._told = 0.0

    @Slot(object)
    def run(self, asked: Asked) -> None:
        """Do a job on a connection of its own."""
        self._told = 0.0
        watch = Watch(self._tell, asked.watch.cancel)
        try:
            store = ChatStore(self._database, guest=True)
            try:
                result = asked.job.run(store, watch)
            finally:
                store.close()
        except GivenUpError:
            self.ended.emit(asked.job, None)
        except AppError as problem:
            self.failed.emit(asked.job, problem.title, problem.hint)
        except Exception:  # noqa: BLE001 - the worker's edge
            report = traceback.format_exc()
            log.error("exchange thread: %s", report)
            self.crashed.emit(report)
            told = QCoreApplication.translate("ExchangeWorker", "{name} was not finished.")
            self.failed.emit(asked.job, told.format(name=asked.job.path.name), "")
        else:
            self.ended.emit(asked.job, result)

    def _tell(self, done: float) -> None:
        """Tell each hundredth once: every message wakes the window."""
        if done - self._told >= 0.01:
            self._told = done
            self.progressed.emit(done)


class Exchange(QObject):
    """Owns the exchange thread, started with the first job; the GUI thread's handle on it.

    Attributes:
        running: the job under way, None for none.

    Signals: the worker's, delivered on the GUI thread.
    """

    progressed = Signal(float)
    ended = Signal(object, object)
    failed = Signal(object, str, str)
    crashed = Signal(str)
    _requested = Signal(object)

    def __init__(self, database: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.running: Asked | None = None
        self._thread = QThread(self)
        self._thread.setObjectName("exchange")
        self._worker = ExchangeWorker(database)
        self._worker.moveToThread(self._thread)
        self._requested.connect(self._worker.run)
        self._worker.progressed.connect(self.progressed)
        self._worker.ended.connect(self._end)
        self._worker.failed.connect(self._fail)
        self._worker.crashed.connect(self.crashed)

    def ask(self, job: Job) -> bool:
        """Begin a job; False while another is under way."""
        if self.running is not None:
            return False
        if not self._thread.isRunning():
            self._thread.start()
        self.running = Asked(job)
        self._requested.emit(self.running)
        return True

    @Slot()
    def cancel(self) -> None:
        """Give up what is under way; `ended` follows."""
        if self.running is not None:
            self.running.watch.cancel.set()

    @Slot(object, object)
    def _end(self, job: Job, result: object) -> None:
        self.running = None
        self.ended.emit(job, result)

    @Slot(object, str, str)
    def _fail(self, job: Job, title: str, hint: str) -> None:
        self.running = None
        self.failed.emit(job, title, hint)

    def shutdown(self) -> None:
        """Give up what is under way, and end the thread."""
        self.cancel()
        self._thread.quit()
        self._thread.wait(STOP_MS)
