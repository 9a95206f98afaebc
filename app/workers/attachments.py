"""The attachments thread: reads files that are to be sent along, one after the other."""

import logging
import threading
import traceback
from collections import deque
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QThread, Signal, Slot

from app.core.errors import AppError
from app.store.attached_file import read_attachment

log = logging.getLogger(__name__)

STOP_MS = 10_000


@dataclass(frozen=True, slots=True, eq=False)
class ReadFile:
    """Asks for a file's text; `cancel` may be set from any thread."""

    path: Path
    cancel: threading.Event = field(default_factory=threading.Event, repr=False)


class AttachmentWorker(QObject):
    """Reads one file at a time; lives on the attachments thread.

    Signals:
        progressed(ReadFile, int, int): so many of so many pages are read.
        read(ReadFile, Attachment): what the file holds.
        failed(ReadFile, str, str): what is wrong with it, and a hint.
        crashed(str): a report of a bug met on the way.
    """

    progressed = Signal(object, int, int)
    read = Signal(object, object)
    failed = Signal(object, str, str)
    crashed = Signal(str)

    @Slot(object)
    def run(self, asked: ReadFile) -> None:
        """Read a file; nothing is told of one that was given up."""
        if asked.cancel.is_set():
            return
        try:
            found = read_attachment(
                asked.path,
                asked.cancel,
                lambda page, pages: self.progressed.emit(asked, page, pages),
            )
        except AppError as problem:
            if not asked.cancel.is_set():
                self.failed.emit(asked, problem.title, problem.hint)
        except Exception:  # noqa: BLE001 - the worker's edge
            report = traceback.format_exc()
            log.error("attachments thread: %s", report)
            self.crashed.emit(report)
            words = QCoreApplication.translate("AttachmentWorker", "{name} could not be read.")
            self.failed.emit(asked, words.format(name=asked.path.name), "")
        else:
            self.read.emit(asked, found)


class AttachmentFiles(QObject):
    """Owns the attachments thread, started with the first file; the GUI thread's handle on it.

    Signals: the worker's, delivered on the GUI thread.
    """

    progressed = Signal(object, int, int)
    read = Signal(object, object)
    failed = Signal(object, str, str)
    crashed = Signal(str)
    _requested = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._asked: deque[ReadFile] = deque(maxlen=64)
        self._thread = QThread(self)
        self._thread.setObjectName("attachments")
        self._worker = AttachmentWorker()
        self._worker.moveToThread(self._thread)
        self._requested.connect(self._worker.run)
        self._worker.progressed.connect(self.progressed)
        self._worker.read.connect(self.read)
        self._worker.failed.connect(self.failed)
        self._worker.crashed.connect(self.crashed)

    def ask(self, asked: ReadFile) -> None:
        """Read this file behind those asked for before; `read` or `failed` answers."""
        if not self._thread.isRunning():
            self._thread.start()
        self._asked.append(asked)
        self._requested.emit(asked)

    def shutdown(self) -> None:
        """Give up all files, and end the thread."""
        for asked in self._asked:
            asked.cancel.set()
        self._thread.quit()
        self._thread.wait(STOP_MS)
