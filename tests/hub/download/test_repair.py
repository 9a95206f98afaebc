"""Which bytes are wrong is found out: the disk's own first, then by fetching again in order."""

import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.hub.download import repair
from app.hub.download.fetcher import Sink
from app.hub.download.hashing import FollowingHash
from app.hub.download.journal import CHUNK, Extent, Journal
from app.hub.download.writing import ChunkWriter, PartFile
from tests.downloading import content, served

FILE = served(mib=3)


@pytest.fixture
def made(tmp_path: Path) -> Iterator[tuple[PartFile, Journal]]:
    part = PartFile(tmp_path / "a.part", FILE.size)
    journal = Journal(tmp_path / "a.journal", FILE.size, FILE.sha256)
    yield part, journal
    part.close()
    journal.close()


def test_chunks_that_the_disk_changed_are_struck_from_the_journal(made) -> None:
    part, journal = made
    ChunkWriter(part, journal).write(0, memoryview(content(FILE)))
    part.write(CHUNK + 5, memoryview(b"rot"))
    assert repair.lose_torn_chunks(part.path, journal, lambda: None) == (1,)
    assert list(journal.missing()) == [(CHUNK, 2 * CHUNK)]
    assert repair.extents((1,), journal) == ((CHUNK, 2 * CHUNK),)


def test_fetching_again_ends_when_the_hash_is_right_and_tells_what_was_wrong(made) -> None:
    part, journal = made
    wrong = bytearray(content(FILE))
    wrong[2 * CHUNK - 1] ^= 1
    wrong[2 * CHUNK] ^= 1
    ChunkWriter(part, journal).write(0, memoryview(wrong))
    hashed = FollowingHash(part.path, journal, FILE.sha256)
    hashed.follow_to_end()
    assert not hashed.fingerprint.matches(FILE.sha256)
    asked: list[Extent] = []

    def fetch(extent: Extent, sink: Sink) -> None:
        asked.append(extent)
        sink.write(extent[0], memoryview(content(FILE, *extent)))

    found = repair.fetch_again(part, journal, hashed, FILE.sha256, fetch)
    assert found == ((CHUNK, 3 * CHUNK),)
    assert hashed.fingerprint.matches(FILE.sha256)
    assert part.path.read_bytes() == content(FILE)
    assert journal.crc(2) == zlib.crc32(content(FILE, 2 * CHUNK, 3 * CHUNK))
    assert asked == [(0, FILE.size)]


def test_what_comes_wrong_again_stays_wrong(made) -> None:
    part, journal = made
    wrong = content(FILE)[:-1] + b"?"
    ChunkWriter(part, journal).write(0, memoryview(wrong))
    hashed = FollowingHash(part.path, journal, FILE.sha256)
    hashed.follow_to_end()

    def fetch(extent: Extent, sink: Sink) -> None:
        sink.write(extent[0], memoryview(wrong[slice(*extent)]))

    assert repair.fetch_again(part, journal, hashed, FILE.sha256, fetch) == ()
    assert not hashed.fingerprint.matches(FILE.sha256)
