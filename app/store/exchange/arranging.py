"""Messages as other programs keep them, made into a tree in which users and answers take turns."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final, Literal

from app.core.conversations import StoredMessage
from app.core.messages import Role

Kept = Literal["user", "assistant"]
TITLE_LETTERS: Final = 80


@dataclass(frozen=True, slots=True)
class Node:
    """A message of another program.

    Attributes:
        role: None for what is not shown: a tool's words, a beginning without text.
    """

    name: str
    parent: str | None
    role: Role | None
    text: str
    created: float = 0.0
    attachments: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Arranged:
    """The tree; `renamed` says which message a node of the file became part of."""

    messages: tuple[StoredMessage, ...]
    system_prompt: str
    renamed: Mapping[str, str]


def arranged(nodes: Iterable[Node]) -> Arranged:
    """Return the tree of nodes, which may come in any order and hold anything.

    What is not shown is left out. An answer right behind an answer, as tools make them, goes on
    with it; so does a question behind a question. A circle is left out.
    """
    by_name = {node.name: node for node in nodes}
    made: dict[str, StoredMessage] = {}
    became: dict[str, str | None] = {}
    swallowed: set[str] = set()
    system = ""
    for node in _parents_first(by_name):
        parent = became.get(node.parent or "")
        if node.role == "system" and not system:
            system = node.text
        if node.role not in ("user", "assistant") or not (node.text or node.attachments):
            became[node.name] = parent
            continue
        before = made.get(parent or "")
        became[node.name] = node.name
        if before is not None and before.role == node.role:
            swallowed.add(before.message_id)
            made[node.name] = _joined(before, node)
        else:
            made[node.name] = _message(node, node.role, parent)
    return _without(made, swallowed, became, system)


def _parents_first(by_name: Mapping[str, Node]) -> Iterator[Node]:
    """Yield all nodes that a beginning leads to."""
    children: dict[str | None, list[Node]] = {}
    for node in by_name.values():
        parent = node.parent if node.parent in by_name else None
        children.setdefault(parent, []).append(node)
    waiting = list(reversed(children.get(None, [])))
    while waiting:
        node = waiting.pop()
        yield node
        waiting += reversed(children.get(node.name, []))


def _message(node: Node, role: Kept, parent: str | None) -> StoredMessage:
    return StoredMessage(
        node.name,
        parent,
        role,
        node.text,
        created=node.created,
        finished=node.created,
        attachments=node.attachments,
    )


def _joined(before: StoredMessage, node: Node) -> StoredMessage:
    """Return `node` with what it goes on with, in the place of that."""
    text = "\n\n".join(part for part in (before.text, node.text) if part)
    return replace(
        before,
        message_id=node.name,
        text=text,
        finished=node.created,
        attachments=before.attachments + node.attachments,
    )


def _without(
    made: dict[str, StoredMessage],
    swallowed: set[str],
    became: Mapping[str, str | None],
    system: str,
) -> Arranged:
    """Leave out what others go on with, unless something else follows it."""
    followed = {message.parent_id for message in made.values()}
    kept = {
        name: message for name, message in made.items() if name not in swallowed or name in followed
    }
    renamed = {name: at for name, at in became.items() if at is not None and at in kept}
    return Arranged(tuple(kept.values()), system, renamed)


def title_of(title: object, messages: Iterable[StoredMessage]) -> str:
    """Return a title on one line, the first question's words where there is none."""
    found = title if isinstance(title, str) else ""
    line = " ".join(found.split()) or " ".join(next((m.text for m in messages), "").split())
    return line if len(line) <= TITLE_LETTERS else line[: TITLE_LETTERS - 1] + "…"
