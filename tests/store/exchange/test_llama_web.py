"""The llama.cpp web UI's exports: JSON of before, lines and archives of now."""

import json
import zipfile
from typing import Any

import pytest

from app.core.conversations import StoredConversation
from app.core.message_tree import MessageTree
from app.store.exchange.reading import read_conversations


def message(name, parent, role, content, **more):
    return {
        "id": name,
        "convId": "c",
        "parent": parent,
        "role": role,
        "type": "text",
        "content": content,
        "timestamp": 1_700_000_000_000,
        "children": [],
    } | more


MESSAGES = [
    message("root", None, "system", "", type="root"),
    message("s", "root", "system", "Be brief."),
    message(
        "u",
        "s",
        "user",
        "Read this.",
        extra=[
            {"type": "TEXT", "name": "a.txt", "content": "words"},
            {"type": "PDF", "name": "b.pdf", "content": "pages", "base64Data": "x"},
            {"type": "IMAGE", "name": "c.png", "base64Url": "x"},
        ],
    ),
    message("a1", "u", "assistant", "One", reasoningContent="hm"),
    message("a2", "u", "assistant", "Two"),
]
CONV = {"id": "c", "name": "Chat", "lastModified": 1_700_000_005_000, "currNode": "a1"}
SESSION = {"conv": CONV, "messages": MESSAGES}


def lines(name="c"):
    head = {"harness": "llama.cpp", "type": "session"} | CONV | {"id": name}
    records = [head] + [{"message": one, "type": "message"} for one in MESSAGES]
    return "\n".join(json.dumps(record) for record in records)


def only(path) -> Any:
    (found,) = read_conversations(path)
    return found.item


@pytest.mark.parametrize(
    "text",
    [json.dumps(SESSION), json.dumps([SESSION], indent=2), lines(), "\n" + lines() + "\n\n"],
    ids=["one", "list", "lines", "spaced lines"],
)
def test_every_format_gives_the_same(tmp_path, text) -> None:
    path = tmp_path / "export"
    path.write_text(text)
    one = only(path)
    assert (one.summary.title, one.summary.updated) == ("Chat", 1_700_000_005.0)
    assert one.system_prompt == "Be brief."
    tree = MessageTree(one.messages, one.leaf_id)
    assert [(m.role, m.text) for m in tree.path()] == [("user", "Read this."), ("assistant", "One")]
    assert tree.path()[0].attachments == (("a.txt", "words"), ("b.pdf", "pages"))
    assert tree.siblings("a1") == ("a1", "a2")


def test_an_archive_holds_many(tmp_path) -> None:
    path = tmp_path / "all.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name in ("c1", "c2"):
            archive.writestr(f"{name}.jsonl", lines(name))
        archive.writestr("notes.txt", "ignored")
    items: list[Any] = [one.item for one in read_conversations(path)]
    assert [one.summary.conversation_id for one in items] == ["c1", "c2"]


def test_a_damaged_line_loses_its_session_only(tmp_path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(lines("c1") + "\n{broken\n" + lines("c2"))
    first, problem, second = [one.item for one in read_conversations(path)]
    assert isinstance(first, StoredConversation)
    assert isinstance(second, StoredConversation)
    assert (first.summary.conversation_id, second.summary.conversation_id) == ("c1", "c2")
    assert "no JSON" in str(problem)
