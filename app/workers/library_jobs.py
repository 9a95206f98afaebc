"""Carries out what the library is asked for, one request at a time; tells of it by events."""

import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from app.core.errors import AppError
from app.core.library import Library, LibraryFile
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
    LibraryEvent,
    LibraryFileFound,
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
from app.gguf.header import read_file_header
from app.gguf.header_rows import header_rows
from app.hub.library import importing, index, removing
from app.hub.library.drafters import DrafterFinder
from app.hub.library.duplicates import bytes_to_read, candidates, find_duplicates
from app.hub.library.scan import LibraryFolders, scan
from app.hub.library.stats import snapshot
from app.hub.library.verifying import Watch, verify
from app.workers.trash import InTrash, move_to_trash, restore

Emit = Callable[[LibraryEvent], None]

PROGRESS_SECONDS: Final = 0.1


class LibraryJobs:
    """Does one request after the other; `emit` is told what comes of it."""

    def __init__(self, folders: LibraryFolders, emit: Emit) -> None:
        self._folders = folders
        self._emit = emit
        self._finder = DrafterFinder()

    def run(self, request: LibraryRequest) -> None:
        """Carry out a request. Raises AppError."""
        match request:
            case ScanLibrary():
                self._scan(request)
            case ImportFiles():
                self._import(request)
            case ForgetFolder():
                self._forget_folder(request)
            case PlanRemoval():
                removal = removing.plan_removal(self._known(), self._entries(request.paths))
                self._emit(RemovalPlanned(request.request_id, removal))
            case RemoveFiles():
                self._remove(request)
            case RestoreFiles():
                self._restore(request)
            case RememberPair():
                index.remember_loaded(self._folders.index, request.target, request.drafter)
                self._changed(request.request_id)
            case ReadMetadata():
                rows = header_rows(read_file_header(request.path))
                self._emit(MetadataFound(request.request_id, request.path, rows))
            case VerifyFiles():
                self._verify(request)
            case FindDuplicates():
                self._find_duplicates(request)
            case FindDrafters():
                self._find_drafters(request)

    def _known(self) -> Library:
        return snapshot(index.load(self._folders.index))

    def _entries(self, paths: Iterable[Path]) -> list[LibraryFile]:
        files = index.load(self._folders.index).files
        return [files[path] for path in paths if path in files]

    def _changed(self, request_id: str) -> None:
        self._emit(LibraryChanged(request_id, self._known()))

    def _scan(self, request: ScanLibrary) -> None:
        index.adopt_recent(self._folders.index, request.recent)
        known = self._known()
        self._emit(LibraryChanged(request.request_id, known))
        counter = _Tally(request.request_id, len(known.files), self._emit, is_bytes=False)
        library = scan(
            self._folders, request.cancel, self._found(request.request_id), counter.one_more
        )
        self._emit(LibraryChanged(request.request_id, library))

    def _found(self, request_id: str) -> Callable[[LibraryFile], None]:
        return lambda file: self._emit(LibraryFileFound(request_id, file))

    def _refuse(self, request_id: str) -> Callable[[Path, AppError], None]:
        return lambda path, problem: self._emit(
            LibraryRefused(request_id, path, problem.title, problem.hint)
        )

    def _import(self, request: ImportFiles) -> None:
        intake = importing.look_at(request.paths, self._refuse(request.request_id))
        found = self._found(request.request_id)
        if request.copy:
            progress = _Tally(request.request_id, intake.size, self._emit)
            importing.copy(self._folders, intake, request.cancel, progress.more, found)
        else:
            importing.link(self._folders, intake, request.cancel, found)
        self._changed(request.request_id)

    def _forget_folder(self, request: ForgetFolder) -> None:
        index.forget_folder(self._folders.index, request.folder)
        self._changed(request.request_id)

    def _remove(self, request: RemoveFiles) -> None:
        removal, in_trash = request.removal, tuple[InTrash, ...]()
        try:
            if request.for_good:
                removing.delete(removal)
            else:
                in_trash = self._to_trash(request)
            removing.remove_empty_folders(self._folders.models, removal.paths)
            self._emit(FilesRemoved(request.request_id, removal, in_trash))
        finally:
            removing.forget(self._folders.index, removal)
            self._changed(request.request_id)

    def _to_trash(self, request: RemoveFiles) -> tuple[InTrash, ...]:
        moved: list[InTrash] = []
        for path in request.removal.paths:
            try:
                moved.append(move_to_trash(path))
            except AppError as problem:
                self._refuse(request.request_id)(path, problem)
        return tuple(moved)

    def _restore(self, request: RestoreFiles) -> None:
        restore(request.in_trash)
        with index.edit(self._folders.index) as records:
            for file in request.removal.files:
                records.files.setdefault(file.path, file)
        self._changed(request.request_id)

    def _verify(self, request: VerifyFiles) -> None:
        files = self._entries(request.paths)
        progress = _Tally(request.request_id, sum(file.size for file in files), self._emit)
        watch = Watch(request.cancel, progress.more)
        verify(
            self._folders.index,
            files,
            watch,
            lambda verification: self._emit(FileVerified(request.request_id, verification)),
        )
        self._changed(request.request_id)

    def _find_duplicates(self, request: FindDuplicates) -> None:
        files = self._known().files
        progress = _Tally(request.request_id, bytes_to_read(candidates(files)), self._emit)
        watch = Watch(request.cancel, progress.more)
        groups = find_duplicates(self._folders.index, files, watch)
        self._emit(DuplicatesFound(request.request_id, groups))
        self._changed(request.request_id)

    def _find_drafters(self, request: FindDrafters) -> None:
        library = self._known()
        target = library.find(request.target)
        drafters: tuple[LibraryFile, ...] = ()
        if target is not None:
            drafters = self._finder.find(target, library.files, request.cancel)
        self._emit(DraftersFound(request.request_id, request.target, drafters))


class _Tally:
    """Tells how far a request is, now and then, and when it is through."""

    def __init__(self, request_id: str, total: int, emit: Emit, *, is_bytes: bool = True) -> None:
        self._request_id = request_id
        self._total = total
        self._emit = emit
        self._is_bytes = is_bytes
        self._done = 0
        self._told = time.monotonic()

    def one_more(self, path: Path) -> None:
        """Count a file."""
        self.more(path, 1)

    def more(self, path: Path, count: int) -> None:
        """Count bytes."""
        self._done += count
        now = time.monotonic()
        if now - self._told >= PROGRESS_SECONDS or self._done == self._total:
            self._told = now
            total = max(self._total, self._done)
            self._emit(LibraryProgress(self._request_id, self._done, total, path, self._is_bytes))
