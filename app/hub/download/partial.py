"""The files of a download on the disk: `.part`, its journal, its lock, and the final name."""

import contextlib
import os
from collections.abc import Generator
from pathlib import Path

from app.core.downloads import JobFile
from app.hub.download import problems
from app.hub.download.journal import Journal, recorded
from app.hub.download.lock import HeldLock
from app.hub.download.writing import PartFile


class Partial:
    """One file that is not whole yet.

    Attributes:
        whole: its final name, which exists only once it is verified. part: where it grows.
    """

    def __init__(self, file: JobFile, folder: Path) -> None:
        """Raise AppError when the hub's names cannot be stored."""
        self.whole = file.destination(folder)
        self.part = file.partial(folder)
        self._file = file
        self._journal = self.part.with_name(f"{self.part.name}.journal")
        self._lock = HeldLock(self.part.with_name(f"{self.part.name}.lock"))

    @property
    def done(self) -> int:
        """Bytes that are there, as the journal says; also while another process writes."""
        found = recorded(self._journal)
        return found.done if found is not None and self.part.exists() else 0

    def belongs_to(self, file: JobFile) -> bool:
        """Whether what is there can become this file; what is all there and no file was damaged."""
        found = recorded(self._journal)
        if found is None or found.done == found.size:
            return False
        return (found.size, found.identity) == (file.size, file.sha256)

    @contextlib.contextmanager
    def opened(self, identity: str) -> Generator[tuple[PartFile, Journal]]:
        """Give the file to write and its journal, locked. Raises DownloadProblem.

        What an earlier process left is used if it belongs to the same file.
        """
        with self._locked():
            found = recorded(self._journal)
            if not self.part.exists() or found is None:
                self._remove()
            elif (found.size, found.identity) != (self._file.size, identity):
                raise problems.changed(self._file)
            with (
                contextlib.closing(PartFile(self.part, self._file.size)) as part,
                contextlib.closing(Journal(self._journal, self._file.size, identity)) as journal,
            ):
                yield part, journal

    def finish(self, part: PartFile) -> None:
        """Give a verified file its final name. Raises DownloadProblem.

        On the disk first: after a power cut no name stands for bytes that were never written.
        """
        try:
            part.sync()
            part.close()
            os.replace(self.part, self.whole)
            _sync_folder(self.whole.parent)
            self._journal.unlink(missing_ok=True)
        except OSError as problem:
            raise problems.disk(problem, self.whole) from problem

    def discard(self) -> None:
        """Remove what is there of it. Raises DownloadProblem."""
        if self.part.parent.is_dir():
            with self._locked():
                self._remove()

    def _remove(self) -> None:
        self.part.unlink(missing_ok=True)
        self._journal.unlink(missing_ok=True)

    @contextlib.contextmanager
    def _locked(self) -> Generator[None]:
        try:
            self.part.parent.mkdir(parents=True, exist_ok=True)
            if not self._lock.try_acquire():
                raise problems.busy(self._file.name)
            try:
                yield
            finally:
                self._lock.release()
        except OSError as problem:
            raise problems.disk(problem, self.part) from problem


def _sync_folder(folder: Path) -> None:
    """Let a rename survive a power cut, where folders can be opened (not on Windows)."""
    with contextlib.suppress(PermissionError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
