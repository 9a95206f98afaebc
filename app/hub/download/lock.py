"""Whose download it is: a lock that two processes cannot hold, and that ends with its process."""

import contextlib
import os
from pathlib import Path

from app.hub.library.lock import try_lock


class HeldLock:
    """A lock on a file of its own, held until `release`. For one thread."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._handle: int | None = None

    def try_acquire(self) -> bool:
        """Return whether the lock is held now. Raises OSError if its file cannot be made."""
        while self._handle is None:
            handle = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
            if not try_lock(handle):
                os.close(handle)
                return False
            if self._is_at_path(handle):
                self._handle = handle
            else:
                # Whoever held it removed the file meanwhile: this one locks nothing any more.
                os.close(handle)
        return True

    def release(self) -> None:
        """Let others have it, and leave no file."""
        if self._handle is not None:
            # Windows removes no open file; an empty one stays there, which harms nothing.
            with contextlib.suppress(OSError):
                self._path.unlink(missing_ok=True)
            os.close(self._handle)
            self._handle = None

    def _is_at_path(self, handle: int) -> bool:
        try:
            return os.path.samestat(self._path.stat(), os.fstat(handle))
        except FileNotFoundError:
            return False
