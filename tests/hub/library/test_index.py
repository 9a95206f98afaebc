"""The index survives damage, other versions and several writers; nonsense in it is left out."""

import json
import multiprocessing
from pathlib import Path

import pytest

from app.core.errors import AppError
from app.core.library import (
    FileDetails,
    FileOrigin,
    FilePart,
    InstalledPair,
    LibraryFile,
    LibraryKind,
    PairSource,
    Place,
)
from app.hub.library import index


def _file(path: Path) -> LibraryFile:
    part = FilePart(path, 5, 6, 7, 8, "a" * 64, "2026-11-24")
    origin = FileOrigin("owner/repo", "c" * 40, "q.gguf")
    details = FileDetails(LibraryKind.TARGET, "target", name="Q", parameters=9, has_heads=True)
    return LibraryFile(path.name, Place.LINKED, (part,), origin, details)


def test_everything_comes_back(tmp_path):
    path = tmp_path / "library.json"
    file = _file(Path("/models/q.gguf"))
    pair = InstalledPair(file.path, Path("/models/d.gguf"), PairSource.DOWNLOADED, "2026-11-24")
    with index.edit(path) as records:
        records.put(file)
        records.remember_pair(pair)
        records.folders.append(Path("/models"))
    assert index.load(path) == index.Records({file.path: file}, [pair], [Path("/models")])


@pytest.mark.parametrize("text", ["{", "[]", '{"version": 99, "files": []}', "null", "\udc80"])
def test_what_cannot_be_read_is_set_aside(tmp_path, text):
    path = tmp_path / "library.json"
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    assert index.load(path) == index.Records()
    assert (tmp_path / "library.damaged.json").exists()


def test_nonsense_among_entries_is_left_out(tmp_path):
    path = tmp_path / "library.json"
    with index.edit(path) as records:
        records.put(_file(Path("/good.gguf")))
    whole = json.loads(path.read_text())
    good = whole["files"][0]
    whole["files"] += [
        1,
        good | {"place": "moon"},
        good | {"parts": []},
        good | {"parts": [{"path": "/x", "size": -1}]},
        good | {"parts": [{"size": 1}]},
        good | {"details": {"kind": "poem"}},
        good | {"origin": {"repo_id": 3}},
    ]
    whole["pairs"] = [{"target": "/good.gguf"}, "x"]
    whole["folders"] = [7, ""]
    path.write_text(json.dumps(whole))
    assert index.load(path) == index.Records({Path("/good.gguf"): _file(Path("/good.gguf"))})


def test_names_that_are_not_utf8_come_back(tmp_path):
    path = tmp_path / "library.json"
    file = _file(Path("/models/\udcff.gguf"))
    with index.edit(path) as records:
        records.put(file)
    assert list(index.load(path).files) == [file.path]


def test_a_failed_change_leaves_what_was(tmp_path):
    path = tmp_path / "library.json"
    with index.edit(path) as records:
        records.put(_file(Path("/one.gguf")))
    with pytest.raises(RuntimeError), index.edit(path) as records:
        records.files.clear()
        raise RuntimeError
    assert list(index.load(path).files) == [Path("/one.gguf")]


def test_a_folder_that_cannot_be_written_to_is_said(tmp_path):
    with pytest.raises(AppError, match="cannot be kept"), index.edit(tmp_path / "no" / "x.json"):
        pass


def _record(path: Path, numbers: range) -> None:
    for number in numbers:
        part = FilePart(Path(f"/{number}.gguf"), 1)
        index.record_download(path, [part], FileOrigin("a/b"))


def test_several_processes_lose_nothing(tmp_path):
    path = tmp_path / "library.json"
    context = multiprocessing.get_context("spawn")
    others = [
        context.Process(target=_record, args=(path, range(first, first + 20)))
        for first in (0, 20, 40)
    ]
    for process in others:
        process.start()
    for process in others:
        process.join()
    assert len(index.load(path).files) == 60


def test_a_pair_is_remembered_once_newest_first(tmp_path):
    path = tmp_path / "library.json"
    one, two, drafter = Path("/one.gguf"), Path("/two.gguf"), Path("/d.gguf")
    index.record_pair(path, one, drafter)
    index.remember_loaded(path, two, None)
    index.remember_loaded(path, one, drafter)
    pairs = [(pair.target, pair.drafter, pair.source) for pair in index.load(path).pairs]
    assert pairs == [(one, drafter, PairSource.DOWNLOADED), (two, None, PairSource.LOADED)]


def test_shards_are_recorded_as_one_model(tmp_path):
    parts = [FilePart(Path(f"/big-0000{n}-of-00002.gguf"), n) for n in (1, 2)]
    file = index.record_download(tmp_path / "library.json", parts, FileOrigin("a/b"))
    assert (file.name, file.size, len(file.parts)) == ("big.gguf", 3, 2)
