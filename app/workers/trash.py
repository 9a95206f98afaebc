"""The system's trash: files go there instead of being deleted, and can be had back."""

import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QFile

from app.core.errors import AppError

InTrash = tuple[Path, Path]
"""Where a file was, and where it is in the trash."""


def move_to_trash(path: Path) -> InTrash:
    """Move a file or a link there. Raises AppError when there is no trash for it."""
    file = QFile(str(path))
    if not file.moveToTrash():
        reason = file.errorString().rstrip(".")
        raise AppError(
            f"{path.name} could not be moved to the trash: {reason}.", "Delete it for good instead."
        )
    return path, Path(file.fileName())


def restore(moved: Iterable[InTrash]) -> None:
    """Move files back, the last one first: links come after what they lead to.

    Raises AppError at the first that cannot be.
    """
    for path, trashed in reversed(list(moved)):
        if os.path.lexists(path):
            raise AppError(f"There is another {path.name} now.", "Rename it, then try again.")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            shutil.move(trashed, path)
        except OSError as problem:
            raise AppError(
                f"{path.name} could not be had back: {problem.strerror or problem}.",
                "Look for it in the trash.",
            ) from problem
        # What freedesktop.org's trash notes of each file; other systems have none.
        note = trashed.parent.parent / "info" / f"{trashed.name}.trashinfo"
        note.unlink(missing_ok=True)
