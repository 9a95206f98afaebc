"""What is kept of conversations: plain values that cross threads and files."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from app.core.messages import Role
from app.core.stats import Statistics
from app.core.thinking import ThinkingMarks


class MessageState(StrEnum):
    """How a message stands; an answer found STREAMING at start-up was cut by a crash."""

    DONE = "done"
    STREAMING = "streaming"
    STOPPED = "stopped"
    FAILED = "failed"


class TitleSource(StrEnum):
    """Who gave a conversation its title; a user's is never replaced."""

    NONE = "none"
    WORDS = "words"
    MODEL = "model"
    USER = "user"


@dataclass(frozen=True, slots=True)
class Turn:
    """How an answer was made.

    Attributes:
        method: an app.core.pairs.Method. target, drafter: names of the files.
        settings: the sampling in force, as (name, value).
        plain_seconds: what as many tokens would have taken without drafts, None if not known.
        thinking: how the answer marks what is thought before it; None if nothing is.
        thinking_seconds: until the thinking was over.
        left_out: oldest questions, each with its answer, that the context had no room for.
    """

    method: str = ""
    target: str = ""
    drafter: str = ""
    settings: tuple[tuple[str, float], ...] = ()
    statistics: Statistics | None = None
    plain_seconds: float | None = None
    thinking: ThinkingMarks | None = None
    thinking_seconds: float = 0.0
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class StoredMessage:
    """One message of a conversation's tree.

    Attributes:
        message_id: unique, never used again. parent_id: what it follows; None begins the tree.
        note: the line below it. created, finished: seconds since the epoch; None while it streams.
        origins: of an answer's tokens, see core.token_codec; empty for none.
        attachments: (name, text) of files sent along.
    """

    message_id: str
    parent_id: str | None
    role: Role
    text: str
    state: MessageState = MessageState.DONE
    note: str = ""
    created: float = 0.0
    finished: float | None = None
    turn: Turn | None = None
    origins: bytes = b""
    attachments: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Folder:
    """A named group of conversations; `position` orders them."""

    folder_id: str
    name: str
    position: int = 0


@dataclass(frozen=True, slots=True)
class ConversationSummary:
    """A row of the sidebar."""

    conversation_id: str
    title: str
    title_source: TitleSource
    folder_id: str | None
    pinned: bool
    created: float
    updated: float


@dataclass(frozen=True, slots=True)
class StoredConversation:
    """A whole conversation.

    Attributes:
        messages: in the order of their making, a parent before its children.
        leaf_id: the last message of the branch that is shown, None for an empty conversation.
        system_prompt: "" for none. settings: its own sampling, as (name, value), empty for the
            window's.
        draft: what stood in the composer. origins: whether tokens show where they came from.
    """

    summary: ConversationSummary
    messages: tuple[StoredMessage, ...] = ()
    leaf_id: str | None = None
    system_prompt: str = ""
    settings: tuple[tuple[str, float], ...] = ()
    draft: str = ""
    origins: bool = False


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A message, or a title, that holds what was looked for.

    Attributes:
        message_id: None for a title. excerpt: a piece of the text around the hits.
        marks: (start, end) of each hit in `excerpt`, in characters.
    """

    conversation_id: str
    title: str
    message_id: str | None
    role: Role | Literal["title"]
    excerpt: str
    marks: tuple[tuple[int, int], ...]
    updated: float
