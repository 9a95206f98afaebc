"""The database's tables, version by version; `PRAGMA user_version` says which one a file has."""

import sqlite3
from typing import Final

APPLICATION_ID: Final = 0x466F7265
"""Of Foretoken's files (SQLite's `application_id`): the letters Fore."""

_FIRST: Final = """
CREATE TABLE folder (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, position INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE conversation (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL DEFAULT '',
    title_source TEXT NOT NULL DEFAULT 'none',
    folder_id TEXT REFERENCES folder(id) ON DELETE SET NULL,
    pinned INTEGER NOT NULL DEFAULT 0,
    created REAL NOT NULL,
    updated REAL NOT NULL,
    deleted REAL,
    leaf_id TEXT,
    system_prompt TEXT NOT NULL DEFAULT '',
    settings TEXT NOT NULL DEFAULT '[]',
    draft TEXT NOT NULL DEFAULT '',
    origins INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX conversation_shown
    ON conversation (folder_id, pinned DESC, updated DESC, key DESC) WHERE deleted IS NULL;
CREATE INDEX conversation_folder ON conversation (folder_id);
CREATE TABLE message (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    conversation_key INTEGER NOT NULL REFERENCES conversation(key) ON DELETE CASCADE,
    parent_id TEXT,
    role TEXT NOT NULL CHECK (role IN ('user', 'assistant')),
    text TEXT NOT NULL,
    state TEXT NOT NULL,
    note TEXT NOT NULL DEFAULT '',
    created REAL NOT NULL,
    finished REAL,
    turn TEXT,
    origins BLOB NOT NULL DEFAULT x'',
    attachments TEXT NOT NULL DEFAULT '[]'
);
CREATE INDEX message_conversation ON message (conversation_key, key);
CREATE INDEX message_streaming ON message (state) WHERE state = 'streaming';
CREATE VIRTUAL TABLE message_words USING fts5 (
    text, content='message', content_rowid='key', tokenize="unicode61 remove_diacritics 2"
);
CREATE VIRTUAL TABLE title_words USING fts5 (
    title, content='conversation', content_rowid='key', tokenize="unicode61 remove_diacritics 2"
);
-- A streaming answer is saved every second: its words are indexed once, when it ends.
CREATE TRIGGER message_added AFTER INSERT ON message WHEN new.state <> 'streaming' BEGIN
    INSERT INTO message_words (rowid, text) VALUES (new.key, new.text);
END;
CREATE TRIGGER message_changed AFTER UPDATE OF text, state ON message BEGIN
    INSERT INTO message_words (message_words, rowid, text)
        SELECT 'delete', old.key, old.text WHERE old.state <> 'streaming';
    INSERT INTO message_words (rowid, text)
        SELECT new.key, new.text WHERE new.state <> 'streaming';
END;
CREATE TRIGGER message_removed AFTER DELETE ON message WHEN old.state <> 'streaming' BEGIN
    INSERT INTO message_words (message_words, rowid, text) VALUES ('delete', old.key, old.text);
END;
CREATE TRIGGER title_added AFTER INSERT ON conversation BEGIN
    INSERT INTO title_words (rowid, title) VALUES (new.key, new.title);
END;
CREATE TRIGGER title_changed AFTER UPDATE OF title ON conversation BEGIN
    INSERT INTO title_words (title_words, rowid, title) VALUES ('delete', old.key, old.title);
    INSERT INTO title_words (rowid, title) VALUES (new.key, new.title);
END;
CREATE TRIGGER title_removed AFTER DELETE ON conversation BEGIN
    INSERT INTO title_words (title_words, rowid, title) VALUES ('delete', old.key, old.title);
END;
"""

_VERSIONS: Final = (_FIRST,)
"""Scripts that lead from each version to the next; never changed once released, only added to."""

LATEST: Final = len(_VERSIONS)


class NewerSchemaError(Exception):
    """A newer Foretoken made this database."""


def migrate(connection: sqlite3.Connection) -> None:
    """Bring a database to the latest version, each step in one transaction.

    Raises NewerSchemaError, sqlite3.Error.
    """
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if version > LATEST:
        raise NewerSchemaError(f"version {version}, this program knows {LATEST}")
    for number in range(version, LATEST):
        try:
            connection.executescript(
                f"BEGIN IMMEDIATE;{_VERSIONS[number]}"
                f"PRAGMA application_id = {APPLICATION_ID};"
                f"PRAGMA user_version = {number + 1};COMMIT;"
            )
        except sqlite3.OperationalError:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            # Another connection may have taken this step while this one waited for it.
            if int(connection.execute("PRAGMA user_version").fetchone()[0]) <= number:
                raise
