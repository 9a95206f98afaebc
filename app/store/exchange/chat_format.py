"""The file of conversations: a JSON object whose every field is named, bounded and explained here.

packaging/chat_page.py writes resources/help/chat-format.md from it.
"""

from typing import Final

from app.core.conversations import MessageState, TitleSource
from app.core.json_bounds import Bounds
from app.core.json_shape import Field, Flag, List, Number, Or, Record, Text, Whole, Word
from app.core.trace_format import STATISTICS

FORMAT: Final = "foretoken-conversations"
VERSION: Final = 1
"""Raised when a field changes its meaning or goes; files of a later version are refused."""

MAX_CONVERSATION: Final = 64 * 2**20
"""Bytes of one conversation; of them a file may hold any number."""

MAX_MESSAGES: Final = 100_000
BOUNDS: Final = Bounds(containers=1_000_000, commas=4_000_000, depth=64)
"""Of one conversation: more than any has."""

_NAME, _LINE, _LONG = Text(1000), Text(10_000), Text(16_000_000)
_TIME = Number(-1e12, 1e12)
_ID = Text(200)

_SETTING = Record(
    "setting",
    (
        Field("name", _NAME, "as in the trace's `sampling`"),
        Field("value", Number(-1e300, 1e300), "of it"),
    ),
)

_MARKS = Record(
    "thinking",
    (
        Field("opening", _LINE, "before the thinking"),
        Field("closing", _LINE, "behind it"),
        Field("heading", _LINE, "what follows the opening and belongs to it; empty for nothing"),
        Field("begun", Flag(), "whether the prompt ends behind the opening"),
    ),
)

_TURN = Record(
    "turn",
    (
        Field("method", _NAME, "by which it was decoded"),
        Field("target", _LINE, "the target's file name; empty where it is not known"),
        Field("drafter", _LINE, "the drafter's file name; empty without one"),
        Field("settings", List(_SETTING, 100), "the sampling in force"),
        Field("statistics", Or(STATISTICS), "what it cost and how its draft tokens fared"),
        Field("plain_seconds", Or(Number(0.0)), "as many tokens without drafts; null if unknown"),
        Field("thinking", Or(_MARKS), "how its text marks what was thought; null if nothing was"),
        Field("thinking_seconds", Number(0.0), "until the thinking was over"),
        Field("left_out", Whole(), "oldest questions for which the context had no room"),
    ),
)

_ATTACHMENT = Record(
    "attachment",
    (
        Field("name", _LINE, "of the file, without its folder"),
        Field("text", _LONG, "what the model read of it"),
    ),
)

_MESSAGE = Record(
    "message",
    (
        Field("id", _ID, "unique in the file"),
        Field("parent", Or(_ID), "the message it follows, which stands before it; null begins"),
        Field("role", Word(("user", "assistant")), "whose words"),
        Field("text", _LONG, "as it was written, Markdown"),
        Field("state", Word(tuple(MessageState)), "how it ended; streaming ones were not complete"),
        Field("note", _LINE, "the line below it"),
        Field("created", _TIME, "seconds since 1970"),
        Field("finished", Or(_TIME), "seconds since 1970; null if it did not"),
        Field("turn", Or(_TURN), "how an answer was made; null for anything else"),
        Field("origins", _LONG, "where its tokens came from: base64 of Foretoken's own columns"),
        Field("attachments", List(_ATTACHMENT, 1000), "files sent along"),
    ),
)

CONVERSATION: Final = Record(
    "conversation",
    (
        Field("id", _ID, "one that is there already is not imported again"),
        Field("title", _LINE, "in the sidebar"),
        Field("title_source", Word(tuple(TitleSource)), "who gave it; a user's is never replaced"),
        Field("folder", Or(_ID), "the id of its folder"),
        Field("pinned", Flag(), "whether it stays at the top"),
        Field("created", _TIME, "seconds since 1970"),
        Field("updated", _TIME, "seconds since 1970"),
        Field("leaf", Or(_ID), "the last message of the branch shown"),
        Field("system_prompt", _LONG, "empty for none"),
        Field("settings", List(_SETTING, 100), "its own sampling; empty for the window's"),
        Field("draft", _LONG, "what stood in the composer"),
        Field("show_origins", Flag(), "whether tokens show where they came from"),
        Field("messages", List(_MESSAGE, MAX_MESSAGES), "the whole tree, parents first"),
    ),
)

FOLDER: Final = Record(
    "folder",
    (
        Field("id", _ID, "unique in the file"),
        Field("name", _LINE, "in the sidebar"),
        Field("position", Whole(0, 1_000_000), "in the order of the sidebar"),
    ),
)

FILE: Final = Record(
    "file",
    (
        Field("format", Word((FORMAT,)), "says what the file is"),
        Field("version", Whole(1, VERSION), "of this format"),
        Field("folders", List(FOLDER, 100_000), "that conversations are in"),
        Field("conversations", List(CONVERSATION, 10_000_000), "each on a line of its own"),
    ),
)
