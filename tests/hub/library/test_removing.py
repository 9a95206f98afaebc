"""Removing says what goes, what stays and whose it is, and frees what it said."""

import os

import pytest

from app.core.errors import AppError
from app.core.library import Place
from app.hub.library import index
from app.hub.library.removing import delete, forget, plan_removal, remove_empty_folders
from tests.model_caches import write_hub_cache, write_ollama


def _plan(shelf, *names):
    return plan_removal(shelf.library, [shelf.entry(name) for name in names])


def _remove(shelf, removal):
    delete(removal)
    remove_empty_folders(shelf.folders.models, removal.paths)
    forget(shelf.folders.index, removal)


def _bytes_below(folder):
    stats = [path.lstat() for path in folder.rglob("*") if path.is_symlink() or path.is_file()]
    return sum({(one.st_dev, one.st_ino): one.st_size for one in stats}.values())


def test_an_own_file_goes_with_all_its_parts_and_its_empty_folders(shelf):
    folder = shelf.folders.models / "owner" / "repo"
    folder.mkdir(parents=True)
    for number in (1, 2):
        (folder / f"big-0000{number}-of-00002.gguf").write_bytes(b"x" * 100)
    shelf.scan()
    removal = _plan(shelf, "big.gguf")
    assert (removal.freed, removal.owners, removal.kept) == (200, (), ())
    _remove(shelf, removal)
    assert list(shelf.folders.models.iterdir()) == []
    assert shelf.library.files == ()


def test_a_linked_file_is_only_forgotten(shelf, tmp_path):
    path = tmp_path / "loose.gguf"
    path.write_bytes(b"x" * 100)
    shelf.link(path)
    removal = _plan(shelf, "loose.gguf")
    assert (removal.paths, removal.freed) == ((), 0)
    assert "stays" in removal.kept[0]
    _remove(shelf, removal)
    assert path.exists()
    assert shelf.library.files == ()


def test_a_file_of_a_linked_folder_cannot_be_removed_alone(shelf):
    (shelf.linked / "mine.gguf").write_bytes(b"x")
    with index.edit(shelf.folders.index) as records:
        records.folders.append(shelf.linked)
    shelf.scan()
    removal = _plan(shelf, "mine.gguf")
    assert (removal.files, removal.paths) == ((), ())
    assert "linked folder" in removal.kept[0]


def test_a_hard_linked_file_frees_nothing_and_says_so(shelf):
    path = shelf.folders.models / "one.gguf"
    path.write_bytes(b"x" * 100)
    (shelf.linked / "two.gguf").hardlink_to(path)
    shelf.scan()
    removal = _plan(shelf, "one.gguf")
    assert removal.freed == 0
    assert "another name" in removal.kept[0]


def test_both_names_of_a_file_free_it(shelf):
    path = shelf.folders.models / "one.gguf"
    path.write_bytes(b"x" * 100)
    (shelf.folders.models / "two.gguf").hardlink_to(path)
    shelf.scan()
    assert _plan(shelf, "one.gguf", "two.gguf").freed == 100


def test_a_link_in_the_models_folder_goes_and_what_it_leads_to_stays(shelf, tmp_path):
    real = tmp_path / "real.gguf"
    real.write_bytes(b"x" * 100)
    (shelf.folders.models / "link.gguf").symlink_to(real)
    shelf.scan()
    removal = _plan(shelf, "link.gguf")
    assert removal.freed == 0
    _remove(shelf, removal)
    assert real.exists()
    assert not os.path.lexists(shelf.folders.models / "link.gguf")


def test_a_hub_cache_s_file_goes_with_every_name_and_its_blob(shelf):
    files = {"q.gguf": b"x" * 100, "other.gguf": b"y" * 50}
    write_hub_cache(shelf.hub, "a/b", files, commit="0" * 40, branch=None)
    newer = write_hub_cache(shelf.hub, "a/b", files, commit="1" * 40)
    shelf.scan()
    removal = _plan(shelf, "q.gguf")
    assert removal.owners == (Place.HUGGING_FACE,)
    assert removal.freed == 100
    before = _bytes_below(shelf.hub / "models--a--b" / "blobs")
    _remove(shelf, removal)
    assert before - _bytes_below(shelf.hub / "models--a--b" / "blobs") == 100
    assert (newer / "other.gguf").read_bytes() == b"y" * 50
    assert not list(shelf.hub.rglob("q.gguf"))


def test_a_model_of_ollama_goes_with_its_names_and_leaves_what_others_need(shelf):
    write_ollama(shelf.ollama, "library/one:latest", b"x" * 100, projector=b"p" * 10)
    write_ollama(shelf.ollama, "library/one:again", b"x" * 100, projector=b"p" * 10)
    other = write_ollama(shelf.ollama, "library/two:latest", b"y" * 70)
    shelf.scan()
    removal = _plan(shelf, "one:again")
    assert removal.owners == (Place.OLLAMA,)
    assert removal.kept == ("Its other name in Ollama, one:latest, goes too.",)
    blobs, whole = _bytes_below(shelf.ollama / "blobs"), _bytes_below(shelf.ollama)
    _remove(shelf, removal)
    # The template and the configuration are shared with the model that stays.
    assert blobs - _bytes_below(shelf.ollama / "blobs") == 110
    assert whole - _bytes_below(shelf.ollama) == removal.freed
    assert [file.name for file in shelf.scan().files] == ["two:latest"]
    assert other.exists()


def test_a_projector_of_ollama_is_not_taken_from_its_model(shelf):
    write_ollama(shelf.ollama, "library/one:latest", b"x" * 100, projector=b"p" * 10)
    shelf.scan()
    removal = _plan(shelf, "one:latest (projector)")
    assert removal.files == ()
    assert "part of a model" in removal.kept[0]


def test_what_is_missing_is_forgotten(shelf, tmp_path):
    path = tmp_path / "loose.gguf"
    path.write_bytes(b"x")
    shelf.link(path)
    path.unlink()
    shelf.scan()
    removal = _plan(shelf, "loose.gguf")
    assert (removal.paths, removal.kept) == ((), ())
    _remove(shelf, removal)
    assert shelf.library.files == ()


def test_a_file_that_cannot_be_deleted_is_named(shelf):
    path = shelf.folders.models / "one.gguf"
    path.write_bytes(b"x")
    shelf.scan()
    removal = _plan(shelf, "one.gguf")
    path.unlink()
    path.mkdir()
    with pytest.raises(AppError, match=r"one\.gguf could not be deleted"):
        delete(removal)
    forget(shelf.folders.index, removal)
    assert len(shelf.library.files) == 1
