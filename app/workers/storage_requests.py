"""What the store thread can be asked for: frozen values that know what to do with a store."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from typing import Protocol

from app.core.conversations import (
    ConversationSummary,
    Folder,
    SearchHit,
    StoredConversation,
    StoredMessage,
    TitleSource,
)
from app.store import backup
from app.store.chat_store import PAGE, ChatStore
from app.store.search import search


class Request(Protocol):
    """One thing to do on the store thread; may raise AppError."""

    def run(self, store: ChatStore) -> object:
        """Do it; what is returned is the answer."""
        ...


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the conversations in a folder, or in none, and all folders.

    Attributes:
        more: whether there may be others behind them.
    """

    conversations: tuple[ConversationSummary, ...]
    folders: tuple[Folder, ...]
    folder_id: str | None
    offset: int
    more: bool


@dataclass(frozen=True, slots=True)
class ReadPage:
    """Asks for a Page."""

    folder_id: str | None = None
    offset: int = 0
    limit: int = PAGE

    def run(self, store: ChatStore) -> Page:
        found = store.conversations(self.offset, self.limit, self.folder_id)
        more = len(found) == self.limit
        return Page(found, store.folders(), self.folder_id, self.offset, more)


@dataclass(frozen=True, slots=True)
class ReadConversation:
    """Asks for a StoredConversation, None if it is gone."""

    conversation_id: str

    def run(self, store: ChatStore) -> StoredConversation | None:
        return store.load(self.conversation_id)


@dataclass(frozen=True, slots=True)
class Search:
    """Asks for tuple[SearchHit, ...]; none once `cancel` is set."""

    text: str
    limit: int = 50
    cancel: Event = field(default_factory=Event, compare=False, repr=False)

    def run(self, store: ChatStore) -> tuple[SearchHit, ...]:
        return () if self.cancel.is_set() else search(store.connection, self.text, self.limit)


@dataclass(frozen=True, slots=True)
class SaveConversation:
    """Writes a new conversation, whole."""

    conversation: StoredConversation

    def run(self, store: ChatStore) -> None:
        store.save(self.conversation)


@dataclass(frozen=True, slots=True)
class AddTurn:
    """Appends messages, in one transaction."""

    conversation_id: str
    messages: tuple[StoredMessage, ...]

    def run(self, store: ChatStore) -> None:
        store.add_turn(self.conversation_id, self.messages)


@dataclass(frozen=True, slots=True)
class SavePartial:
    """Keeps what has come of a streaming answer."""

    message_id: str
    text: str

    def run(self, store: ChatStore) -> None:
        store.save_partial(self.message_id, self.text)


@dataclass(frozen=True, slots=True)
class FinishMessage:
    """Writes what a message has come to."""

    message: StoredMessage

    def run(self, store: ChatStore) -> None:
        store.finish(self.message)


@dataclass(frozen=True, slots=True)
class RemoveMessages:
    """Deletes messages."""

    conversation_id: str
    message_ids: tuple[str, ...]
    leaf_id: str | None

    def run(self, store: ChatStore) -> None:
        store.remove_messages(self.conversation_id, self.message_ids, self.leaf_id)


@dataclass(frozen=True, slots=True)
class PutBack:
    """Brings removed messages back."""

    conversation_id: str
    messages: tuple[StoredMessage, ...]
    leaf_id: str | None

    def run(self, store: ChatStore) -> None:
        store.put_back(self.conversation_id, self.messages, self.leaf_id)


@dataclass(frozen=True, slots=True)
class Rename:
    """Names a conversation; answers whether that was allowed."""

    conversation_id: str
    title: str
    source: TitleSource

    def run(self, store: ChatStore) -> bool:
        return store.rename(self.conversation_id, self.title, self.source)


@dataclass(frozen=True, slots=True)
class Keep:
    """Writes those of a conversation's small things that are not None.

    Attributes:
        folder_id: "" puts it into none. leaf_id: the branch that is shown.
        prompt: system prompt and sampling.
    """

    conversation_id: str
    pinned: bool | None = None
    folder_id: str | None = None
    leaf_id: str | None = None
    draft: str | None = None
    origins: bool | None = None
    prompt: tuple[str, tuple[tuple[str, float], ...]] | None = None

    def run(self, store: ChatStore) -> None:
        name = self.conversation_id
        if self.pinned is not None:
            store.pin(name, self.pinned)
        if self.folder_id is not None:
            store.move(name, self.folder_id or None)
        if self.leaf_id is not None:
            store.set_leaf(name, self.leaf_id)
        if self.draft is not None:
            store.set_draft(name, self.draft)
        if self.origins is not None:
            store.set_origins(name, self.origins)
        if self.prompt is not None:
            store.set_prompt(name, *self.prompt)


@dataclass(frozen=True, slots=True)
class Delete:
    """Hides conversations until they are restored or purged."""

    conversation_ids: Sequence[str]

    def run(self, store: ChatStore) -> None:
        store.delete(self.conversation_ids)


@dataclass(frozen=True, slots=True)
class Restore:
    """Brings deleted conversations back."""

    conversation_ids: Sequence[str]

    def run(self, store: ChatStore) -> None:
        store.restore(self.conversation_ids)


@dataclass(frozen=True, slots=True)
class SaveFolder:
    """Makes, names or places a folder."""

    folder: Folder

    def run(self, store: ChatStore) -> None:
        store.save_folder(self.folder)


@dataclass(frozen=True, slots=True)
class DeleteFolder:
    """Deletes a folder, not what is in it."""

    folder_id: str

    def run(self, store: ChatStore) -> None:
        store.delete_folder(self.folder_id)


@dataclass(frozen=True, slots=True)
class BackUp:
    """Copies the database."""

    destination: Path

    def run(self, store: ChatStore) -> None:
        backup.back_up(store.connection, self.destination)


@dataclass(frozen=True, slots=True)
class RestoreBackup:
    """Puts a backup in the database's place; answers where the one before lies now."""

    source: Path

    def run(self, store: ChatStore) -> Path | None:
        return store.replace_by(self.source)
