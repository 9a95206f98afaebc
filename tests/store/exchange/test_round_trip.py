"""What is exported comes back equal; a file from anywhere does no harm."""

import json
import threading
import tracemalloc
import zipfile

import pytest

from app.core.conversations import Folder
from app.core.errors import AppError
from app.store.chat_store import ChatStore
from app.store.exchange import reading
from app.store.exchange.chat_format import FILE
from app.store.exchange.exporting import export_json, export_markdown
from app.store.exchange.importing import Imported, import_file
from app.store.exchange.watch import GivenUpError, Watch
from tests.store.exchange.conversations import made


@pytest.fixture
def store(tmp_path):
    store = ChatStore(tmp_path / "one.sqlite3")
    yield store
    store.close()


@pytest.fixture
def other(tmp_path):
    store = ChatStore(tmp_path / "other.sqlite3")
    yield store
    store.close()


@pytest.fixture
def exported(store, tmp_path):
    store.save_folder(Folder("f", "Boats", 0))
    for one in (made("c1"), made("c2", "f"), made("c3")):
        store.save(one)
    path = tmp_path / "all.json"
    assert export_json(store, store.all_ids(), path, Watch()) == 3
    return path


def test_what_is_exported_comes_back_equal(exported, other) -> None:
    assert import_file(other, exported, Watch()) == Imported(3)
    assert other.folders() == (Folder("f", "Boats", 0),)
    for name, folder in (("c1", None), ("c2", "f"), ("c3", None)):
        assert other.load(name) == made(name, folder)


def test_the_file_has_the_documented_fields_and_no_others(exported) -> None:
    raw = json.loads(exported.read_text("utf-8"))
    FILE.check(raw)
    records = {one.name: {field.name for field in one.fields} for one in FILE.records()}
    assert set(raw) == records["file"]
    assert set(raw["folders"][0]) == records["folder"]
    for conversation in raw["conversations"]:
        assert set(conversation) == records["conversation"]
        for message in conversation["messages"]:
            assert set(message) == records["message"]
    turn = raw["conversations"][0]["messages"][1]["turn"]
    assert set(turn) == records["turn"]
    assert set(turn["statistics"]) == records["statistics"]


def test_another_program_may_order_and_space_it_otherwise(exported, other) -> None:
    raw = json.loads(exported.read_text("utf-8"))
    turned = dict(reversed(raw.items())) | {"more": [1]}
    exported.write_text(json.dumps(turned, indent=3), "utf-8-sig")
    assert import_file(other, exported, Watch()).new == 3
    assert other.load("c2") == made("c2", "f")


def test_what_is_there_already_stays_as_it_is(exported, store) -> None:
    store.delete(["c3"])
    assert import_file(store, exported, Watch()) == Imported(0, 3)
    assert store.count() == 2


def test_messages_whose_names_are_taken_get_others(exported, other) -> None:
    text = exported.read_text("utf-8").replace('"c1-', '"c3-')
    exported.write_text(text, "utf-8")
    assert import_file(other, exported, Watch()).new == 3
    first, third = other.load("c1"), other.load("c3")
    assert [message.text for message in third.messages] == [m.text for m in first.messages]
    assert third.leaf_id == third.messages[1].message_id
    assert third.messages[2].parent_id == third.messages[0].message_id


def test_a_damaged_conversation_is_left_out_and_told(exported, other) -> None:
    raw = json.loads(exported.read_text("utf-8"))
    raw["conversations"][1]["messages"][0]["role"] = "tool"
    raw["conversations"][2]["messages"][2]["id"] = raw["conversations"][2]["messages"][0]["id"]
    exported.write_text(json.dumps(raw), "utf-8")
    done = import_file(other, exported, Watch())
    assert (done.new, done.refused) == (1, 2)
    assert "messages[0].role" in done.problem


def test_a_file_that_is_cut_gives_what_is_whole(exported, other) -> None:
    text = exported.read_bytes()
    exported.write_bytes(text[: text.rindex(b'"c3"') + 40])
    assert import_file(other, exported, Watch()) == Imported(2, 0, 1, "The file ends too early.")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "is empty"),
        (b"Hello", "holds no conversations"),
        (b"{}", "holds no conversations"),
        (b"[1, 2]", "could be imported"),
        (b'[{"mapping": {}}]', "is empty"),
        (b'{"format": "foretoken-trace", "conversations": []}', "holds no conversations"),
        (b'{"format": "foretoken-conversations", "version": 9, "conversations": []}', "newer"),
        (b"PK\x03\x04", "holds no conversations"),
        (b"[" * 3_000_000, "ends too early"),
        (b'[{"mapping": ' + b'{"a":' * 200_000 + b"1" + b"}" * 200_000 + b"}]", "levels"),
        (b'[{"mapping": [' + b"[]," * 2_000_000 + b"1]}]", "values"),
        (b'["' + b"\\" * 5_000_001, "ends too early"),
        (b'[{"mapping": {"a": {"message": {"create_time": 1' + b"0" * 9000 + b"}}}}]", "no JSON"),
        (b'[{"mapping": {"a": "\xff"}}]', "no JSON"),
    ],
)
def test_hostile_files_are_refused_in_words(tmp_path, store, data: bytes, says: str) -> None:
    path = tmp_path / "bad.json"
    path.write_bytes(data)
    tracemalloc.start()
    try:
        with pytest.raises(AppError) as problem:
            import_file(store, path, Watch())
        assert says in str(problem.value)
        assert path.name in str(problem.value)
        assert tracemalloc.get_traced_memory()[1] < 200 * 2**20
    finally:
        tracemalloc.stop()
    assert store.count() == 0


def test_a_conversation_larger_than_any_is_left_out(tmp_path, store, monkeypatch) -> None:
    monkeypatch.setattr(reading, "MAX_CONVERSATION", 500)
    path = tmp_path / "a.json"
    path.write_text(json.dumps([{"mapping": {"a": "x" * 600}}]))
    with pytest.raises(AppError, match="has more than"):
        import_file(store, path, Watch())


def test_an_archive_that_unpacks_to_too_much_is_refused(tmp_path, store, monkeypatch) -> None:
    monkeypatch.setattr(reading, "MAX_BYTES", 10_000)
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("conversations.json", b"[" + b" " * 20_000 + b"]")
    with pytest.raises(AppError, match="unpacks to more"):
        import_file(store, path, Watch())


def test_both_can_be_given_up(exported, store, other, tmp_path) -> None:
    cancel = threading.Event()
    heard = []

    def told(done: float) -> None:
        heard.append(done)
        if len(heard) == 2:
            cancel.set()

    done = import_file(other, exported, Watch(told, cancel))
    assert done.cancelled
    assert other.count() < 3
    assert heard == sorted(heard)
    with pytest.raises(GivenUpError):
        export_json(store, store.all_ids(), tmp_path / "b.json", Watch(cancel=cancel))
    assert not list(tmp_path.glob("b.json*"))


def test_an_export_that_cannot_be_written_leaves_what_was_there(store, exported, tmp_path) -> None:
    before = exported.read_bytes()
    with pytest.raises(AppError, match="is a folder"):
        export_json(store, store.all_ids(), tmp_path, Watch())
    with pytest.raises(AppError, match="no conversations"):
        export_json(store, (), exported, Watch())
    assert exported.read_bytes() == before


def test_markdown_of_one_and_of_all(exported, store, tmp_path) -> None:
    assert export_markdown(store, ["c1"], tmp_path / "one.md", Watch()) == 1
    text = (tmp_path / "one.md").read_text("utf-8")
    assert text.startswith("# About c1\n")
    assert "> Be brief." in text
    assert "a.txt:\n```txt\nsome text\n```" in text
    assert "## Foretoken\n\nWords, 世界 🙂.\n\n*12 tokens*" in text
    assert "Other" not in text
    for expected in (3, 6):
        export_markdown(store, store.all_ids(), tmp_path / "all", Watch())
        assert len(list((tmp_path / "all").glob("*.md"))) == expected


def test_what_is_not_kept_yet_is_told_and_leaves_no_file(store, tmp_path) -> None:
    for export, name in ((export_json, "a.json"), (export_markdown, "a.md")):
        with pytest.raises(AppError, match="not kept yet"):
            export(store, ["nobody"], tmp_path / name, Watch())
        assert not (tmp_path / name).exists()
