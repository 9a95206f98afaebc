"""Files and folders are linked where they lie; copies are whole, hashed, or not there at all."""

import hashlib
import shutil

import pytest

from app.core.errors import AppError
from app.core.library import Place
from app.hub.library import importing
from app.hub.library.importing import copy, link, look_at
from app.hub.library.scan import scan
from tests.gguf_factory import write_llama
from tests.model_caches import write_ollama


class Refusals(dict):
    """What was refused, by file name."""

    def __call__(self, path, problem):
        self[path.name] = problem


@pytest.fixture
def refused():
    return Refusals()


def _link(shelf, refused, *paths):
    link(shelf.folders, look_at(paths, refused), shelf.cancel, shelf.reported.append)


def _copy(shelf, refused, *paths):
    intake = look_at(paths, refused)
    copy(shelf.folders, intake, shelf.cancel, shelf.watch.progress, shelf.reported.append)


def test_a_file_is_linked_and_not_copied(shelf, tmp_path, refused):
    path = write_llama(tmp_path / "loose.gguf")
    _link(shelf, refused, path)
    (file,) = shelf.library.files
    assert (file.path, file.place) == (path, Place.LINKED)
    assert file.is_usable
    assert list(shelf.folders.models.iterdir()) == []


def test_one_part_brings_the_others(shelf, tmp_path, refused):
    for number in (1, 2):
        (tmp_path / f"big-0000{number}-of-00002.gguf").write_bytes(b"x")
    _link(shelf, refused, tmp_path / "big-00002-of-00002.gguf")
    (file,) = shelf.library.files
    assert len(file.parts) == 2


def test_a_folder_is_looked_through_at_every_scan(shelf, tmp_path, refused):
    folder = tmp_path / "disk"
    folder.mkdir()
    write_llama(folder / "one.gguf")
    _link(shelf, refused, folder)
    assert shelf.library.folders == (folder,)
    write_llama(folder / "two.gguf")
    library = scan(shelf.folders, shelf.cancel, shelf.reported.append)
    assert {"one.gguf", "two.gguf"} <= {file.name for file in library.files}


def test_what_is_no_model_is_refused_with_a_reason_and_the_rest_is_taken(shelf, tmp_path, refused):
    good = write_llama(tmp_path / "good.gguf")
    (tmp_path / "notes.txt").write_text("hello")
    (tmp_path / "empty").mkdir()
    _link(
        shelf, refused, tmp_path / "notes.txt", tmp_path / "empty", good, tmp_path / "nowhere.gguf"
    )
    assert [file.name for file in shelf.library.files] == ["good.gguf"]
    assert "not a GGUF" in refused["notes.txt"].title
    assert "no GGUF files" in refused["empty"].title
    assert "There is no file" in refused["nowhere.gguf"].title


def test_a_model_without_a_name_for_it_is_taken(shelf, tmp_path, refused):
    content = write_llama(tmp_path / "source.gguf").read_bytes()
    blob = write_ollama(tmp_path / "elsewhere", "library/x:latest", content)
    _link(shelf, refused, blob)
    assert shelf.library.files[0].path == blob


def test_a_copy_is_whole_hashed_and_ours(shelf, tmp_path, refused):
    path = write_llama(tmp_path / "loose.gguf")
    _copy(shelf, refused, path)
    (file,) = shelf.library.files
    assert file.place is Place.FORETOKEN
    assert file.path == shelf.folders.models / "imported" / "loose" / "loose.gguf"
    assert file.path.read_bytes() == path.read_bytes()
    assert file.parts[0].sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert sum(count for _, count in shelf.read) == path.stat().st_size
    assert shelf.scan().files[0].origin.repo_id == ""


def test_a_second_file_of_the_same_name_stands_beside_the_first(shelf, tmp_path, refused):
    one = write_llama(tmp_path / "loose.gguf", seed=1)
    _copy(shelf, refused, one)
    (tmp_path / "sub").mkdir()
    _copy(shelf, refused, write_llama(tmp_path / "sub" / "loose.gguf", seed=2))
    folders = sorted(path.name for path in (shelf.folders.models / "imported").iterdir())
    assert folders == ["loose", "loose (2)"]


def test_giving_up_leaves_nothing_half(shelf, tmp_path, refused):
    path = write_llama(tmp_path / "loose.gguf")
    shelf.cancel.set()
    _copy(shelf, refused, path)
    assert shelf.library.files == ()
    assert not [file for file in shelf.folders.models.rglob("*") if file.is_file()]


def test_a_disk_without_space_is_found_before_anything_is_copied(
    shelf, tmp_path, refused, monkeypatch
):
    path = write_llama(tmp_path / "loose.gguf")
    usage = shutil.disk_usage(tmp_path)._replace(free=importing.SPARE)
    monkeypatch.setattr(importing.shutil, "disk_usage", lambda _: usage)
    with pytest.raises(AppError, match="not enough space"):
        _copy(shelf, refused, path)
    assert list(shelf.folders.models.iterdir()) == []


def test_a_folder_that_cannot_be_written_to_is_said(shelf, tmp_path, refused):
    path = write_llama(tmp_path / "loose.gguf")
    (shelf.folders.models / "imported").write_text("in the way")
    with pytest.raises(AppError, match="cannot be copied"):
        _copy(shelf, refused, path)
    assert shelf.library.files == ()


def test_a_file_changed_on_purpose_is_taken_anew(shelf, tmp_path, refused):
    path = write_llama(tmp_path / "loose.gguf")
    shelf.link(path, hashed=True)
    write_llama(path, seed=5)
    shelf.scan()
    assert shelf.entry("loose.gguf").parts[0].sha256
    _link(shelf, refused, path)
    assert shelf.entry("loose.gguf").parts[0].sha256 == ""
