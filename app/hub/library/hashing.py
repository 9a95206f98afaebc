"""SHA-256 of big files, with progress and a way out."""

import hashlib
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Final

from app.core.errors import AppError

_CHUNK: Final = 1 << 22
"""Bytes read at a time; hashing gives up the interpreter's lock for each."""


def hash_file(
    path: Path, cancel: threading.Event, progress: Callable[[int], None] | None = None
) -> str:
    """Return a file's SHA-256 as 64 hex digits; "" once `cancel` is set.

    `progress` is told how many more bytes were read. Raises AppError.
    """
    digest = hashlib.sha256()
    buffer = bytearray(_CHUNK)
    view = memoryview(buffer)
    try:
        with path.open("rb", buffering=0) as file:
            while count := file.readinto(buffer):
                if cancel.is_set():
                    return ""
                digest.update(view[:count])
                if progress is not None:
                    progress(count)
    except OSError as problem:
        raise AppError(
            f"{path.name} cannot be read: {problem.strerror or problem}.",
            "Check that its disk is connected and that you may read it.",
        ) from problem
    return digest.hexdigest()
