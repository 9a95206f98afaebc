"""The trace thread: reads and writes trace files, which takes seconds for the largest."""

import logging
import traceback
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QThread, Signal, Slot

from app.core.errors import AppError
from app.core.trace import Trace
from app.core.trace_file import load_trace, save_trace

log = logging.getLogger(__name__)

STOP_MS = 10_000


class TraceWorker(QObject):
    """Opens and saves one trace at a time; lives on the trace thread.

    Signals:
        opened(Path, Trace): this file holds this trace.
        saved(Path): it is written.
        failed(Path, str, str): what did not work with this file, and a hint.
        crashed(str): a report of a bug met on the way.
    """

    opened = Signal(object, object)
    saved = Signal(object)
    failed = Signal(object, str, str)
    crashed = Signal(str)

    @Slot(object)
    def open(self, path: Path) -> None:
        """Read this file."""
        try:
            self.opened.emit(path, load_trace(path))
        except AppError as problem:
            self.failed.emit(path, problem.title, problem.hint)
        except Exception:  # noqa: BLE001 - the worker's edge
            self._report_bug(path)

    @Slot(object, object)
    def save(self, path: Path, trace: Trace) -> None:
        """Write this trace."""
        try:
            save_trace(path, trace)
            self.saved.emit(path)
        except AppError as problem:
            self.failed.emit(path, problem.title, problem.hint)
        except Exception:  # noqa: BLE001 - the worker's edge
            self._report_bug(path)

    def _report_bug(self, path: Path) -> None:
        report = traceback.format_exc()
        log.error("trace thread: %s", report)
        self.crashed.emit(report)
        title = QCoreApplication.translate("TraceWorker", "Something went wrong with {name}.")
        self.failed.emit(path, title.format(name=path.name), "")


class TraceFiles(QObject):
    """Owns the trace thread, started with the first file; the GUI thread's handle on it.

    Signals: the worker's, delivered on the GUI thread.
    """

    opened = Signal(object, object)
    saved = Signal(object)
    failed = Signal(object, str, str)
    crashed = Signal(str)
    _open_requested = Signal(object)
    _save_requested = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread = QThread(self)
        self._thread.setObjectName("traces")
        self._worker = TraceWorker()
        self._worker.moveToThread(self._thread)
        self._open_requested.connect(self._worker.open)
        self._save_requested.connect(self._worker.save)
        self._worker.opened.connect(self.opened)
        self._worker.saved.connect(self.saved)
        self._worker.failed.connect(self.failed)
        self._worker.crashed.connect(self.crashed)

    def open(self, path: Path) -> None:
        """Read this file; `opened` or `failed` answers."""
        self._start()
        self._open_requested.emit(path)

    def save(self, path: Path, trace: Trace) -> None:
        """Write this trace; `saved` or `failed` answers."""
        self._start()
        self._save_requested.emit(path, trace)

    def _start(self) -> None:
        if not self._thread.isRunning():
            self._thread.start()

    def shutdown(self) -> None:
        """End the thread after the file in hand."""
        self._thread.quit()
        self._thread.wait(STOP_MS)
