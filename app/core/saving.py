"""Files that the user asked for: what cannot be written is told."""

from pathlib import Path

from app.core import files
from app.core.errors import AppError


def save_text(path: Path, text: str) -> None:
    """Write `text` whole or not at all. Raises AppError when it cannot be written."""
    check_writable(path)
    try:
        files.write_whole(path, text)
    except UnicodeEncodeError as problem:
        raise AppError(f"{path} cannot be written: its text holds half a character.") from problem
    except OSError as problem:
        raise unwritable(path, problem) from problem


def check_writable(path: Path) -> None:
    """Raise AppError where a file at `path` could never be written; asked before the work."""
    try:
        folder, has_place = path.is_dir(), path.parent.is_dir()
    except OSError as problem:
        raise unwritable(path, problem) from problem
    if folder:
        raise AppError(f"{path} is a folder.", "Name a file in it.")
    if not has_place:
        raise AppError(f"{path.parent} is no folder.", "Make it first, or choose another place.")


def unwritable(path: Path, problem: OSError) -> AppError:
    """Return what to tell when `path` could not be written."""
    return AppError(
        f"{path} cannot be written: {problem.strerror or problem}.", "Choose another place."
    )
