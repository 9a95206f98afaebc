"""The hash follows the writers in order, and strikes chunks that the disk does not have as told."""

import hashlib
import threading
import zlib
from pathlib import Path

import pytest

from app.hub.download.hashing import Fingerprint, FollowingHash
from app.hub.download.journal import CHUNK, Journal
from tests.hub_server.repos import ServedFile

CONTENT = bytes(range(256)) * (2 * CHUNK // 256) + b"end"


@pytest.fixture
def made(tmp_path: Path):
    path = tmp_path / "a.part"
    path.write_bytes(CONTENT)
    journal = Journal(tmp_path / "a.journal", len(CONTENT), "")
    yield path, journal
    journal.close()


def record(journal: Journal, *indexes: int) -> None:
    for index in indexes:
        piece = CONTENT[index * CHUNK :][: journal.length(index)]
        journal.record(index, len(piece), zlib.crc32(piece))


def test_chunks_are_hashed_in_order_however_they_come(made) -> None:
    path, journal = made
    hashed = FollowingHash(path, journal, "")
    thread = threading.Thread(target=hashed.follow, args=(threading.Event(),))
    thread.start()
    record(journal, 2, 1, 0)
    thread.join(10)
    assert hashed.fingerprint.sha256 == hashlib.sha256(CONTENT).hexdigest()


def test_an_inherited_chunk_with_another_crc_is_missing_again(made, tmp_path: Path) -> None:
    path, journal = made
    record(journal, 0, 1, 2)
    journal.record(1, CHUNK, 12345)
    again = Journal(tmp_path / "a.journal", len(CONTENT), "")
    hashed = FollowingHash(path, again, "")
    halt = threading.Event()
    thread = threading.Thread(target=hashed.follow, args=(halt,))
    thread.start()
    with again.changed:
        assert again.changed.wait_for(lambda: again.valid(1) == 0, 10)
    assert list(again.missing()) == [(CHUNK, 2 * CHUNK)]
    record(again, 1)
    thread.join(10)
    assert hashed.fingerprint.matches(hashlib.sha256(CONTENT).hexdigest())
    again.close()


def test_hashing_again_from_a_changed_chunk(made) -> None:
    path, journal = made
    record(journal, 0, 1, 2)
    hashed = FollowingHash(path, journal, "")
    hashed.follow_to_end()
    changed = CONTENT[:CHUNK] + b"x" + CONTENT[CHUNK + 1 :]
    path.write_bytes(changed)
    hashed.back_to(1)
    hashed.follow_to_end()
    assert hashed.fingerprint.sha256 == hashlib.sha256(changed).hexdigest()


def test_gits_hash_of_a_blob_is_known_too() -> None:
    file = ServedFile("a.txt", b"hello", lfs=False)
    fingerprint = Fingerprint(5, git=True)
    fingerprint.update(memoryview(b"hello"))
    assert fingerprint.copy().matches(file.blob_id)
    assert not fingerprint.matches("0" * 40)


def test_without_a_known_hash_everything_matches() -> None:
    assert Fingerprint(0, git=False).matches("some-etag")
    assert not Fingerprint(0, git=False).matches("0" * 64)
