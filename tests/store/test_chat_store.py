"""Conversations come back as they were kept, over crashes too."""

import signal
import subprocess
import sys
import textwrap
from dataclasses import replace

import pytest

from app.core.conversations import (
    ConversationSummary,
    Folder,
    MessageState,
    StoredConversation,
    StoredMessage,
    TitleSource,
    Turn,
)
from app.core.errors import AppError
from app.core.speculation import Source
from app.core.stats import Share, Statistics
from app.store.chat_store import CUT_NOTE, ChatStore


def summary(name: str, updated: float = 1.0, title: str = "") -> ConversationSummary:
    return ConversationSummary(
        name, title or name, TitleSource.WORDS, None, False, created=1.0, updated=updated
    )


TURN = Turn(
    "mtp",
    "target.gguf",
    "drafter.gguf",
    (("temperature", 1.0), ("top_k", 64.0)),
    Statistics(
        completion_tokens=3,
        draft_tokens=2,
        per_position=((2, 1), (1, 0)),
        sources=(Share(Source.DRAFTER, 1, 2, 1),),
    ),
    0.25,
)

BOATS = StoredConversation(
    replace(summary("boats"), title="Boats"),
    (
        StoredMessage("q", None, "user", "Which boats?", created=1.0, finished=1.0),
        StoredMessage(
            "a",
            "q",
            "assistant",
            "Sailing boats — and Böte.",
            MessageState.DONE,
            "3 tokens",
            2.0,
            3.0,
            TURN,
            b"\x00tokens",
            (("notes.txt", "Wind: 4"),),
        ),
    ),
    "a",
    "Be brief.",
    (("temperature", 0.5),),
    "half a thought",
    True,
)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "conversations.sqlite3"


@pytest.fixture
def store(path):
    made = ChatStore(path)
    yield made
    made.close()


def test_a_conversation_comes_back_whole(path):
    store = ChatStore(path)
    store.save(BOATS)
    assert store.load("boats") == BOATS
    store.close()
    again = ChatStore(path)
    assert again.load("boats") == BOATS
    assert (again.recovered, again.set_aside) == (0, None)
    again.close()


def test_the_sidebar_has_pinned_ones_first_then_the_newest(store):
    for number in range(5):
        store.save(StoredConversation(summary(f"c{number}", updated=float(number))))
    store.pin("c1", True)
    shown = [each.conversation_id for each in store.conversations()]
    assert shown == ["c1", "c4", "c3", "c2", "c0"]
    assert [each.conversation_id for each in store.conversations(3, 1)] == ["c2"]
    assert store.count() == 5


def test_a_turn_is_appended_and_its_branch_shown(store):
    store.save(BOATS)
    question = StoredMessage("q2", "a", "user", "And ships?", created=5.0, finished=5.0)
    answer = StoredMessage("a2", "q2", "assistant", "", MessageState.STREAMING, created=5.0)
    store.add_turn("boats", (question, answer))
    store.save_partial("a2", "Ships are")
    found = store.load("boats")
    assert (found.leaf_id, found.draft) == ("a2", "")
    assert found.messages[-1].text == "Ships are"
    ended = replace(answer, text="Ships are large.", state=MessageState.DONE, finished=6.0)
    store.finish(ended)
    store.save_partial("a2", "too late")
    assert store.load("boats").messages[-1] == ended
    with pytest.raises(KeyError):
        store.add_turn("nobody", (replace(question, message_id="x"),))


def test_an_answer_cut_by_a_crash_keeps_what_came(path):
    script = f"""
        import os, signal
        from pathlib import Path
        from app.core.conversations import *
        from app.store.chat_store import ChatStore
        store = ChatStore(Path({str(path)!r}))
        about = ConversationSummary("c", "", TitleSource.NONE, None, False, 1.0, 1.0)
        store.save(StoredConversation(about, (
            StoredMessage("q", None, "user", "Why?"),
            StoredMessage("a", "q", "assistant", "", MessageState.STREAMING)), "a"))
        store.save_partial("a", "Because the")
        os.kill(os.getpid(), signal.SIGKILL)
    """
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(script)], check=False)
    assert done.returncode == -signal.SIGKILL
    store = ChatStore(path)
    assert store.recovered == 1
    whole = store.load("c")
    assert whole is not None
    answer = whole.messages[-1]
    assert (answer.text, answer.state) == ("Because the", MessageState.STOPPED)
    assert answer.note == CUT_NOTE
    store.close()


def test_deleting_can_be_undone_until_it_is_purged(path):
    now = [100.0]
    store = ChatStore(path, lambda: now[0])
    store.save(BOATS)
    store.delete(["boats"])
    assert (store.count(), store.load("boats")) == (0, None)
    store.restore(["boats"])
    assert store.load("boats") == BOATS
    store.delete(["boats"])
    now[0] += 5
    assert store.purge(10.0) == 0
    assert store.purge(5.0) == 1
    left = store.connection.execute("SELECT count(*) FROM message").fetchone()[0]
    assert left == 0
    store.close()


def test_a_users_title_is_never_replaced(store):
    store.save(BOATS)
    assert store.rename("boats", "On sailing", TitleSource.MODEL)
    assert store.rename("boats", "My boats", TitleSource.USER)
    assert not store.rename("boats", "On sailing", TitleSource.MODEL)
    assert store.load("boats").summary.title == "My boats"


def test_folders_hold_conversations_and_may_go(store):
    store.save_folder(Folder("f", "Work", 1))
    store.save_folder(Folder("g", "Play", 0))
    store.save_folder(Folder("f", "Works", 2))
    assert [folder.name for folder in store.folders()] == ["Play", "Works"]
    store.save(BOATS)
    store.move("boats", "f")
    assert store.load("boats").summary.folder_id == "f"
    assert store.conversations() == ()
    assert [c.title for c in store.conversations(folder_id="f")] == ["Boats"]
    assert store.all_ids() == ("boats",)
    store.delete_folder("f")
    assert store.load("boats").summary.folder_id is None


def test_messages_go_and_come_back(store):
    store.save(BOATS)
    answer = BOATS.messages[1]
    store.remove_messages("boats", ["a"], "q")
    assert store.load("boats").messages == BOATS.messages[:1]
    store.put_back("boats", [answer], "a")
    assert store.load("boats") == BOATS


def test_small_changes_are_kept(store):
    store.save(BOATS)
    store.set_draft("boats", "new draft")
    store.set_leaf("boats", "q")
    store.set_origins("boats", False)
    store.set_prompt("boats", "Be long.", (("top_p", 0.9),))
    found = store.load("boats")
    assert (found.draft, found.leaf_id, found.origins) == ("new draft", "q", False)
    assert (found.system_prompt, found.settings) == ("Be long.", (("top_p", 0.9),))


def test_a_damaged_database_is_set_aside(path):
    path.write_bytes(b"this was once a database" * 500)
    store = ChatStore(path)
    assert store.set_aside is not None
    assert store.set_aside.read_bytes().startswith(b"this was once")
    store.save(BOATS)
    store.close()


def test_damaged_pages_are_found_after_a_crash(path):
    store = ChatStore(path)
    for number in range(200):
        about = summary(f"c{number}", title="word " * 200)
        store.save(StoredConversation(about))
    store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    store.connection.execute("UPDATE conversation SET pinned = 1 WHERE id = 'c1'")
    data = bytearray(path.read_bytes())
    data[40_000:60_000] = b"\xff" * 20_000
    wal = path.with_name(path.name + "-wal").read_bytes()
    store.connection.close()
    path.write_bytes(data)
    path.with_name(path.name + "-wal").write_bytes(wal)
    again = ChatStore(path)
    assert again.set_aside is not None
    assert again.count() == 0
    again.close()


def test_a_newer_database_is_left_alone(path):
    store = ChatStore(path)
    store.save(BOATS)
    store.connection.execute("PRAGMA user_version = 99")
    store.close()
    before = path.read_bytes()
    with pytest.raises(AppError, match="newer Foretoken"):
        ChatStore(path)
    assert path.read_bytes() == before


def test_a_place_that_cannot_be_written_is_told(tmp_path):
    blocked = tmp_path / "folder.sqlite3"
    blocked.mkdir()
    with pytest.raises(AppError, match="cannot be opened"):
        ChatStore(blocked)


def test_a_full_disk_is_told_and_nothing_is_half_written(store):
    store.save(BOATS)
    pages = store.connection.execute("PRAGMA page_count").fetchone()[0]
    store.connection.execute(f"PRAGMA max_page_count = {pages}")
    large = replace(BOATS, summary=summary("more"), messages=(), draft="x" * 2_000_000)
    with pytest.raises(AppError, match="could not be saved"):
        store.save(large)
    assert [each.conversation_id for each in store.conversations()] == ["boats"]


def test_a_guest_moves_nothing(path):
    path.write_bytes(b"this was once a database" * 500)
    before = path.read_bytes()
    with pytest.raises(AppError, match="damaged"):
        ChatStore(path, guest=True)
    assert path.read_bytes() == before
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_a_guest_leaves_what_streams_and_what_was_deleted(path):
    window = ChatStore(path)
    window.save(BOATS)
    answer = StoredMessage("s", "a", "assistant", "par", MessageState.STREAMING)
    window.add_turn("boats", (answer,))
    guest = ChatStore(path, guest=True)
    guest.close()
    whole = window.load("boats")
    assert whole is not None and whole.messages[-1] == answer
    window.delete(["boats"])
    ChatStore(path, guest=True).close()
    window.restore(["boats"])
    assert window.count() == 1
    window.close()
