"""The store thread: the only SQLite connection; fsync and search never stall a frame."""

import logging
import traceback
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QThread, Signal, Slot

from app.core.errors import AppError
from app.store.chat_store import ChatStore
from app.workers.storage_requests import Request

log = logging.getLogger(__name__)

STOP_MS = 20_000
"""How long closing waits for the disk."""


@dataclass(frozen=True, slots=True)
class StoreOpened:
    """The database is open.

    Attributes:
        set_aside: where a damaged one lies now. recovered: answers that a crash cut short.
    """

    set_aside: Path | None
    recovered: int


@dataclass(frozen=True, slots=True)
class StoreFailed:
    """Something could not be read or kept; `request` is None when nothing can."""

    request: Request | None
    title: str
    hint: str


class StorageWorker(QObject):
    """Runs requests in the order they were made; lives on the store thread.

    Signals:
        opened(StoreOpened): with the first request.
        answered(Request, object): a request was done, and what it brought.
        failed(StoreFailed): a request was not done.
        crashed(str): a report of a bug met on the way.
    """

    opened = Signal(object)
    answered = Signal(object, object)
    failed = Signal(object)
    crashed = Signal(str)

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._store: ChatStore | None = None

    @Slot(object)
    def run(self, request: Request) -> None:
        """Do one thing."""
        store = self._opened()
        if store is None:
            return
        try:
            result = request.run(store)
        except AppError as problem:
            self.failed.emit(StoreFailed(request, problem.title, problem.hint))
        except Exception:  # noqa: BLE001 - the worker's edge
            self._report_bug(request)
        else:
            self.answered.emit(request, result)

    def _opened(self) -> ChatStore | None:
        """Open the database with the first request, and after one failed: disks come back."""
        if self._store is None:
            try:
                self._store = ChatStore(self._path)
            except AppError as problem:
                self.failed.emit(StoreFailed(None, problem.title, problem.hint))
            except Exception:  # noqa: BLE001 - the worker's edge
                self._report_bug(None)
            else:
                store = self._store
                self.opened.emit(StoreOpened(store.set_aside, store.recovered))
        return self._store

    @Slot()
    def close(self) -> None:
        """Close the database, and end this thread's event loop."""
        try:
            if self._store is not None:
                self._store.close()
        except Exception:  # noqa: BLE001 - the worker's edge
            self._report_bug(None)
        self._store = None
        QThread.currentThread().quit()

    def _report_bug(self, request: Request | None) -> None:
        trace = traceback.format_exc()
        log.error("store thread: %s", trace)
        self.crashed.emit(trace)
        title = QCoreApplication.translate("StorageWorker", "Something could not be saved.")
        hint = QCoreApplication.translate("StorageWorker", "The report says why.")
        self.failed.emit(StoreFailed(request, title, hint))


class Storage(QObject):
    """Owns the store thread, started with the first request; the GUI thread's handle on it.

    Signals: the worker's, delivered on the GUI thread.
    """

    opened = Signal(object)
    answered = Signal(object, object)
    failed = Signal(object)
    crashed = Signal(str)
    _requested = Signal(object)
    _close_requested = Signal()

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread = QThread(self)
        self._thread.setObjectName("store")
        self._worker = StorageWorker(path)
        self._worker.moveToThread(self._thread)
        self._requested.connect(self._worker.run)
        self._close_requested.connect(self._worker.close)
        self._worker.opened.connect(self.opened)
        self._worker.answered.connect(self.answered)
        self._worker.failed.connect(self.failed)
        self._worker.crashed.connect(self.crashed)

    def ask(self, request: Request) -> None:
        """Do this behind what was asked before; `answered` or `failed` tells."""
        if not self._thread.isRunning():
            self._thread.start()
        self._requested.emit(request)

    def shutdown(self) -> bool:
        """Do what was asked, close the database, wait; True when it ended in time."""
        if not self._thread.isRunning():
            return True
        self._close_requested.emit()
        ended = self._thread.wait(STOP_MS)
        if not ended:
            log.error("the store thread did not end within %d ms", STOP_MS)
        return ended
