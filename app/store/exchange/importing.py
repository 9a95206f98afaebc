"""Puts the conversations of a file into the store, one transaction each."""

import time
import uuid
from dataclasses import dataclass, replace
from pathlib import Path

from app.core.conversations import Folder, StoredConversation
from app.core.errors import AppError
from app.core.message_tree import MessageTree
from app.store.chat_store import ChatStore
from app.store.exchange.reading import read_conversations
from app.store.exchange.watch import GivenUpError, Watch


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of importing.

    Attributes:
        new: conversations that are there now. known: were there already, and stayed as they were.
        refused: could not be read. problem: what was wrong with the first of these.
        cancelled: whether the user gave up before the end.
    """

    new: int = 0
    known: int = 0
    refused: int = 0
    problem: str = ""
    cancelled: bool = False


def import_file(store: ChatStore, path: Path, watch: Watch) -> Imported:
    """Import a file; what cannot be read of it is counted, and the rest comes in.

    Raises AppError when nothing of it can be read, or the disk does not take it.
    """
    new = known = refused = 0
    problem, cancelled = "", False
    try:
        for found in read_conversations(path):
            watch.step(found.done)
            match found.item:
                case Folder() as folder:
                    _take_folder(store, folder)
                case StoredConversation() as one:
                    if arrives(store, one):
                        new += 1
                    else:
                        known += 1
                case str() as words:
                    refused += 1
                    problem = problem or words
    except GivenUpError:
        cancelled = True
    if refused and not (new or known):
        raise AppError(f"Nothing of {path.name} could be imported. {problem}")
    return Imported(new, known, refused, problem, cancelled)


def _take_folder(store: ChatStore, folder: Folder) -> None:
    if all(one.folder_id != folder.folder_id for one in store.folders()):
        store.save_folder(replace(folder, position=len(store.folders())))


def arrives(store: ChatStore, one: StoredConversation) -> bool:
    """Save a conversation that is new here; return False for one that is there already.

    Its messages get other names where another conversation has theirs.
    """
    about = one.summary
    if store.knows(about.conversation_id):
        return False
    names = [message.message_id for message in one.messages]
    if store.knows_message(names):
        one = renamed(one)
    if about.folder_id is not None and all(
        folder.folder_id != about.folder_id for folder in store.folders()
    ):
        about = replace(about, folder_id=None)
    if not about.created:
        now = time.time()
        about = replace(about, created=now, updated=about.updated or now)
    # Of a circle, or of an end that is not there, nothing could be shown.
    tree = MessageTree(one.messages, one.leaf_id)
    store.save(replace(one, summary=about, leaf_id=tree.leaf_id))
    return True


def renamed(one: StoredConversation) -> StoredConversation:
    """Return a conversation whose messages have names that nobody has."""
    names = {message.message_id: uuid.uuid4().hex for message in one.messages}
    messages = tuple(
        replace(
            message,
            message_id=names[message.message_id],
            parent_id=names.get(message.parent_id or ""),
        )
        for message in one.messages
    )
    return replace(one, messages=messages, leaf_id=names.get(one.leaf_id or ""))
