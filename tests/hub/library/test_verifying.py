"""A changed byte is found, a first reading is recorded, and giving up changes nothing."""

import os
from dataclasses import replace

import pytest

from app.core.library import FileOrigin
from app.hub.library import index
from app.hub.library.verifying import verify


def _verify(shelf, *files):
    found = []
    verify(shelf.folders.index, files or shelf.library.files, shelf.watch, found.append)
    return found


@pytest.fixture
def path(shelf):
    path = shelf.linked / "one.gguf"
    path.write_bytes(b"x" * 1000)
    return path


def test_what_is_right_is_marked_with_the_day(shelf, path):
    shelf.link(path, hashed=True)
    (found,) = _verify(shelf)
    assert (found.matches, found.first_time) == (True, False)
    assert shelf.entry("one.gguf").is_verified
    assert sum(count for _, count in shelf.read) == 1000


def test_a_changed_byte_is_found_whatever_the_clock_says(shelf, path):
    shelf.link(path, hashed=True)
    status = path.stat()
    path.write_bytes(b"x" * 999 + b"y")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    (found,) = _verify(shelf)
    assert not found.matches
    assert "not what it should be" in found.sentence
    assert found.hint
    assert not shelf.entry("one.gguf").is_verified


def test_what_was_wrong_stays_wrong_at_the_next_look(shelf, path):
    shelf.link(path, hashed=True)
    path.write_bytes(b"y" * 1000)
    assert [found.matches for found in _verify(shelf)] == [False]
    shelf.scan()
    assert [found.matches for found in _verify(shelf)] == [False]


def test_a_first_reading_records_the_hash(shelf, path):
    shelf.link(path)
    (found,) = _verify(shelf)
    assert (found.matches, found.first_time) == (True, True)
    assert len(shelf.entry("one.gguf").parts[0].sha256) == 64


def test_where_it_came_from_is_where_to_get_it_again(shelf):
    path = shelf.folders.models / "bad.gguf"
    path.write_bytes(b"x")
    part = shelf.link(path).parts[0]
    with index.edit(shelf.folders.index) as records:
        records.files.clear()
    index.record_download(
        shelf.folders.index, [replace(part, sha256="0" * 64)], FileOrigin("owner/repo")
    )
    (found,) = _verify(shelf)
    assert not found.matches
    assert "owner/repo" in found.hint


def test_a_missing_file_is_said_and_the_others_are_checked(shelf, path):
    other = shelf.linked / "two.gguf"
    other.write_bytes(b"z")
    shelf.link(path, hashed=True)
    shelf.link(other, hashed=True)
    path.unlink()
    found = _verify(shelf)
    assert [one.matches for one in found] == [False, True]
    assert "not there any more" in found[0].sentence


def test_giving_up_changes_nothing(shelf, path):
    shelf.link(path, hashed=True)
    shelf.cancel.set()
    assert _verify(shelf) == []
    assert not shelf.entry("one.gguf").is_verified


def test_every_part_counts(shelf):
    for number in (1, 2):
        (shelf.linked / f"big-0000{number}-of-00002.gguf").write_bytes(b"x" * number)
    shelf.scan()
    assert [found.first_time for found in _verify(shelf)] == [True]
    (shelf.linked / "big-00002-of-00002.gguf").write_bytes(b"xy")
    (found,) = _verify(shelf)
    assert not found.matches
    assert "big-00002-of-00002.gguf" in found.sentence
