"""Small files are written whole or not at all."""

from pathlib import Path

import pytest

from app.core import files


def test_the_old_file_stays_when_writing_fails(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    files.write_whole(path, "old")
    with pytest.raises(UnicodeEncodeError):
        files.write_whole(path, "half \ud800")
    assert path.read_text() == "old"
    files.write_whole(path, "new")
    assert path.read_text() == "new"
    assert [one.name for one in tmp_path.iterdir()] == ["a.json"]


def test_nothing_is_left_of_what_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError):
        files.write_whole(tmp_path / "folder", "text")
    assert [one.name for one in tmp_path.iterdir()] == ["folder"]


def test_a_damaged_file_is_kept_under_another_name(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text("x")
    files.set_aside(path)
    assert not path.exists()
    assert (tmp_path / "a.damaged.json").read_text() == "x"
    files.set_aside(path)


def test_entries_come_back_and_anything_else_is_set_aside(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    assert files.read_entries(path, "it") == []
    files.write_entries(path, [{"a": 1}, {"b": [2]}])
    assert files.read_entries(path, "it") == [{"a": 1}, {"b": [2]}]
    path.write_text('{"a": 1}')
    assert files.read_entries(path, "it") == []
    assert (tmp_path / "a.damaged.json").exists()
