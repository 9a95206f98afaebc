"""The file thread: reads GGUF headers, which takes a second on big vocabularies."""

import logging
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QCoreApplication, QObject, QThread, Signal, Slot

from app.core.errors import AppError

log = logging.getLogger(__name__)

FileKind = Literal["target", "drafter", "unusable"]

STOP_MS = 10_000


@dataclass(frozen=True, slots=True)
class FileReport:
    """What a GGUF file can be used for.

    Attributes:
        title, hint: why it is unusable, else empty.
        drafters: files beside a target that fit it, best first.
    """

    path: Path
    kind: FileKind
    title: str = ""
    hint: str = ""
    drafters: tuple[Path, ...] = ()


Inspect = Callable[[Path], FileReport]
"""Reads one file; may raise AppError."""


class GgufWorker(QObject):
    """Inspects files one at a time; lives on the file thread.

    Signals:
        inspected(FileReport): what a file is.
        crashed(str): a report of a bug met on the way.
    """

    inspected = Signal(object)
    crashed = Signal(str)

    def __init__(self, inspect: Inspect) -> None:
        super().__init__()
        self._inspect = inspect

    @Slot(object)
    def inspect(self, path: Path) -> None:
        """Read this file's header."""
        try:
            report = self._inspect(path)
        except AppError as problem:
            report = FileReport(path, "unusable", problem.title, problem.hint)
        except Exception:  # noqa: BLE001 - the worker's edge
            trace = traceback.format_exc()
            log.error("file thread: %s", trace)
            self.crashed.emit(trace)
            title = QCoreApplication.translate("GgufWorker", "{name} could not be read.")
            report = FileReport(path, "unusable", title.format(name=path.name))
        self.inspected.emit(report)


class GgufFiles(QObject):
    """Owns the file thread, started with the first question; the GUI thread's handle on it.

    Signals: the worker's, delivered on the GUI thread.
    """

    inspected = Signal(object)
    crashed = Signal(str)
    _requested = Signal(object)

    def __init__(self, inspect: Inspect, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread = QThread(self)
        self._thread.setObjectName("gguf files")
        self._worker = GgufWorker(inspect)
        self._worker.moveToThread(self._thread)
        self._requested.connect(self._worker.inspect)
        self._worker.inspected.connect(self.inspected)
        self._worker.crashed.connect(self.crashed)

    def inspect(self, path: Path) -> None:
        """Ask what this file is; `inspected` answers."""
        if not self._thread.isRunning():
            self._thread.start()
        self._requested.emit(path)

    def shutdown(self) -> None:
        """End the thread after the file in hand."""
        self._thread.quit()
        self._thread.wait(STOP_MS)
