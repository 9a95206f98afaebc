"""Scanning finds, knows again, follows and misses files; what is known is not read again."""

import dataclasses
import os
import shutil
import threading
from pathlib import Path

from app.core.library import FileOrigin, LibraryFile, LibraryKind, PairSource, Place
from app.hub.library import details, index
from app.hub.library import scan as scanning
from app.hub.library.hashing import hash_file
from app.hub.library.stats import stat_part
from tests.gguf_factory import TINY, write_gemma4, write_gemma4_assistant, write_llama
from tests.model_caches import write_hub_cache, write_ollama


def test_files_are_told_apart_and_their_reasons_given(shelf):
    write_llama(shelf.linked / "chat.gguf")
    target = write_gemma4(shelf.folders.models / "gemma.gguf")
    write_gemma4_assistant(shelf.folders.models / "head.gguf", TINY)
    (shelf.linked / "page.gguf").write_text("<!doctype html>")
    (shelf.linked / "imatrix.dat").write_bytes(b"\0")
    found = {file.name: file for file in shelf.scan().files}
    kinds = {name: file.details.kind for name, file in found.items()}
    assert kinds == {
        "chat.gguf": LibraryKind.TARGET,
        "gemma.gguf": LibraryKind.TARGET,
        "head.gguf": LibraryKind.DRAFTER,
        "page.gguf": LibraryKind.UNUSABLE,
        "imatrix.dat": LibraryKind.COMPANION,
    }
    assert "web page" in found["page.gguf"].details.reason
    assert found["gemma.gguf"].size == target.stat().st_size
    assert found["gemma.gguf"].details.architecture == "gemma4"
    assert found["head.gguf"].details.width_out == found["gemma.gguf"].details.width


def test_what_is_known_is_neither_read_nor_reported_again(shelf, monkeypatch):
    write_llama(shelf.linked / "chat.gguf")
    first = shelf.scan()
    assert [file.name for file in shelf.reported] == ["chat.gguf"]

    def refuse(paths):
        raise AssertionError(f"read {paths} again")

    monkeypatch.setattr(scanning, "read_details", refuse)
    assert shelf.scan() == first
    assert shelf.reported == []


def test_what_was_written_to_is_read_again_and_no_longer_verified(shelf):
    path = write_llama(shelf.linked / "chat.gguf")
    shelf.scan()
    with index.edit(shelf.folders.index) as records:
        file = records.files[path]
        part = dataclasses.replace(file.parts[0], sha256="1" * 64, verified="2026-01-01")
        records.put(dataclasses.replace(file, parts=(part,)))
    path.write_text("now something else")
    (file,) = shelf.scan().files
    assert file.details.kind is LibraryKind.UNUSABLE
    assert (file.parts[0].sha256, file.parts[0].verified) == ("1" * 64, "")


def test_what_a_download_recorded_is_known_and_is_verified_until_the_file_changes(shelf):
    path = shelf.folders.models / "owner" / "repo" / "chat.gguf"
    path.parent.mkdir(parents=True)
    write_llama(path)
    part = dataclasses.replace(stat_part(path, "1" * 64), verified="2026-01-01")
    index.record_download(shelf.folders.index, [part], FileOrigin("owner/repo", "c" * 40))
    (known,) = shelf.scan().files
    assert known.is_verified
    assert known.origin.revision == "c" * 40
    assert known.details.kind is LibraryKind.TARGET
    os.utime(path, (1, 1))
    (file,) = shelf.scan().files
    assert (file.parts[0].sha256, file.parts[0].verified) == ("1" * 64, "")


def test_details_of_an_older_reading_are_read_again(shelf, monkeypatch):
    write_llama(shelf.linked / "chat.gguf")
    shelf.scan()
    for module in (details, scanning):
        monkeypatch.setattr(module, "READING", details.READING + 1)
    (file,) = shelf.scan().files
    assert file.details.reading == details.READING
    assert len(shelf.reported) == 1


def test_other_programs_files_are_listed_where_they_lie(shelf, tmp_path):
    content = write_llama(tmp_path / "source.gguf").read_bytes()
    write_hub_cache(tmp_path / "hub", "a/b", {"q.gguf": content})
    write_ollama(tmp_path / "ollama", "library/tiny:latest", content)
    found = {file.place: file for file in shelf.scan().files}
    assert found[Place.HUGGING_FACE].origin.repo_id == "a/b"
    assert found[Place.OLLAMA].name == "tiny:latest"
    assert {file.details.kind for file in found.values()} == {LibraryKind.TARGET}
    hashes = {file.parts[0].sha256 for file in found.values()}
    assert hashes == {hash_file(tmp_path / "source.gguf", threading.Event())}


def test_what_another_program_deleted_is_not_listed(shelf, tmp_path):
    snapshot = write_hub_cache(tmp_path / "hub", "a/b", {"q.gguf": b"x"})
    assert len(shelf.scan().files) == 1
    (snapshot / "q.gguf").unlink()
    assert shelf.scan().files == ()


def test_a_linked_file_that_is_gone_is_missing_and_comes_back(shelf, tmp_path):
    path = write_llama(tmp_path / "loose.gguf")
    shelf.link(path)
    (file,) = shelf.scan().files
    assert not file.missing
    away = path.rename(tmp_path.parent / f"{tmp_path.name}-away.gguf")
    (file,) = shelf.scan().files
    assert file.missing
    assert [one.missing for one in shelf.reported] == [True]
    away.rename(path)
    (file,) = shelf.scan().files
    assert not file.missing


def test_a_renamed_file_keeps_its_hash_its_origin_and_its_pair(shelf):
    old = write_llama(shelf.linked / "old.gguf")
    shelf.scan()
    with index.edit(shelf.folders.index) as records:
        file = records.files[old]
        part = dataclasses.replace(file.parts[0], sha256="5" * 64, verified="2026-01-01")
        origin = FileOrigin("a/b", "c" * 40, "old.gguf")
        records.put(dataclasses.replace(file, parts=(part,), origin=origin))
    index.remember_loaded(shelf.folders.index, old, None)
    new = shelf.linked / "sub" / "new.gguf"
    new.parent.mkdir()
    old.rename(new)
    library = shelf.scan()
    (file,) = library.files
    assert (file.path, file.name, file.missing) == (new, "new.gguf", False)
    assert file.is_verified
    assert file.parts[0].sha256 == "5" * 64
    assert file.origin.repo_id == "a/b"
    assert [pair.target for pair in library.pairs] == [new]


def test_a_linked_file_renamed_in_its_folder_is_followed(shelf, tmp_path):
    (tmp_path / "else").mkdir()
    old = write_llama(tmp_path / "else" / "old.gguf")
    shelf.link(old)
    shelf.scan()
    old.rename(old.with_name("new.gguf"))
    (file,) = shelf.scan().files
    assert (file.path, file.place, file.missing) == (old.with_name("new.gguf"), Place.LINKED, False)


def test_a_file_moved_to_another_disk_is_known_by_its_hash(shelf, tmp_path):
    old = write_llama(tmp_path / "loose.gguf")
    with index.edit(shelf.folders.index) as records:
        part = stat_part(old, hash_file(old, threading.Event()))
        records.put(LibraryFile("loose.gguf", Place.LINKED, (part,)))
    shelf.scan()
    # Another inode and another time, as after a move across disks; the same size as a stranger.
    shutil.copyfile(old, shelf.linked / "moved.gguf")
    content = bytearray(old.read_bytes())
    content[-1] ^= 1
    (shelf.linked / "a_stranger.gguf").write_bytes(content)
    old.unlink()
    found = {file.name: file for file in shelf.scan().files}
    assert set(found) == {"moved.gguf", "a_stranger.gguf"}
    assert found["moved.gguf"].parts[0].sha256
    assert not found["a_stranger.gguf"].parts[0].sha256


def test_what_is_recorded_during_a_scan_stays(shelf):
    path = write_llama(shelf.linked / "chat.gguf")
    later = shelf.folders.models / "a" / "b" / "later.gguf"

    def download(_: Path) -> None:
        later.parent.mkdir(parents=True)
        write_llama(later)
        part = dataclasses.replace(stat_part(later, "7" * 64), verified="2026-01-01")
        index.record_download(shelf.folders.index, [part], FileOrigin("a/b"))
        index.record_pair(shelf.folders.index, path, later)

    library = shelf.scan(seen=download)
    assert {file.name for file in library.files} == {"chat.gguf", "later.gguf"}
    assert library.pairs[0].source is PairSource.DOWNLOADED


def test_what_is_removed_during_a_scan_stays_removed(shelf):
    path = write_llama(shelf.linked / "chat.gguf")
    shelf.scan()

    def forget(_: Path) -> None:
        with index.edit(shelf.folders.index) as records:
            del records.files[path]

    assert shelf.scan(seen=forget).files == ()


def test_a_cancelled_scan_forgets_nothing(shelf):
    write_llama(shelf.linked / "one.gguf")
    write_llama(shelf.linked / "two.gguf")
    shelf.scan()
    shelf.cancel.set()
    library = shelf.scan()
    assert [file.missing for file in library.files] == [False, False]


def test_disk_use_counts_each_file_on_disk_once(shelf, tmp_path):
    content = write_llama(tmp_path / "source.gguf").read_bytes()
    write_hub_cache(tmp_path / "hub", "a/b", {"q.gguf": content, "same.gguf": content})
    (shelf.linked / "mine.gguf").hardlink_to(tmp_path / "source.gguf")
    (shelf.linked / "again.gguf").symlink_to(shelf.linked / "mine.gguf")
    library = shelf.scan()
    uses = {use.place: use.size for use in library.uses}
    assert uses == {Place.HUGGING_FACE: len(content), Place.LINKED: len(content)}
    assert library.size == 2 * len(content)
