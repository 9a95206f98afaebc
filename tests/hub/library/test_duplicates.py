"""The same content is found whatever it is called; only files of the same size are read."""

from app.hub.library.duplicates import bytes_to_read, candidates, find_duplicates
from tests.model_caches import write_hub_cache, write_ollama


def _find(shelf):
    return find_duplicates(shelf.folders.index, shelf.library.files, shelf.watch)


def _write(shelf, **contents):
    for name, content in contents.items():
        (shelf.linked / f"{name}.gguf").write_bytes(content)
    shelf.scan()


def test_only_files_of_the_same_size_are_read(shelf):
    _write(shelf, one=b"aaaa", same=b"aaaa", other=b"bbbb", longer=b"aaaaa")
    assert bytes_to_read(candidates(shelf.library.files)) == 12
    (group,) = _find(shelf)
    assert [file.name for file in group.files] == ["one.gguf", "same.gguf"]
    assert group.wasted == 4
    assert {path.name for path, _ in shelf.read} == {"one.gguf", "same.gguf", "other.gguf"}


def test_hashes_are_kept_so_that_the_next_look_reads_nothing(shelf):
    _write(shelf, one=b"aaaa", same=b"aaaa")
    first = _find(shelf)
    shelf.read.clear()
    assert [group.wasted for group in _find(shelf)] == [group.wasted for group in first]
    assert shelf.read == []


def test_links_waste_nothing(shelf):
    _write(shelf, one=b"aaaa")
    (shelf.linked / "hard.gguf").hardlink_to(shelf.linked / "one.gguf")
    (shelf.linked / "soft.gguf").symlink_to(shelf.linked / "one.gguf")
    shelf.scan()
    assert _find(shelf) == ()


def test_copies_of_other_programs_are_known_by_their_blobs_names(shelf):
    write_hub_cache(shelf.hub, "a/b", {"q.gguf": b"x" * 50})
    write_ollama(shelf.ollama, "library/q:latest", b"x" * 50)
    shelf.scan()
    (group,) = _find(shelf)
    assert {file.name for file in group.files} == {"q.gguf", "q:latest"}
    assert shelf.read == []


def test_most_wasteful_first(shelf):
    _write(shelf, a=b"aa", b=b"aa", c=b"cccc", d=b"cccc", e=b"cccc")
    assert [group.wasted for group in _find(shelf)] == [8, 2]


def test_giving_up_gives_what_was_found(shelf):
    _write(shelf, one=b"aaaa", same=b"aaaa")
    shelf.cancel.set()
    assert _find(shelf) == ()


def test_a_damaged_copy_is_no_duplicate_whatever_was_recorded_of_it(shelf):
    _write(shelf, good=b"aaaa", bad=b"aaaa")
    assert len(_find(shelf)) == 1
    (shelf.linked / "bad.gguf").write_bytes(b"aaab")
    shelf.scan()
    assert _find(shelf) == ()
    assert not shelf.entry("bad.gguf").is_verified
