"""Backups hold everything, and come back without losing what was there."""

import pytest

from app.core.errors import AppError
from app.store.backup import back_up, check_backup, restore_backup
from app.store.chat_store import ChatStore
from tests.store.test_chat_store import BOATS


def test_a_backup_comes_back(tmp_path):
    path, copy = tmp_path / "c.sqlite3", tmp_path / "copy.sqlite3"
    store = ChatStore(path)
    store.save(BOATS)
    back_up(store.connection, copy)
    store.delete(["boats"])
    store.close()
    assert check_backup(copy) == 1
    kept = restore_backup(path, copy)
    assert kept is not None and kept.exists()
    again = ChatStore(path)
    assert again.load("boats") == BOATS
    again.close()
    older = ChatStore(kept)
    assert older.load("boats") is None
    older.close()


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\x00" + b"x" * 5000])
def test_what_is_no_backup_is_refused(tmp_path, content):
    path, wrong = tmp_path / "c.sqlite3", tmp_path / "wrong"
    wrong.write_bytes(content)
    ChatStore(path).close()
    before = path.read_bytes()
    with pytest.raises(AppError, match="no backup"):
        restore_backup(path, wrong)
    assert path.read_bytes() == before


def test_a_place_that_cannot_be_written_leaves_nothing(tmp_path):
    store = ChatStore(tmp_path / "c.sqlite3")
    with pytest.raises(AppError, match="could not be written"):
        back_up(store.connection, tmp_path / "missing" / "copy.sqlite3")
    store.close()
    assert not (tmp_path / "missing").exists()
