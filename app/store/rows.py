"""Database rows and the plain values they stand for."""

import dataclasses
import json
import math
import sqlite3
from collections.abc import Sequence
from typing import Any, cast

from app.core.conversations import (
    ConversationSummary,
    MessageState,
    StoredConversation,
    StoredMessage,
    TitleSource,
    Turn,
)
from app.core.speculation import Source
from app.core.stats import Share, Statistics
from app.core.thinking import ThinkingMarks

SUMMARY_COLUMNS = "id, title, title_source, folder_id, pinned, created, updated"
MESSAGE_COLUMNS = (
    "id, parent_id, role, text, state, note, created, finished, turn, origins, attachments"
)


def summary_of(row: sqlite3.Row) -> ConversationSummary:
    """Read the columns SUMMARY_COLUMNS."""
    return ConversationSummary(
        row["id"],
        row["title"],
        TitleSource(row["title_source"]),
        row["folder_id"],
        bool(row["pinned"]),
        row["created"],
        row["updated"],
    )


def conversation_of(row: sqlite3.Row, messages: Sequence[sqlite3.Row]) -> StoredConversation:
    """Read a whole conversation."""
    return StoredConversation(
        summary_of(row),
        tuple(message_of(message) for message in messages),
        row["leaf_id"],
        row["system_prompt"],
        named_numbers(row["settings"]),
        row["draft"],
        bool(row["origins"]),
    )


def message_of(row: sqlite3.Row) -> StoredMessage:
    """Read the columns MESSAGE_COLUMNS."""
    attachments = cast(list[list[str]], json.loads(row["attachments"]))
    return StoredMessage(
        row["id"],
        row["parent_id"],
        row["role"],
        row["text"],
        MessageState(row["state"]),
        row["note"],
        row["created"],
        row["finished"],
        None if row["turn"] is None else turn_of(row["turn"]),
        bytes(row["origins"]),
        tuple((name, text) for name, text in attachments),
    )


def message_values(message: StoredMessage) -> tuple[Any, ...]:
    """Return what stands in MESSAGE_COLUMNS."""
    return (
        message.message_id,
        message.parent_id,
        message.role,
        message.text,
        message.state.value,
        message.note,
        message.created,
        message.finished,
        None if message.turn is None else turn_text(message.turn),
        message.origins,
        json.dumps(message.attachments, ensure_ascii=False),
    )


def turn_text(turn: Turn) -> str:
    """Write a turn as JSON."""
    return json.dumps(dataclasses.asdict(turn), ensure_ascii=False)


def turn_of(text: str) -> Turn:
    """Read what `turn_text` wrote, also by a newer version: fields it does not know are left."""
    return turn_from(cast(dict[str, Any], json.loads(text)))


def turn_from(raw: dict[str, Any]) -> Turn:
    """Return the turn behind the plain values of one."""
    statistics = cast(dict[str, Any] | None, raw.get("statistics"))
    return Turn(
        method=str(raw.get("method", "")),
        target=str(raw.get("target", "")),
        drafter=str(raw.get("drafter", "")),
        settings=tuple((str(name), float(value)) for name, value in raw.get("settings", ())),
        statistics=None if statistics is None else _statistics(statistics),
        plain_seconds=raw.get("plain_seconds"),
        thinking=_marks(raw.get("thinking")),
        thinking_seconds=float(raw.get("thinking_seconds", 0.0)),
        left_out=int(raw.get("left_out", 0)),
    )


def _marks(raw: dict[str, Any] | None) -> ThinkingMarks | None:
    if raw is None:
        return None
    return ThinkingMarks(
        str(raw["opening"]), str(raw["closing"]), str(raw["heading"]), bool(raw["begun"])
    )


def _statistics(raw: dict[str, Any]) -> Statistics:
    known = {field.name for field in dataclasses.fields(Statistics)}
    kept = {name: value for name, value in raw.items() if name in known}
    kept["per_position"] = tuple((a, b) for a, b in kept.get("per_position", ()))
    kept["sources"] = tuple(
        Share(Source(one["source"]), one["rounds"], one["draft_tokens"], one["accepted_tokens"])
        for one in kept.get("sources", ())
    )
    return Statistics(**kept)


def named_numbers(text: str) -> tuple[tuple[str, float], ...]:
    """Read (name, number) pairs from JSON."""
    return tuple((str(name), float(value)) for name, value in json.loads(text))


def numbers_text(pairs: Sequence[tuple[str, float]]) -> str:
    """Write (name, number) pairs as JSON; infinities as JSON has none are left out."""
    return json.dumps([pair for pair in pairs if math.isfinite(pair[1])])
