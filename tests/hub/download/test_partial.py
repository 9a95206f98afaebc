"""A partial file has another name, is locked while written, and becomes whole at once."""

from pathlib import Path

import pytest

from app.core.downloads import JobFile
from app.hub.download.partial import Partial
from app.hub.download.problems import DownloadProblem
from app.hub.download.writing import ChunkWriter

FILE = JobFile("a/b", "main", "c.gguf", 5, "f" * 64)


def write(partial: Partial, data: bytes, identity: str = FILE.sha256) -> None:
    with partial.opened(identity) as (part, journal):
        ChunkWriter(part, journal).write(0, memoryview(data))


def test_what_is_there_stays_for_the_next_time(tmp_path: Path) -> None:
    partial = Partial(FILE, tmp_path)
    assert partial.done == 0
    write(partial, b"abc")
    assert partial.done == Partial(FILE, tmp_path).done == 3
    assert not partial.whole.exists()
    with partial.opened(FILE.sha256) as (_, journal):
        assert list(journal.missing()) == [(3, 5)]


def test_finishing_leaves_the_whole_file_alone(tmp_path: Path) -> None:
    partial = Partial(FILE, tmp_path)
    with partial.opened(FILE.sha256) as (part, journal):
        ChunkWriter(part, journal).write(0, memoryview(b"abcde"))
        partial.finish(part)
    assert partial.whole.read_bytes() == b"abcde"
    assert list(partial.whole.parent.iterdir()) == [partial.whole]


def test_another_file_is_not_mixed_with_what_is_there(tmp_path: Path) -> None:
    partial = Partial(FILE, tmp_path)
    write(partial, b"abc")
    with pytest.raises(DownloadProblem, match="changed"), partial.opened("e" * 64):
        pass
    assert partial.done == 3


def test_half_of_what_belongs_together_is_of_no_use(tmp_path: Path) -> None:
    partial = Partial(FILE, tmp_path)
    write(partial, b"abc")
    partial.part.unlink()
    assert partial.done == 0
    write(partial, b"")
    assert partial.done == 0


def test_only_one_writes(tmp_path: Path) -> None:
    first, second = Partial(FILE, tmp_path), Partial(FILE, tmp_path)
    with first.opened(FILE.sha256):
        with pytest.raises(DownloadProblem, match="Another Foretoken"):
            second.discard()
        with pytest.raises(DownloadProblem, match="Another Foretoken"):
            write(second, b"x")


def test_whether_it_can_become_what_the_hub_has_now(tmp_path: Path) -> None:
    partial = Partial(FILE, tmp_path)
    assert not partial.belongs_to(FILE)
    write(partial, b"abc")
    assert partial.belongs_to(FILE)
    assert not partial.belongs_to(JobFile("a/b", "main", "c.gguf", 5, "e" * 64))
    write(partial, b"abcde")
    assert not partial.belongs_to(FILE), "all came, and its hash was wrong"


def test_discarding_leaves_nothing(tmp_path: Path) -> None:
    partial = Partial(FILE, tmp_path)
    partial.discard()
    write(partial, b"abc")
    partial.discard()
    assert list(partial.part.parent.iterdir()) == []
