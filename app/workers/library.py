"""The library's thread: looks through disks and reads files, which can take minutes."""

import logging
import traceback

from PySide6.QtCore import QCoreApplication, QObject, QThread, Signal, Slot

from app.core.errors import AppError
from app.core.library_events import LibraryDone, LibraryEvent, LibraryFailed, LibraryRequest
from app.hub.library.scan import LibraryFolders
from app.workers.library_jobs import LibraryJobs

log = logging.getLogger(__name__)

STOP_MS = 10_000


class LibraryWorker(QObject):
    """Carries out requests in the order they come; lives on the library's thread.

    Signals:
        happened(LibraryEvent): what comes of them; see core.library_events.
        crashed(str): a report of a bug met on the way.
    """

    happened = Signal(object)
    crashed = Signal(str)

    def __init__(self, folders: LibraryFolders) -> None:
        super().__init__()
        self._jobs = LibraryJobs(folders, self.happened.emit)

    @Slot(object)
    def carry_out(self, request: LibraryRequest) -> None:
        """Do what is asked, unless it was given up before its turn came."""
        if request.cancel.is_set():
            self.happened.emit(LibraryDone(request.request_id, cancelled=True))
            return
        try:
            self._jobs.run(request)
            ending: LibraryEvent = LibraryDone(request.request_id, request.cancel.is_set())
        except AppError as problem:
            ending = LibraryFailed(request.request_id, problem.title, problem.hint)
        except Exception:  # noqa: BLE001 - the worker's edge
            trace = traceback.format_exc()
            log.error("library thread: %s", trace)
            self.crashed.emit(trace)
            title = QCoreApplication.translate(
                "LibraryWorker", "Something went wrong in the library."
            )
            ending = LibraryFailed(request.request_id, title, "")
        self.happened.emit(ending)


class LibraryThread(QObject):
    """Owns the library's thread, started with the first request; the GUI thread's handle on it.

    Signals: the worker's, delivered on the GUI thread.
    """

    happened = Signal(object)
    crashed = Signal(str)
    _requested = Signal(object)

    def __init__(self, folders: LibraryFolders, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread = QThread(self)
        self._thread.setObjectName("library")
        self._worker = LibraryWorker(folders)
        self._worker.moveToThread(self._thread)
        self._requested.connect(self._worker.carry_out)
        self._worker.happened.connect(self._pass_on)
        self._worker.crashed.connect(self.crashed)
        self._open: dict[str, LibraryRequest] = {}

    def ask(self, request: LibraryRequest) -> None:
        """Put a request in the queue; its events follow. Its own `cancel` gives it up."""
        if not self._thread.isRunning():
            self._thread.start()
        self._open[request.request_id] = request
        self._requested.emit(request)

    def shutdown(self) -> None:
        """Give up what is in hand and in the queue, and end the thread."""
        for request in self._open.values():
            request.cancel.set()
        self._thread.quit()
        self._thread.wait(STOP_MS)

    @Slot(object)
    def _pass_on(self, event: LibraryEvent) -> None:
        if isinstance(event, LibraryDone | LibraryFailed):
            self._open.pop(event.request_id, None)
        self.happened.emit(event)
