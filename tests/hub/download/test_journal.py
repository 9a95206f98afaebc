"""A journal says which bytes are there, in this process and in the next."""

from pathlib import Path

from app.hub.download.journal import CHUNK, Journal, recorded

SIZE = 3 * CHUNK + 100


def opened(tmp_path: Path, size: int = SIZE) -> Journal:
    return Journal(tmp_path / "a.journal", size, "abc")


def test_all_is_missing_at_first(tmp_path: Path) -> None:
    journal = opened(tmp_path)
    assert list(journal.missing()) == [(0, SIZE)]
    assert journal.done == 0
    journal.close()


def test_missing_extents_begin_behind_what_a_chunk_has(tmp_path: Path) -> None:
    journal = opened(tmp_path)
    journal.record(0, 500, 1)
    journal.record(1, CHUNK, 2)
    journal.record(3, 50, 3)
    assert list(journal.missing()) == [(500, CHUNK), (2 * CHUNK, 3 * CHUNK), (3 * CHUNK + 50, SIZE)]
    assert journal.done == CHUNK + 550
    journal.close()


def test_the_next_process_reads_what_this_one_wrote_without_closing(tmp_path: Path) -> None:
    first = opened(tmp_path)
    first.record(1, CHUNK, 77)
    first.record(2, 9, 78)
    second = opened(tmp_path)
    assert (second.valid(1), second.crc(1), second.valid(2)) == (CHUNK, 77, 9)
    assert second.done == CHUNK + 9
    assert second.is_inherited(1)
    assert not second.is_inherited(0)
    found = recorded(tmp_path / "a.journal")
    assert found is not None
    assert (found.size, found.identity, found.done) == (SIZE, "abc", CHUNK + 9)
    first.close()
    second.close()


def test_a_lost_chunk_is_missing_again(tmp_path: Path) -> None:
    journal = opened(tmp_path)
    for index in range(4):
        journal.record(index, journal.length(index), 1)
    assert list(journal.missing()) == []
    journal.lose(3)
    assert list(journal.missing()) == [(3 * CHUNK, SIZE)]
    journal.close()


def test_a_journal_that_ends_early_has_nothing_of_the_rest(tmp_path: Path) -> None:
    journal = opened(tmp_path)
    journal.record(0, CHUNK, 1)
    journal.record(3, 100, 1)
    journal.close()
    path = tmp_path / "a.journal"
    path.write_bytes(path.read_bytes()[:-8])
    again = opened(tmp_path)
    assert list(again.missing()) == [(CHUNK, SIZE)]
    again.close()


def test_an_impossible_entry_counts_as_nothing(tmp_path: Path) -> None:
    journal = opened(tmp_path)
    journal.record(3, 100, 1)
    journal.close()
    path = tmp_path / "a.journal"
    path.write_bytes(path.read_bytes()[:-8] + b"\xff" * 8)
    again = opened(tmp_path)
    assert again.valid(3) == 0
    again.close()


def test_what_is_no_journal_is_none(tmp_path: Path) -> None:
    assert recorded(tmp_path / "none") is None
    for text in (b"", b"\xff\xfe", b"[]", b'{"format": 2}'):
        (tmp_path / "other").write_bytes(text)
        assert recorded(tmp_path / "other") is None
