"""A database of an older version is brought up to date, and loses nothing on the way."""

import sqlite3

import pytest

from app.store.schema import APPLICATION_ID, LATEST, NewerSchemaError, migrate


def test_an_empty_file_becomes_ours():
    db = sqlite3.connect(":memory:", isolation_level=None)
    migrate(db)
    migrate(db)
    assert db.execute("PRAGMA user_version").fetchone()[0] == LATEST
    assert db.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []


def test_a_newer_version_is_refused():
    db = sqlite3.connect(":memory:", isolation_level=None)
    db.execute(f"PRAGMA user_version = {LATEST + 1}")
    with pytest.raises(NewerSchemaError):
        migrate(db)


def test_roles_are_checked():
    db = sqlite3.connect(":memory:", isolation_level=None)
    migrate(db)
    db.execute("INSERT INTO conversation (id, created, updated) VALUES ('c', 1, 1)")
    with pytest.raises(sqlite3.IntegrityError):
        db.execute(
            "INSERT INTO message (id, conversation_key, role, text, state, created) "
            "VALUES ('m', 1, 'nobody', '', 'done', 1)"
        )
