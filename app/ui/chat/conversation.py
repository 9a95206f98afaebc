"""A conversation in memory: plain values that the transcript mirrors."""

from dataclasses import dataclass, field
from enum import Enum, auto

from app.core.messages import Message, Role
from app.core.token_map import TokenMap


class EntryState(Enum):
    """How far an entry has come."""

    WAITING = auto()
    STREAMING = auto()
    DONE = auto()
    STOPPED = auto()
    FAILED = auto()


@dataclass(slots=True)
class Entry:
    """One message as the transcript shows it.

    Attributes:
        note: a line below the text: what it cost, or why it ends early.
        tokens: where each one of an answer came from; may be ahead of a text shown at a pace.
    """

    role: Role
    text: str = ""
    state: EntryState = EntryState.DONE
    note: str = ""
    tokens: TokenMap = field(default_factory=TokenMap, compare=False, repr=False)


@dataclass(slots=True)
class Conversation:
    """Entries in order; an answer follows its question.

    Attributes:
        origins: whether tokens are shown by where they came from.
    """

    entries: list[Entry] = field(default_factory=list)
    origins: bool = False

    def ask(self, text: str) -> tuple[Entry, Entry]:
        """Append a question and its answer to be; return both."""
        question = Entry("user", text)
        answer = Entry("assistant", state=EntryState.WAITING)
        self.entries += (question, answer)
        return question, answer

    def messages(self) -> tuple[Message, ...]:
        """Return what the model reads: all that was answered, then the open question.

        A question whose answer failed before its first word is left out: chat templates want the
        roles to alternate.
        """
        kept: list[Entry] = []
        for entry in self.entries:
            if entry.role == "assistant" and not entry.text:
                if entry.state is EntryState.WAITING:
                    continue
                if kept and kept[-1].role == "user":
                    kept.pop()
                continue
            kept.append(entry)
        return tuple(Message(entry.role, entry.text) for entry in kept)
