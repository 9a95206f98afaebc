"""A conversation as Markdown: the branch that is shown, to be read and printed."""

import re
from collections.abc import Iterator
from datetime import datetime

from app.core.attachments import fenced
from app.core.conversations import MessageState, StoredConversation, StoredMessage
from app.core.message_tree import MessageTree

NAME_LETTERS = 60
_NO_NAME = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]+')
_HEADING = re.compile(r"([\\`*_\[\]<>#])")
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)


def markdown_of(
    one: StoredConversation, you: str = "You", model: str = "Foretoken", *, files: bool = True
) -> str:
    """Return the branch shown; whose words they are stands above each message.

    The text of attached files is there too, unless `files` is False.
    """
    return "\n\n".join(_parts(one, you, model, files=files)) + "\n"


def _parts(one: StoredConversation, you: str, model: str, *, files: bool) -> Iterator[str]:
    title = " ".join(one.summary.title.split())
    yield "# " + _HEADING.sub(r"\\\1", title)
    yield f"*{datetime.fromtimestamp(one.summary.created):%Y-%m-%d %H:%M}*"
    if one.system_prompt:
        yield "> " + one.system_prompt.replace("\n", "\n> ")
    tree = MessageTree(one.messages, one.leaf_id)
    for message in tree.path():
        yield f"## {you if message.role == 'user' else model}"
        for name, text in message.attachments if files else ():
            yield fenced(name, text)
        if message.text:
            yield message.text
        if note := _note(message):
            yield f"*{note}*"


def _note(message: StoredMessage) -> str:
    ended = message.state in (MessageState.STOPPED, MessageState.FAILED)
    note = " ".join(message.note.split()) or (message.state.value if ended else "")
    return _HEADING.sub(r"\\\1", note)


def file_name(title: str, suffix: str) -> str:
    """Return a name that every system's file system takes."""
    bare = " ".join(_NO_NAME.sub(" ", title).split()).strip(" .")[:NAME_LETTERS].strip(" .")
    if not bare or _RESERVED.fullmatch(bare):
        bare = f"conversation {bare}".strip()
    return bare + suffix
