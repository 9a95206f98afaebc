"""The conversation that is shown: entries that the transcript mirrors, on a tree of messages."""

import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import Enum, auto

from app.core.attachments import with_attachments
from app.core.conversations import (
    ConversationSummary,
    MessageState,
    StoredConversation,
    StoredMessage,
    TitleSource,
    Turn,
)
from app.core.message_tree import MessageTree
from app.core.messages import Message, Role
from app.core.thinking import divide
from app.core.token_codec import decode, encode
from app.core.token_map import TokenMap

TITLE_LETTERS = 48


class EntryState(Enum):
    """How far an entry has come."""

    WAITING = auto()
    STREAMING = auto()
    DONE = auto()
    STOPPED = auto()
    FAILED = auto()


_KEPT_AS = {
    EntryState.WAITING: MessageState.STREAMING,
    EntryState.STREAMING: MessageState.STREAMING,
    EntryState.DONE: MessageState.DONE,
    EntryState.STOPPED: MessageState.STOPPED,
    EntryState.FAILED: MessageState.FAILED,
}
_SHOWN_AS = {
    MessageState.STREAMING: EntryState.STOPPED,
    MessageState.DONE: EntryState.DONE,
    MessageState.STOPPED: EntryState.STOPPED,
    MessageState.FAILED: EntryState.FAILED,
}


@dataclass(slots=True)
class Entry:
    """One message as the transcript shows it.

    Attributes:
        note: a line below the text: what it cost, why it ends early, what files went with it.
        attachments: (name, text) of these files.
        tokens: where each one of an answer came from; may be ahead of a text shown at a pace.
        version, versions: which of how many messages in this place it is, from 1.
    """

    role: Role
    text: str = ""
    state: EntryState = EntryState.DONE
    note: str = ""
    tokens: TokenMap = field(default_factory=TokenMap, compare=False, repr=False)
    message_id: str = field(default_factory=lambda: uuid.uuid4().hex, compare=False)
    parent_id: str | None = field(default=None, compare=False)
    created: float = field(default_factory=time.time, compare=False)
    turn: Turn | None = field(default=None, compare=False, repr=False)
    attachments: tuple[tuple[str, str], ...] = field(default=(), compare=False, repr=False)
    version: int = 1
    versions: int = 1

    @property
    def open(self) -> bool:
        """Whether more may come."""
        return self.state in (EntryState.WAITING, EntryState.STREAMING)

    def message(self) -> Message:
        """Return what the model reads: files before a question, an answer's thinking apart."""
        found = divide(self.text, self.turn.thinking if self.turn is not None else None)
        content = with_attachments(found.answered(self.text), self.attachments)
        return Message(self.role, content, found.thinking(self.text))

    def stored(self) -> StoredMessage:
        """Return what is kept of it."""
        return StoredMessage(
            self.message_id,
            self.parent_id,
            self.role,
            self.text,
            _KEPT_AS[self.state],
            self.note,
            self.created,
            None if self.open else time.time(),
            self.turn,
            b"" if self.open else encode(self.tokens),
            self.attachments,
        )


def entry_of(message: StoredMessage) -> Entry:
    """Return the entry that shows a kept message."""
    return Entry(
        message.role,
        message.text,
        _SHOWN_AS[message.state],
        message.note,
        decode(message.origins),
        message.message_id,
        message.parent_id,
        message.created,
        message.turn,
        message.attachments,
    )


class Conversation:
    """One branch of a conversation as entries; edits and new answers make others.

    Attributes:
        entries: of the branch that is shown, in order.
        origins: whether tokens are shown by where they came from.
        source: whether answers are shown as the Markdown that they are; not kept.
        temporary: whether it is never kept.
    """

    def __init__(
        self,
        stored: StoredConversation | None = None,
        *,
        origins: bool = False,
        temporary: bool = False,
    ) -> None:
        now = time.time()
        self.summary = (
            stored.summary
            if stored is not None
            else ConversationSummary(
                uuid.uuid4().hex, "", TitleSource.NONE, None, False, created=now, updated=now
            )
        )
        self.origins = stored.origins if stored is not None else origins
        self.source = False
        self.temporary = temporary
        self.draft = stored.draft if stored is not None else ""
        self.system_prompt = stored.system_prompt if stored is not None else ""
        self.settings = stored.settings if stored is not None else ()
        messages = stored.messages if stored is not None else ()
        self._tree = MessageTree(messages, stored.leaf_id if stored is not None else None)
        self._entries: dict[str, Entry] = {}
        self.entries: list[Entry] = []
        self._follow()

    @property
    def conversation_id(self) -> str:
        """Its name in the store."""
        return self.summary.conversation_id

    @property
    def leaf_id(self) -> str | None:
        """The last message of the branch shown."""
        return self._tree.leaf_id

    def _follow(self) -> None:
        """Show the branch that ends in the tree's leaf."""
        self.entries = [self._entry(message) for message in self._tree.path()]

    def _entry(self, message: StoredMessage) -> Entry:
        entry = self._entries.get(message.message_id)
        if entry is None:
            entry = self._entries[message.message_id] = entry_of(message)
        versions = self._tree.siblings(message.message_id)
        entry.version = versions.index(message.message_id) + 1
        entry.versions = len(versions)
        return entry

    def _append(self, entry: Entry) -> Entry:
        self._entries[entry.message_id] = entry
        self._tree.append(replace(entry.stored(), origins=b""))
        return entry

    def ask(
        self, text: str, attachments: tuple[tuple[str, str], ...] = (), note: str = ""
    ) -> tuple[Entry, Entry]:
        """Append a question, files (name, text) with it, and its answer to be; return both."""
        return self._ask(
            Entry("user", text, note=note, parent_id=self._tree.leaf_id, attachments=attachments)
        )

    def _ask(self, question: Entry) -> tuple[Entry, Entry]:
        self._append(question)
        answer = self.answer(question)
        return question, answer

    def answer(self, question: Entry, text: str = "") -> Entry:
        """Append another answer to a question, one that begins with `text`; return it."""
        answer = Entry("assistant", text, EntryState.WAITING, parent_id=question.message_id)
        self._append(answer)
        self._follow()
        return answer

    def ask_otherwise(self, question: Entry, text: str) -> tuple[Entry, Entry]:
        """Ask something else in the place of a question, of the same files.

        Returns both messages of the branch.
        """
        return self._ask(
            Entry(
                "user",
                text,
                note=question.note,
                parent_id=question.parent_id,
                attachments=question.attachments,
            )
        )

    def rewrite(self, answer: Entry, text: str) -> Entry:
        """Put an answer of the user's own beside one; return it."""
        written = Entry("assistant", text, parent_id=answer.parent_id)
        self._append(written)
        self._follow()
        return written

    def question_of(self, answer: Entry) -> Entry | None:
        """Return what an answer answers."""
        return self._entries.get(answer.parent_id or "")

    def settle(self, entry: Entry) -> StoredMessage:
        """Take what an entry has come to into the tree; return it."""
        stored = entry.stored()
        self._tree.replace(stored)
        return stored

    def step(self, entry: Entry, by: int) -> bool:
        """Show the version of an entry `by` places further on; False if there is none."""
        stepped = self._tree.step(entry.message_id, by) is not None
        if stepped:
            self._follow()
        return stepped

    def show(self, message_id: str) -> bool:
        """Show the branch through a message; False if it is not of this conversation."""
        if message_id not in self._tree:
            return False
        if all(entry.message_id != message_id for entry in self.entries):
            self._tree.show(message_id)
            self._follow()
        return True

    def remove(self, entry: Entry) -> tuple[StoredMessage, ...]:
        """Take a message out, with all that follows it on every branch; return them."""
        gone = tuple(self._tree[each] for each in self._tree.branch(entry.message_id))
        for message in gone:
            self._entries.pop(message.message_id, None)
        self._tree.remove(entry.message_id)
        self._follow()
        return gone

    def put_back(self, messages: Sequence[StoredMessage], leaf_id: str | None) -> None:
        """Bring removed messages back, and show the branch that was shown then."""
        for message in messages:
            self._tree.append(message)
        self._tree.leaf_id = leaf_id
        self._follow()

    def messages(self) -> tuple[Message, ...]:
        """Return what the model reads: all that was answered, then the open question.

        A question whose answer failed before its first word is left out: chat templates want the
        roles to alternate.
        """
        kept: list[Entry] = []
        for entry in self.entries:
            if entry.role == "assistant" and entry.state is EntryState.WAITING:
                continue
            if entry.role == "assistant" and not entry.text:
                if kept and kept[-1].role == "user":
                    kept.pop()
                continue
            kept.append(entry)
        system = (Message("system", self.system_prompt),) if self.system_prompt else ()
        return system + tuple(entry.message() for entry in kept)

    def stored(self) -> StoredConversation:
        """Return all of it, to be kept."""
        self.summary = replace(self.summary, updated=time.time())
        return StoredConversation(
            self.summary,
            self._tree.messages(),
            self._tree.leaf_id,
            self.system_prompt,
            self.settings,
            self.draft,
            self.origins,
        )


def title_from(text: str) -> str:
    """Return a title made of a question's first words."""
    line = " ".join(text.split())
    if len(line) <= TITLE_LETTERS:
        return line
    cut = line[:TITLE_LETTERS]
    return (cut.rsplit(" ", 1)[0] if " " in cut[12:] else cut).rstrip(" ,;:.") + "…"
