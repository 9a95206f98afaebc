"""Copies of the whole database, made while it is in use, and put back."""

import os
import shutil
import sqlite3
from pathlib import Path

from app.core.errors import AppError
from app.store.database import rename_aside
from app.store.schema import APPLICATION_ID, LATEST


def back_up(connection: sqlite3.Connection, destination: Path) -> None:
    """Write a copy of the database; a half-written one is never left. Raises AppError."""
    partial = destination.with_name(f"{destination.name}.partial")
    try:
        partial.unlink(missing_ok=True)
        copy = sqlite3.connect(partial)
        try:
            connection.backup(copy)
        finally:
            copy.close()
        os.replace(partial, destination)
    except (OSError, sqlite3.Error) as problem:
        partial.unlink(missing_ok=True)
        raise AppError(
            f"The backup could not be written: {problem}.",
            "Choose a folder that can be written to and has room.",
        ) from problem


def check_backup(source: Path) -> int:
    """Return how many conversations a backup holds. Raises AppError if it is none of ours."""
    try:
        uri = f"{source.resolve().as_uri()}?mode=ro&immutable=1"
        copy = sqlite3.connect(uri, uri=True)
        try:
            mark = copy.execute("PRAGMA application_id").fetchone()[0]
            version = copy.execute("PRAGMA user_version").fetchone()[0]
            intact = copy.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
            if mark != APPLICATION_ID or not intact:
                raise _no_backup(source)
            if version > LATEST:
                raise AppError(
                    f"{source.name} was made by a newer Foretoken.", "Update Foretoken first."
                )
            return int(copy.execute("SELECT count(*) FROM conversation").fetchone()[0])
        finally:
            copy.close()
    except (OSError, sqlite3.Error) as problem:
        raise _no_backup(source) from problem


def _no_backup(source: Path) -> AppError:
    return AppError(
        f"{source.name} is no backup of Foretoken's conversations, or it is damaged.",
        "Choose a file that was written by Back up conversations.",
    )


def restore_backup(path: Path, source: Path) -> Path | None:
    """Put a backup in the place of the database at `path`, which nobody may have open.

    Returns where the one that was there lies now. Raises AppError; then nothing has changed.
    """
    check_backup(source)
    arriving = path.with_name(f"{path.name}.arriving")
    try:
        shutil.copyfile(source, arriving)
        kept = rename_aside(path, "before-restore") if path.exists() else None
        os.replace(arriving, path)
    except OSError as problem:
        arriving.unlink(missing_ok=True)
        raise AppError(
            f"The backup could not be put back: {problem}.",
            "Make room on the disk and try again; your conversations are as they were.",
        ) from problem
    return kept
