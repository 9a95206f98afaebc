"""Conversations, their trees of messages, and what belongs to them; one transaction a change."""

import json
import sqlite3
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from app.core.conversations import (
    ConversationSummary,
    Folder,
    MessageState,
    StoredConversation,
    StoredMessage,
    TitleSource,
)
from app.store import rows
from app.store.backup import check_backup, restore_backup
from app.store.database import open_database, transaction

PAGE = 200
"""Rows of the sidebar read at a time."""

CUT_NOTE = "Cut off when Foretoken ended."


class ChatStore:
    """The one connection to a database; used by the thread that made it.

    Attributes:
        set_aside: where a damaged database lies that was found in its place, else None.
        recovered: answers that a crash cut short; what had come of them is kept, as STOPPED.

    A guest works beside a window's own connection: it leaves what streams there, what was deleted
    and a damaged file as they are.

    Raises AppError when the database cannot be opened, and from every change that the disk does
    not take.
    """

    def __init__(
        self, path: Path, clock: Callable[[], float] = time.time, *, guest: bool = False
    ) -> None:
        opened = open_database(path, guest=guest)
        self.connection = opened.connection
        self.set_aside = opened.set_aside
        self._path = path
        self._clock = clock
        self._guest = guest
        self.recovered = 0 if guest else self._recover()

    def close(self) -> None:
        """Forget what was deleted, and close."""
        if not self._guest:
            self.purge(0.0)
        self.connection.close()

    def replace_by(self, source: Path) -> Path | None:
        """Put a backup in the database's place; return where the one before lies now.

        Raises AppError; then everything is as it was.
        """
        check_backup(source)
        self.close()
        try:
            return restore_backup(self._path, source)
        finally:
            self.connection = open_database(self._path).connection
            self._recover()

    def _recover(self) -> int:
        with transaction(self.connection) as db:
            return db.execute(
                "UPDATE message SET state = ?, note = ?, finished = created WHERE state = ?",
                (MessageState.STOPPED.value, CUT_NOTE, MessageState.STREAMING.value),
            ).rowcount

    # Conversations

    def conversations(
        self, offset: int = 0, limit: int = PAGE, folder_id: str | None = None
    ) -> tuple[ConversationSummary, ...]:
        """Return a page of those in a folder, or in none: pinned ones first, then the newest."""
        found = self.connection.execute(
            f"SELECT {rows.SUMMARY_COLUMNS} FROM conversation "
            "WHERE deleted IS NULL AND folder_id IS ? "
            "ORDER BY pinned DESC, updated DESC, key DESC LIMIT ? OFFSET ?",
            (folder_id, limit, offset),
        )
        return tuple(rows.summary_of(row) for row in found)

    def all_ids(self) -> tuple[str, ...]:
        """Return the names of all conversations, the oldest first."""
        found = self.connection.execute(
            "SELECT id FROM conversation WHERE deleted IS NULL ORDER BY created, key"
        )
        return tuple(row["id"] for row in found)

    def count(self) -> int:
        """Return how many conversations there are."""
        counted = "SELECT count(*) FROM conversation WHERE deleted IS NULL"
        return int(self.connection.execute(counted).fetchone()[0])

    def load(self, conversation_id: str) -> StoredConversation | None:
        """Return a whole conversation, None if there is none of this name."""
        row = self.connection.execute(
            "SELECT * FROM conversation WHERE id = ? AND deleted IS NULL", (conversation_id,)
        ).fetchone()
        if row is None:
            return None
        messages = self.connection.execute(
            f"SELECT {rows.MESSAGE_COLUMNS} FROM message WHERE conversation_key = ? ORDER BY key",
            (row["key"],),
        ).fetchall()
        return rows.conversation_of(row, messages)

    def save(self, conversation: StoredConversation) -> None:
        """Write a conversation that is new here, whole: an imported one, a copy, a first turn."""
        with transaction(self.connection) as db:
            self._insert(db, conversation)

    def _insert(self, db: sqlite3.Connection, conversation: StoredConversation) -> None:
        about = conversation.summary
        key = db.execute(
            "INSERT INTO conversation (id, title, title_source, folder_id, pinned, created, "
            "updated, leaf_id, system_prompt, settings, draft, origins) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                about.conversation_id,
                about.title,
                about.title_source.value,
                about.folder_id,
                about.pinned,
                about.created,
                about.updated,
                conversation.leaf_id,
                conversation.system_prompt,
                rows.numbers_text(conversation.settings),
                conversation.draft,
                conversation.origins,
            ),
        ).lastrowid
        self._insert_messages(db, key or 0, conversation.messages)

    @staticmethod
    def _insert_messages(
        db: sqlite3.Connection, key: int, messages: Sequence[StoredMessage]
    ) -> None:
        db.executemany(
            f"INSERT INTO message (conversation_key, {rows.MESSAGE_COLUMNS}) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [(key, *rows.message_values(message)) for message in messages],
        )

    def knows(self, conversation_id: str) -> bool:
        """Whether there is a conversation of this name, also one that was just deleted."""
        found = self.connection.execute(
            "SELECT 1 FROM conversation WHERE id = ?", (conversation_id,)
        )
        return found.fetchone() is not None

    def knows_message(self, message_ids: Iterable[str]) -> bool:
        """Whether any of these messages is in a conversation already."""
        found = self.connection.execute(
            "SELECT 1 FROM message WHERE id IN (SELECT value FROM json_each(?)) LIMIT 1",
            (json.dumps(list(message_ids)),),
        )
        return found.fetchone() is not None

    def rename(self, conversation_id: str, title: str, source: TitleSource) -> bool:
        """Name a conversation, unless the user did and `source` is another; say if it was done."""
        with transaction(self.connection) as db:
            changed = db.execute(
                "UPDATE conversation SET title = ?1, title_source = ?2 WHERE id = ?3 "
                "AND (title_source <> 'user' OR ?2 = 'user')",
                (title, source.value, conversation_id),
            )
            return changed.rowcount == 1

    def pin(self, conversation_id: str, pinned: bool) -> None:
        """Keep a conversation at the top, or no longer."""
        self._set(conversation_id, "pinned", int(pinned))

    def move(self, conversation_id: str, folder_id: str | None) -> None:
        """Put a conversation into a folder, or out of all."""
        self._set(conversation_id, "folder_id", folder_id)

    def set_draft(self, conversation_id: str, draft: str) -> None:
        """Keep what stands in the composer."""
        self._set(conversation_id, "draft", draft)

    def set_leaf(self, conversation_id: str, leaf_id: str | None) -> None:
        """Keep which branch is shown."""
        self._set(conversation_id, "leaf_id", leaf_id)

    def set_origins(self, conversation_id: str, shown: bool) -> None:
        """Keep whether tokens show where they came from."""
        self._set(conversation_id, "origins", int(shown))

    def set_prompt(
        self, conversation_id: str, system_prompt: str, settings: Sequence[tuple[str, float]]
    ) -> None:
        """Keep the conversation's own system prompt and sampling."""
        with transaction(self.connection) as db:
            db.execute(
                "UPDATE conversation SET system_prompt = ?, settings = ? WHERE id = ?",
                (system_prompt, rows.numbers_text(settings), conversation_id),
            )

    def _set(self, conversation_id: str, column: str, value: object) -> None:
        with transaction(self.connection) as db:
            db.execute(
                f"UPDATE conversation SET {column} = ? WHERE id = ?", (value, conversation_id)
            )

    def delete(self, conversation_ids: Sequence[str]) -> None:
        """Hide conversations; `restore` brings them back until they are purged."""
        now = self._clock()
        with transaction(self.connection) as db:
            db.executemany(
                "UPDATE conversation SET deleted = ? WHERE id = ?",
                [(now, each) for each in conversation_ids],
            )

    def restore(self, conversation_ids: Sequence[str]) -> None:
        """Bring deleted conversations back."""
        with transaction(self.connection) as db:
            db.executemany(
                "UPDATE conversation SET deleted = NULL WHERE id = ?",
                [(each,) for each in conversation_ids],
            )

    def purge(self, older_than: float) -> int:
        """Really delete what was deleted `older_than` seconds ago; return how many."""
        with transaction(self.connection) as db:
            return db.execute(
                "DELETE FROM conversation WHERE deleted <= ?", (self._clock() - older_than,)
            ).rowcount

    # Folders

    def folders(self) -> tuple[Folder, ...]:
        """Return all folders in their order."""
        found = self.connection.execute("SELECT id, name, position FROM folder ORDER BY position")
        return tuple(Folder(*row) for row in found)

    def save_folder(self, folder: Folder) -> None:
        """Make a folder, or name and place it anew."""
        with transaction(self.connection) as db:
            db.execute(
                "INSERT INTO folder (id, name, position) VALUES (?, ?, ?) ON CONFLICT (id) "
                "DO UPDATE SET name = excluded.name, position = excluded.position",
                (folder.folder_id, folder.name, folder.position),
            )

    def delete_folder(self, folder_id: str) -> None:
        """Delete a folder; its conversations stay, in none."""
        with transaction(self.connection) as db:
            db.execute("DELETE FROM folder WHERE id = ?", (folder_id,))

    # Messages

    def add_turn(self, conversation_id: str, messages: Sequence[StoredMessage]) -> None:
        """Append messages, the last one being the branch that is shown from now on.

        Raises KeyError for a conversation that is not there.
        """
        with transaction(self.connection) as db:
            self._insert_messages(db, self._key(conversation_id), messages)
            db.execute(
                "UPDATE conversation SET leaf_id = ?, updated = ?, draft = '' WHERE id = ?",
                (messages[-1].message_id, self._clock(), conversation_id),
            )

    def _key(self, conversation_id: str) -> int:
        row = self.connection.execute(
            "SELECT key FROM conversation WHERE id = ?", (conversation_id,)
        ).fetchone()
        if row is None:
            raise KeyError(conversation_id)
        return int(row["key"])

    def save_partial(self, message_id: str, text: str) -> None:
        """Keep what has come of a streaming answer; one that has ended stays as it is."""
        with transaction(self.connection) as db:
            db.execute(
                "UPDATE message SET text = ? WHERE id = ? AND state = ?",
                (text, message_id, MessageState.STREAMING.value),
            )

    def finish(self, message: StoredMessage) -> None:
        """Write what a message has come to: an answer that ended, a text that was edited."""
        with transaction(self.connection) as db:
            db.execute(
                "UPDATE message SET text = ?, state = ?, note = ?, finished = ?, turn = ?, "
                "origins = ? WHERE id = ?",
                (
                    message.text,
                    message.state.value,
                    message.note,
                    message.finished,
                    None if message.turn is None else rows.turn_text(message.turn),
                    message.origins,
                    message.message_id,
                ),
            )
            db.execute(
                "UPDATE conversation SET updated = ? WHERE key = "
                "(SELECT conversation_key FROM message WHERE id = ?)",
                (self._clock(), message.message_id),
            )

    def remove_messages(
        self, conversation_id: str, message_ids: Sequence[str], leaf_id: str | None
    ) -> None:
        """Delete messages and show the branch that ends in `leaf_id`."""
        with transaction(self.connection) as db:
            db.executemany("DELETE FROM message WHERE id = ?", [(each,) for each in message_ids])
            db.execute(
                "UPDATE conversation SET leaf_id = ? WHERE id = ?", (leaf_id, conversation_id)
            )

    def put_back(
        self, conversation_id: str, messages: Sequence[StoredMessage], leaf_id: str | None
    ) -> None:
        """Bring removed messages back, parents first, and show the branch that ends in `leaf_id`.

        They come after those made since, so that versions may change their places.
        """
        with transaction(self.connection) as db:
            self._insert_messages(db, self._key(conversation_id), messages)
            db.execute(
                "UPDATE conversation SET leaf_id = ? WHERE id = ?", (leaf_id, conversation_id)
            )
