"""What the window knows of the library, and what it asks of the library's thread."""

import threading
from collections.abc import Callable, Sequence
from itertools import count
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from app.core.library import Library, Removal
from app.core.library_events import (
    DraftersFound,
    DuplicatesFound,
    FilesRemoved,
    FileVerified,
    FindDrafters,
    FindDuplicates,
    ForgetFolder,
    ImportFiles,
    LibraryChanged,
    LibraryDone,
    LibraryEvent,
    LibraryFailed,
    LibraryProgress,
    LibraryRefused,
    LibraryRequest,
    MetadataFound,
    PlanRemoval,
    ReadMetadata,
    RememberPair,
    RemovalPlanned,
    RemoveFiles,
    RestoreFiles,
    ScanLibrary,
    VerifyFiles,
)
from app.workers.library import LibraryThread

NewRequest = Callable[[str, threading.Event], LibraryRequest]


class LibraryController(QObject):
    """Mirrors the library.

    Signals:
        changed(Library): all that is known now.
        began(LibraryRequest), ended(LibraryRequest): something that may take long is under way.
        progressed(LibraryRequest, LibraryProgress): so far.
        drafters_found(DraftersFound), metadata_found(MetadataFound), verified(FileVerified),
        duplicates_found(DuplicatesFound), removal_planned(Removal), removed(FilesRemoved): answers.
        refused(LibraryRefused): a file could not be dealt with.
        failed(str, str): title and hint: a whole request could not be carried out.
    """

    changed = Signal(object)
    began = Signal(object)
    ended = Signal(object)
    progressed = Signal(object, object)
    drafters_found = Signal(object)
    metadata_found = Signal(object)
    verified = Signal(object)
    duplicates_found = Signal(object)
    removal_planned = Signal(object)
    removed = Signal(object)
    refused = Signal(object)
    failed = Signal(str, str)

    def __init__(self, thread: LibraryThread, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread = thread
        self._library = Library()
        self._numbers = count(1)
        self._open: dict[str, LibraryRequest] = {}
        self._drafters: LibraryRequest | None = None
        thread.happened.connect(self._take)

    @property
    def library(self) -> Library:
        """All that is known now."""
        return self._library

    @property
    def under_way(self) -> LibraryRequest | None:
        """The oldest request that has not ended."""
        return next(iter(self._open.values()), None)

    def _ask(self, request: LibraryRequest) -> LibraryRequest:
        self._open[request.request_id] = request
        self.began.emit(request)
        self._thread.ask(request)
        return request

    def _number(self) -> str:
        return str(next(self._numbers))

    def scan(self, recent: tuple[tuple[str, str], ...] = ()) -> None:
        """Look through every place; a scan that is under way is enough."""
        if not any(isinstance(request, ScanLibrary) for request in self._open.values()):
            self._ask(ScanLibrary(self._number(), recent=recent))

    def bring(self, paths: Sequence[Path], *, copy: bool = False) -> None:
        """Take in these files and folders."""
        self._ask(ImportFiles(self._number(), paths=tuple(paths), copy=copy))

    def forget_folder(self, folder: Path) -> None:
        """List a linked folder's files no longer."""
        self._ask(ForgetFolder(self._number(), folder=folder))

    def verify(self, paths: Sequence[Path]) -> None:
        """Read these entries through."""
        self._ask(VerifyFiles(self._number(), paths=tuple(paths)))

    def find_duplicates(self) -> None:
        """Compare entries of the same size."""
        self._ask(FindDuplicates(self._number()))

    def plan_removal(self, paths: Sequence[Path]) -> None:
        """Ask what removing these entries would do."""
        self._ask(PlanRemoval(self._number(), paths=tuple(paths)))

    def remove(self, removal: Removal, *, for_good: bool = False) -> None:
        """Carry out a plan: to the trash, or for good."""
        self._ask(RemoveFiles(self._number(), removal=removal, for_good=for_good))

    def restore(self, removed: FilesRemoved) -> None:
        """Undo a removal."""
        request = RestoreFiles(self._number(), removal=removed.removal, in_trash=removed.in_trash)
        self._ask(request)

    def read_metadata(self, path: Path) -> None:
        """Ask for all that a header says."""
        self._ask(ReadMetadata(self._number(), path=path))

    def find_drafters(self, target: Path) -> None:
        """Ask which installed drafters fit; an earlier question is given up."""
        if self._drafters is not None:
            self._drafters.cancel.set()
        self._drafters = self._ask(FindDrafters(self._number(), target=target))

    def remember_pair(self, target: Path, drafter: Path | None) -> None:
        """Keep that these were loaded together."""
        self._ask(RememberPair(self._number(), target=target, drafter=drafter))

    @Slot()
    def cancel(self) -> None:
        """Give up the request that is under way."""
        if self.under_way is not None:
            self.under_way.cancel.set()

    @Slot(object)
    def _take(self, event: LibraryEvent) -> None:
        request = self._open.get(event.request_id)
        match event:
            case LibraryChanged():
                self._library = event.library
                self.changed.emit(event.library)
            case LibraryProgress():
                self.progressed.emit(request, event)
            case LibraryDone() | LibraryFailed():
                self._end(event)
            case LibraryRefused():
                self.refused.emit(event)
            case _:
                self._answer(event)

    def _answer(self, event: LibraryEvent) -> None:
        match event:
            case DraftersFound():
                self.drafters_found.emit(event)
            case MetadataFound():
                self.metadata_found.emit(event)
            case FileVerified():
                self.verified.emit(event)
            case DuplicatesFound():
                self.duplicates_found.emit(event)
            case RemovalPlanned():
                self.removal_planned.emit(event.removal)
            case FilesRemoved():
                self.removed.emit(event)
            case _:
                pass

    def _end(self, event: LibraryDone | LibraryFailed) -> None:
        request = self._open.pop(event.request_id, None)
        self.ended.emit(request)
        if isinstance(event, LibraryFailed):
            self.failed.emit(event.title, event.hint)
