"""A conversation as plain JSON values of Foretoken's format, and back."""

import base64
import binascii
import dataclasses
import math
from collections.abc import Sequence
from pathlib import PurePath
from typing import Any

from app.core.conversations import (
    ConversationSummary,
    Folder,
    MessageState,
    StoredConversation,
    StoredMessage,
    TitleSource,
    Turn,
)
from app.core.json_shape import Mismatch
from app.store.exchange.chat_format import CONVERSATION
from app.store.rows import turn_from

Plain = dict[str, Any]


def plain_conversation(one: StoredConversation) -> Plain:
    """Return what a file keeps of a conversation: all of it."""
    about = one.summary
    return {
        "id": about.conversation_id,
        "title": about.title,
        "title_source": about.title_source.value,
        "folder": about.folder_id,
        "pinned": about.pinned,
        "created": about.created,
        "updated": about.updated,
        "leaf": one.leaf_id,
        "system_prompt": one.system_prompt,
        "settings": _plain_settings(one.settings),
        "draft": one.draft,
        "show_origins": one.origins,
        "messages": [_plain_message(message) for message in one.messages],
    }


def plain_folder(folder: Folder) -> Plain:
    """Return what a file keeps of a folder."""
    return {"id": folder.folder_id, "name": folder.name, "position": folder.position}


def _plain_message(one: StoredMessage) -> Plain:
    return {
        "id": one.message_id,
        "parent": one.parent_id,
        "role": one.role,
        "text": one.text,
        "state": one.state.value,
        "note": one.note,
        "created": one.created,
        "finished": one.finished,
        "turn": None if one.turn is None else _plain_turn(one.turn),
        "origins": base64.b64encode(one.origins).decode(),
        "attachments": [{"name": name, "text": text} for name, text in one.attachments],
    }


def _plain_turn(turn: Turn) -> Plain:
    plain = dataclasses.asdict(turn)
    return plain | {
        "target": PurePath(turn.target).name,
        "drafter": PurePath(turn.drafter).name,
        "settings": _plain_settings(turn.settings),
    }


def _plain_settings(pairs: Sequence[tuple[str, float]]) -> list[Plain]:
    return [{"name": name, "value": value} for name, value in pairs if math.isfinite(value)]


def read_conversation(raw: Plain) -> StoredConversation:
    """Return the conversation that plain values are. Raises json_shape.Mismatch."""
    CONVERSATION.check(raw)
    messages = tuple(_message(one) for one in raw["messages"])
    names = {message.message_id for message in messages}
    if len(names) < len(messages):
        raise Mismatch("a list in which an id stands twice", "messages of different ids")
    summary = ConversationSummary(
        raw["id"],
        raw["title"],
        TitleSource(raw["title_source"]),
        raw["folder"],
        raw["pinned"],
        raw["created"],
        raw["updated"],
    )
    return StoredConversation(
        summary,
        messages,
        raw["leaf"],
        raw["system_prompt"],
        _settings(raw["settings"]),
        raw["draft"],
        raw["show_origins"],
    )


def _message(raw: Plain) -> StoredMessage:
    state = MessageState(raw["state"])
    try:
        origins = base64.b64decode(raw["origins"], validate=True)
    except (binascii.Error, ValueError):
        origins = b""
    return StoredMessage(
        raw["id"],
        raw["parent"],
        raw["role"],
        raw["text"],
        MessageState.STOPPED if state is MessageState.STREAMING else state,
        raw["note"],
        raw["created"],
        raw["finished"],
        None if raw["turn"] is None else _turn(raw["turn"]),
        origins,
        tuple((one["name"], one["text"]) for one in raw["attachments"]),
    )


def _turn(raw: Plain) -> Turn:
    return turn_from(raw | {"settings": _settings(raw["settings"])})


def _settings(raw: list[Plain]) -> tuple[tuple[str, float], ...]:
    return tuple((one["name"], float(one["value"])) for one in raw)
