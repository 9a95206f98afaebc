"""Bytes are written once and in their place; a second coming is compared."""

import zlib
from pathlib import Path

import pytest

from app.hub.download.journal import CHUNK, Journal
from app.hub.download.writing import ChunkComparer, ChunkWriter, PartFile

CONTENT = bytes(range(250)) * (2 * CHUNK // 250) + b"the end of it"


@pytest.fixture
def made(tmp_path: Path):
    part = PartFile(tmp_path / "a.part", len(CONTENT))
    journal = Journal(tmp_path / "a.journal", len(CONTENT), "")
    yield part, journal
    part.close()
    journal.close()


def test_pieces_that_cross_chunks_are_recorded_with_their_crcs(made, tmp_path: Path) -> None:
    part, journal = made
    writer = ChunkWriter(part, journal)
    for start in range(0, len(CONTENT), 300_001):
        piece = CONTENT[start : start + 300_001]
        assert writer.write(start, memoryview(piece)) == len(piece)
    assert (tmp_path / "a.part").read_bytes() == CONTENT
    assert list(journal.missing()) == []
    assert journal.crc(1) == zlib.crc32(CONTENT[CHUNK : 2 * CHUNK])


def test_what_is_there_is_not_written_again(made, tmp_path: Path) -> None:
    part, journal = made
    writer = ChunkWriter(part, journal)
    writer.write(0, memoryview(CONTENT[:1000]))
    assert writer.write(0, memoryview(b"?" * 1000)) == 0
    assert writer.write(500, memoryview(CONTENT[500:2000])) == 1000
    assert (tmp_path / "a.part").read_bytes()[:2000] == CONTENT[:2000]
    assert journal.valid(0) == 2000


def test_what_comes_differently_the_second_time_is_replaced(made, tmp_path: Path) -> None:
    part, journal = made
    wrong = CONTENT[: CHUNK + 7] + b"?" + CONTENT[CHUNK + 8 :]
    ChunkWriter(part, journal).write(0, memoryview(wrong))
    comparer = ChunkComparer(part, journal)
    # A connection that broke begins again in the middle of a chunk.
    comparer.write(0, memoryview(CONTENT[: CHUNK + 50]))
    comparer.write(CHUNK + 20, memoryview(CONTENT[CHUNK + 20 :]))
    assert comparer.differing == [1]
    assert (tmp_path / "a.part").read_bytes() == CONTENT
    assert journal.crc(1) == zlib.crc32(CONTENT[CHUNK : 2 * CHUNK])
