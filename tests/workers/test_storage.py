"""The store thread does what it is asked, in order, and says what it could not do."""

import pytest

from app.core.conversations import StoredMessage
from app.workers.storage import Storage
from app.workers.storage_requests import (
    AddTurn,
    BackUp,
    Keep,
    ReadConversation,
    ReadPage,
    RestoreBackup,
    SaveConversation,
    Search,
)
from tests.store.test_chat_store import BOATS


@pytest.fixture
def storage(qtbot, tmp_path):
    made = Storage(tmp_path / "c.sqlite3")
    yield made
    assert made.shutdown()


def answer(qtbot, storage, request):
    with qtbot.waitSignal(storage.answered, check_params_cb=lambda r, _: r is request) as signal:
        storage.ask(request)
    return signal.args[1]


def test_requests_are_done_in_order(qtbot, storage):
    storage.ask(SaveConversation(BOATS))
    storage.ask(Keep("boats", pinned=True, draft="", leaf_id="q"))
    page = answer(qtbot, storage, ReadPage())
    assert [(c.title, c.pinned) for c in page.conversations] == [("Boats", True)]
    assert (page.more, page.folders, page.folder_id) == (False, (), None)
    assert answer(qtbot, storage, ReadConversation("boats")).leaf_id == "q"


def test_a_cancelled_search_finds_nothing(qtbot, storage):
    storage.ask(SaveConversation(BOATS))
    assert len(answer(qtbot, storage, Search("boats"))) == 3
    stale = Search("boats")
    stale.cancel.set()
    assert answer(qtbot, storage, stale) == ()


def test_what_is_asked_before_closing_is_done(qtbot, tmp_path):
    first = Storage(tmp_path / "c.sqlite3")
    first.ask(SaveConversation(BOATS))
    for number in range(50):
        message = StoredMessage(f"m{number}", "a", "user", "text", created=1.0)
        first.ask(AddTurn("boats", (message,)))
    assert first.shutdown()
    second = Storage(tmp_path / "c.sqlite3")
    found = answer(qtbot, second, ReadConversation("boats"))
    assert len(found.messages) == 52
    assert second.shutdown()


def test_a_database_that_cannot_be_opened_is_told_each_time(qtbot, tmp_path):
    (tmp_path / "c.sqlite3").mkdir()
    storage = Storage(tmp_path / "c.sqlite3")
    for _ in range(2):
        with qtbot.waitSignal(storage.failed) as signal:
            storage.ask(ReadPage())
        assert signal.args[0].request is None
        assert "cannot be opened" in signal.args[0].title
    assert storage.shutdown()


def test_a_damaged_database_is_told(qtbot, tmp_path):
    (tmp_path / "c.sqlite3").write_bytes(b"damage" * 1000)
    storage = Storage(tmp_path / "c.sqlite3")
    with qtbot.waitSignal(storage.opened) as signal:
        storage.ask(ReadPage())
    assert signal.args[0].set_aside.exists()
    assert storage.shutdown()


def test_a_backup_goes_and_comes(qtbot, storage, tmp_path):
    storage.ask(SaveConversation(BOATS))
    answer(qtbot, storage, BackUp(tmp_path / "copy"))
    storage.ask(Keep("boats", draft="later"))
    kept = answer(qtbot, storage, RestoreBackup(tmp_path / "copy"))
    assert kept.exists()
    assert answer(qtbot, storage, ReadConversation("boats")).draft == BOATS.draft
    with qtbot.waitSignal(storage.failed):
        storage.ask(RestoreBackup(tmp_path / "missing"))
    assert len(answer(qtbot, storage, ReadPage()).conversations) == 1
