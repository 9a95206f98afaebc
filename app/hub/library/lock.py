"""Keeps two threads or processes from changing one file of the profile at once."""

import os
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

WAIT_SECONDS: Final = 10.0
"""An edit takes milliseconds; whoever holds on longer is stuck, and must not stop everybody."""

_RETRY_SECONDS: Final = 0.02


@contextmanager
def exclusive(path: Path) -> Generator[None]:
    """Hold a lock beside `path`, which ends with the process too. Raises OSError."""
    handle = os.open(path.with_name(f"{path.name}.lock"), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        until = time.monotonic() + WAIT_SECONDS
        while not try_lock(handle) and time.monotonic() < until:
            time.sleep(_RETRY_SECONDS)
        yield
    finally:
        # Closing gives the lock back, on every system.
        os.close(handle)


def try_lock(handle: int) -> bool:
    """Return whether the lock of this open file is held now."""
    try:
        if sys.platform == "win32":
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
