"""`foretoken chats`: kept conversations without a window."""

import json

import pytest

from app.__main__ import main
from app.core.paths import Profile
from app.store.chat_store import ChatStore
from tests.store.exchange.conversations import made


@pytest.fixture
def profile(tmp_path):
    folder = tmp_path / "profile"
    store = ChatStore(Profile(folder).conversations_file)
    store.save(made("c1"))
    store.save(made("c2"))
    store.close()
    return folder


def run(profile, *words) -> int:
    return main(["--profile", str(profile), "chats", *map(str, words)])


def test_list_names_them(profile, capsys) -> None:
    assert run(profile, "list") == 0
    assert "c1" in capsys.readouterr().out
    assert run(profile, "list", "--json") == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(row["id"], row["messages"]) for row in rows] == [("c1", 3), ("c2", 3)]


def test_what_one_profile_exports_another_imports(profile, tmp_path, capsys) -> None:
    out = tmp_path / "all.json"
    assert run(profile, "export", out) == 0
    assert run(tmp_path / "new", "import", out) == 0
    assert "2 imported, 0 were there" in capsys.readouterr().out
    store = ChatStore(Profile(tmp_path / "new").conversations_file)
    assert store.load("c1") == made("c1")
    store.close()
    assert run(tmp_path / "new", "import", out) == 0
    assert "0 imported, 2 were there" in capsys.readouterr().out


def test_one_as_markdown_all_into_a_folder(profile, tmp_path) -> None:
    assert run(profile, "export", tmp_path / "a.md", "--id", "c2", "--format", "markdown") == 0
    assert (tmp_path / "a.md").read_text("utf-8").startswith("# About c2")
    assert run(profile, "export", tmp_path / "all", "--format", "markdown") == 0
    assert len(list((tmp_path / "all").iterdir())) == 2


def test_what_cannot_be_done_is_told(profile, tmp_path, capsys) -> None:
    assert run(profile, "export", tmp_path / "a.json", "--id", "none") == 2
    assert run(profile, "import", tmp_path / "none.json") == 2
    assert run(tmp_path / "empty", "export", tmp_path / "a.json") == 2
    told = capsys.readouterr().err
    assert "no conversation none" in told
    assert "none.json is no file" in told
    assert "no conversations to export" in told


def test_a_window_beside_it_keeps_what_streams_and_what_was_deleted(profile) -> None:
    window = ChatStore(Profile(profile).conversations_file)
    window.delete(["c1"])
    assert run(profile, "list") == 0
    window.restore(["c1"])
    assert window.count() == 2
    window.close()
