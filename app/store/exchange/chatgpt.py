"""A conversation of ChatGPT's export (conversations.json): a mapping of nodes, branches kept."""

import uuid
from collections.abc import Iterator
from typing import Final

from app.core.conversations import (
    ConversationSummary,
    StoredConversation,
    TitleSource,
)
from app.core.messages import Role
from app.store.exchange.arranging import Node, arranged, title_of
from app.store.exchange.plain_values import Plain, mapping, number, sequence, text

_ROLES: Final[dict[object, Role]] = {"user": "user", "assistant": "assistant", "system": "system"}
_UNSHOWN: Final = frozenset(
    {"thoughts", "reasoning_recap", "user_editable_context", "model_editable_context"}
)


def is_chatgpt(raw: Plain) -> bool:
    """Whether this is a conversation of ChatGPT's export."""
    return isinstance(raw.get("mapping"), dict)


def chatgpt_conversation(raw: Plain) -> StoredConversation:
    """Return the conversation: user's and assistant's words; tools and thoughts are left out."""
    tree = arranged(_nodes(mapping(raw["mapping"])))
    created = number(raw.get("create_time"))
    title = title_of(raw.get("title"), tree.messages)
    name = text(raw.get("conversation_id")) or text(raw.get("id")) or uuid.uuid4().hex
    return StoredConversation(
        ConversationSummary(
            name,
            title,
            TitleSource.USER if text(raw.get("title")) else TitleSource.WORDS,
            None,
            False,
            created,
            number(raw.get("update_time")) or created,
        ),
        tree.messages,
        tree.renamed.get(text(raw.get("current_node"))),
        tree.system_prompt,
    )


def _nodes(found: Plain) -> Iterator[Node]:
    for name, value in found.items():
        node = mapping(value)
        message = mapping(node.get("message"))
        hidden = mapping(message.get("metadata")).get("is_visually_hidden_from_conversation")
        # A recipient other than all is a tool, whose call no user has seen.
        shown = not hidden and message.get("recipient", "all") == "all"
        role = _ROLES.get(text(mapping(message.get("author")).get("role")))
        yield Node(
            text(name),
            text(node.get("parent")) or None,
            role if shown else None,
            _words(mapping(message.get("content"))),
            number(message.get("create_time")),
        )


def _words(content: Plain) -> str:
    kind = text(content.get("content_type"))
    if kind in _UNSHOWN:
        return ""
    if kind == "code":
        language = text(content.get("language"))
        return f"```{language if language.isalnum() else ''}\n{text(content.get('text'))}\n```"
    parts = [_part(part) for part in sequence(content.get("parts"))]
    return "\n\n".join(part for part in parts if part) or text(content.get("text"))


def _part(part: object) -> str:
    """Return a part's words; pictures and sounds are not in the file."""
    if isinstance(part, str):
        return text(part)
    found = mapping(part)
    if said := text(found.get("text")):
        return said
    kind = text(found.get("content_type"))
    return "[image]" if "image" in kind else "[audio]" if "audio" in kind else ""
