"""Opens the database of conversations; a damaged one is set aside, never written over."""

import logging
import os
import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.core.errors import AppError
from app.store.schema import NewerSchemaError, migrate

log = logging.getLogger(__name__)

BUSY_MS = 5_000
"""How long to wait for another process of this program."""


@dataclass(frozen=True, slots=True)
class Opened:
    """An open database.

    Attributes:
        set_aside: where a damaged one lies now, None if there was none.
    """

    connection: sqlite3.Connection
    set_aside: Path | None = None


def open_database(path: Path, *, guest: bool = False) -> Opened:
    """Open or make the database; finished transactions survive a power cut from then on.

    A guest, beside whom another connection may be at work, looks for no damage and moves nothing.
    Raises AppError when the disk does not allow it, a newer Foretoken made it, or a guest finds it
    damaged.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    interrupted = not guest and _left_open(path)
    try:
        connection = _connect(path)
    except sqlite3.OperationalError as problem:
        raise _unusable(path, problem) from problem
    try:
        _prepare(connection)
        if interrupted:
            _check(connection)
        return Opened(connection)
    except NewerSchemaError:
        connection.close()
        raise AppError(
            "Your conversations were last used by a newer Foretoken.",
            "Update Foretoken; nothing was changed.",
        ) from None
    except sqlite3.OperationalError as problem:
        connection.close()
        raise _unusable(path, problem) from problem
    except sqlite3.DatabaseError as problem:
        log.error("database damaged: %s", problem)
        connection.close()
        if guest:
            raise AppError(
                "The file of your conversations is damaged.",
                "Start Foretoken again: it sets the file aside and begins a new one.",
            ) from problem
    aside = set_aside(path)
    connection = _connect(path)
    _prepare(connection)
    return Opened(connection, aside)


def set_aside(path: Path) -> Path:
    """Rename a damaged database; return its new name. Raises AppError."""
    try:
        return rename_aside(path, "damaged")
    except OSError as problem:
        raise _unusable(path, problem) from problem


def rename_aside(path: Path, word: str) -> Path:
    """Rename a database, its journal with it, to one with `word` and the time. Raises OSError."""
    stamp = datetime.now().strftime("%Y-%m-%d-%H%M%S")
    aside = path.with_name(f"{path.stem}.{word}-{stamp}{path.suffix}")
    number = 1
    while aside.exists():
        number += 1
        aside = path.with_name(f"{path.stem}.{word}-{stamp}-{number}{path.suffix}")
    for ending in ("-wal", "-shm", ""):
        part = path.with_name(path.name + ending)
        if part.exists():
            os.replace(part, aside.with_name(aside.name + ending))
    return aside


def _left_open(path: Path) -> bool:
    """Whether whoever used it last ended without closing it."""
    try:
        return path.with_name(f"{path.name}-wal").stat().st_size > 0
    except OSError:
        return False


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=True)
    connection.row_factory = sqlite3.Row
    return connection


def _prepare(connection: sqlite3.Connection) -> None:
    connection.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA secure_delete = ON")
    migrate(connection)


def _check(connection: sqlite3.Connection) -> None:
    """Raise sqlite3.DatabaseError if pages are not what they should be."""
    found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if found != "ok":
        raise sqlite3.DatabaseError(found)


@contextmanager
def transaction(connection: sqlite3.Connection) -> Generator[sqlite3.Connection]:
    """All of it or nothing. Raises AppError when the disk does not take it."""
    try:
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
    except sqlite3.OperationalError as problem:
        raise AppError(
            f"Your conversation could not be saved: {problem}.",
            "Make room on the disk, and check that it can be written to. "
            "What is on the screen is not lost while Foretoken is open.",
        ) from problem


def _unusable(path: Path, problem: Exception) -> AppError:
    return AppError(
        f"Your conversations cannot be opened: {problem}.",
        f"Check that {path.parent} can be written to. Until then nothing is saved.",
    )
