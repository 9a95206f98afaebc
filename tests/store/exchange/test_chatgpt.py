"""ChatGPT's export: a mapping of nodes."""

import json
import zipfile

from app.core.conversations import StoredConversation, TitleSource
from app.core.message_tree import MessageTree
from app.store.exchange.chatgpt import chatgpt_conversation
from app.store.exchange.reading import read_conversations


def node(name, parent, role=None, parts=None, **message):
    content = message.pop("content", {"content_type": "text", "parts": parts or []})
    told = {"author": {"role": role}, "content": content, "create_time": 5.5} | message
    return {"id": name, "parent": parent, "message": told if role else None, "children": []}


def raw(*nodes, **more):
    found = {
        "title": "Boats",
        "create_time": 1.5,
        "update_time": 9.5,
        "mapping": {one["id"]: one for one in nodes},
        "current_node": nodes[-1]["id"],
        "conversation_id": "conv",
    }
    return found | more


def shown(one):
    return [(m.role, m.text) for m in MessageTree(one.messages, one.leaf_id).path()]


def test_branches_are_kept_and_the_current_one_is_shown() -> None:
    one = chatgpt_conversation(
        raw(
            node("a2", "q", "assistant", ["second"]),
            node("root", None),
            node("sys", "root", "system", [""]),
            node("q", "sys", "user", ["Hello", "there"]),
            node("a1", "q", "assistant", ["first"]),
        )
    )
    assert one.summary.title == "Boats"
    assert one.summary.title_source is TitleSource.USER
    assert (one.summary.created, one.summary.updated) == (1.5, 9.5)
    assert shown(one) == [("user", "Hello\n\nthere"), ("assistant", "first")]
    assert MessageTree(one.messages).siblings("a1") == ("a2", "a1")


def test_tools_and_thoughts_are_left_out_and_their_answer_is_one() -> None:
    one = chatgpt_conversation(
        raw(
            node("q", None, "user", ["Weather?"]),
            node("t", "q", "assistant", content={"content_type": "thoughts", "thoughts": []}),
            node("a", "t", "assistant", ["Let me look."]),
            node("call", "a", "assistant", ["search()"], recipient="browser"),
            node("tool", "call", "tool", ["{}"]),
            node("b", "tool", "assistant", ["It rains."]),
            node("hid", "b", "user", ["x"], metadata={"is_visually_hidden_from_conversation": 1}),
            node("q2", "hid", "user", ["And tomorrow?"]),
        )
    )
    assert shown(one) == [
        ("user", "Weather?"),
        ("assistant", "Let me look.\n\nIt rains."),
        ("user", "And tomorrow?"),
    ]
    assert len(one.messages) == 3


def test_pictures_and_code_are_told() -> None:
    picture = {"content_type": "image_asset_pointer", "asset_pointer": "x"}
    one = chatgpt_conversation(
        raw(
            node(
                "q",
                None,
                "user",
                content={"content_type": "multimodal_text", "parts": [picture, "What is it?"]},
            ),
            node(
                "a",
                "q",
                "assistant",
                content={"content_type": "code", "language": "python", "text": "x"},
            ),
        )
    )
    assert shown(one) == [("user", "[image]\n\nWhat is it?"), ("assistant", "```python\nx\n```")]


def test_a_circle_and_nonsense_are_left_out() -> None:
    one = chatgpt_conversation(
        raw(
            node("a", "b", "user", ["x"]),
            node("b", "a", "assistant", ["y"]),
            node("q", "gone", "user", ["kept"]),
            title=None,
            create_time="soon",
            current_node=["?"],
        )
    )
    assert shown(one) == [("user", "kept")]
    assert one.summary.title == "kept"
    assert one.summary.title_source is TitleSource.WORDS


def test_the_archive_is_read_as_it_comes(tmp_path) -> None:
    path = tmp_path / "export.zip"
    text = json.dumps([raw(node("q", None, "user", ["Hi"]))])
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("user.json", "{}")
        archive.writestr("x/conversations-000.json", text)
    (found,) = read_conversations(path)
    assert isinstance(found.item, StoredConversation)
    assert found.item.summary.conversation_id == "conv"
    assert 0.9 < found.done <= 1.0
