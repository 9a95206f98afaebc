"""A lock that two processes cannot hold at once, and that the system drops when one is killed."""

import contextlib
import os
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Self

_POLL_SECONDS = 0.02


class FileLock:
    """Holds a lock on a file of its own, which it leaves behind empty unless removed.

    As a context manager it waits; `try_acquire` does not. Not for threads of one process.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor: int | None = None

    def try_acquire(self) -> bool:
        """Return whether the lock is held now. Raises OSError if the file cannot be made."""
        while self._descriptor is None:
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0))
            if not _lock(descriptor):
                os.close(descriptor)
                return False
            if _is_at(self._path, descriptor):
                self._descriptor = descriptor
            else:
                # Whoever held it removed the file: it locks nothing any more.
                os.close(descriptor)
        return True

    def release(self, *, remove: bool = False) -> None:
        """Let others have it; `remove` deletes the file too."""
        if self._descriptor is None:
            return
        if remove:
            # Windows deletes no open file; what stays there is an empty file, no harm.
            with contextlib.suppress(OSError):
                self._path.unlink(missing_ok=True)
        os.close(self._descriptor)
        self._descriptor = None

    def __enter__(self) -> Self:
        while not self.try_acquire():
            time.sleep(_POLL_SECONDS)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()


def _is_at(path: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
