"""A conversation of the llama.cpp web UI (its tools/ui, database.d.ts)."""

import uuid
from collections.abc import Iterator
from typing import Final

from app.core.conversations import ConversationSummary, StoredConversation, TitleSource
from app.core.messages import Role
from app.store.exchange.arranging import Node, arranged, title_of
from app.store.exchange.plain_values import Plain, mapping, number, sequence, text

_ROLES: Final[dict[object, Role]] = {"user": "user", "assistant": "assistant", "system": "system"}
_WITH_TEXT: Final = frozenset({"TEXT", "PDF", "context", "MCP_RESOURCE", "MCP_PROMPT"})
"""Of an attachment's types those whose words the model reads."""


def is_llama_web(raw: Plain) -> bool:
    """Whether this is a conversation as the web UI writes them."""
    return isinstance(raw.get("conv"), dict) and isinstance(raw.get("messages"), list)


def llama_web_conversation(raw: Plain) -> StoredConversation:
    """Return the conversation, all of its branches; tools and thoughts are left out."""
    about = mapping(raw["conv"])
    tree = arranged(_nodes(sequence(raw["messages"])))
    created = min((message.created for message in tree.messages), default=0.0)
    return StoredConversation(
        ConversationSummary(
            text(about.get("id")) or uuid.uuid4().hex,
            title_of(about.get("name"), tree.messages),
            TitleSource.USER if text(about.get("name")) else TitleSource.WORDS,
            None,
            about.get("pinned") is True,
            created,
            number(about.get("lastModified")) / 1000 or created,
        ),
        tree.messages,
        tree.renamed.get(text(about.get("currNode"))),
        tree.system_prompt,
    )


def _nodes(found: list[object]) -> Iterator[Node]:
    for value in found:
        message = mapping(value)
        role = _ROLES.get(text(message.get("role")))
        root = message.get("type") == "root"
        yield Node(
            text(message.get("id")),
            text(message.get("parent")) or None,
            None if root else role,
            text(message.get("content")),
            number(message.get("timestamp")) / 1000,
            tuple(_attachments(sequence(message.get("extra")))),
        )


def _attachments(found: list[object]) -> Iterator[tuple[str, str]]:
    for value in found:
        extra = mapping(value)
        words = text(extra.get("content"))
        if text(extra.get("type")) in _WITH_TEXT and words:
            yield text(extra.get("name")) or "text", words
