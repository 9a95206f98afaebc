"""Whole files are recognised by their hash, and recorded as target, shards and drafter."""

import threading
from pathlib import Path

import pytest

from app.core.downloads import JobFile, new_job
from app.hub.download import installed
from app.hub.download.file import Fetched
from app.hub.download.problems import DownloadStopped
from app.hub.library import index
from tests.hub_server.repos import ServedFile

CONTENT = b"GGUF and so on"
SHA256 = ServedFile("a", CONTENT).sha256


def file(path: str, **more: bool) -> JobFile:
    return JobFile("maker/chat", "c" * 40, path, len(CONTENT), SHA256, **more)


def put(folder: Path, wanted: JobFile, data: bytes = CONTENT) -> Fetched:
    path = wanted.destination(folder)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return Fetched(path, SHA256, "", 0, ())


def recognise(folder: Path, wanted: JobFile, tick=lambda: None, stop=None) -> Fetched | None:
    halt = stop or threading.Event()
    return installed.recognise(wanted, folder, folder / "library.json", halt, tick)


def test_a_file_is_recognised_by_its_hash(tmp_path: Path) -> None:
    wanted = file("a.gguf")
    assert recognise(tmp_path, wanted) is None
    put(tmp_path, wanted, b"?" * len(CONTENT))
    assert recognise(tmp_path, wanted) is None
    there = put(tmp_path, wanted)
    found = recognise(tmp_path, wanted)
    assert found is not None
    assert (found.path, found.sha256, found.fetched) == (there.path, SHA256, 0)


def test_what_the_library_verified_is_not_hashed_again_unless_it_changed(tmp_path: Path) -> None:
    wanted = file("a.gguf")
    there = put(tmp_path, wanted)
    installed.record(new_job("a", tmp_path, (wanted,)), (there,), tmp_path / "library.json")
    hashed: list[int] = []
    assert recognise(tmp_path, wanted, lambda: hashed.append(1)) is not None
    assert not hashed
    put(tmp_path, wanted, b"?" * len(CONTENT))
    assert recognise(tmp_path, wanted, lambda: hashed.append(1)) is None
    assert hashed


def test_hashing_ends_when_asked(tmp_path: Path) -> None:
    wanted, stop = file("a.gguf"), threading.Event()
    put(tmp_path, wanted)
    stop.set()
    with pytest.raises(DownloadStopped):
        recognise(tmp_path, wanted, stop=stop)


def test_a_target_its_shards_and_its_drafter_are_two_models_and_a_pair(tmp_path: Path) -> None:
    files = (
        file("big-00001-of-00002.gguf"),
        file("big-00002-of-00002.gguf"),
        file("MTP/head.gguf", is_drafter=True),
    )
    came = [put(tmp_path, one) for one in files]
    installed.record(new_job("big", tmp_path, files), came, tmp_path / "library.json")
    records = index.load(tmp_path / "library.json")
    target = records.files[came[0].path]
    assert [part.path for part in target.parts] == [came[0].path, came[1].path]
    assert (target.origin.revision, target.origin.path) == ("c" * 40, files[0].path)
    assert target.is_verified
    (pair,) = records.pairs
    assert (pair.target, pair.drafter) == (came[0].path, came[2].path)


@pytest.mark.parametrize("is_drafter", [False, True])
def test_half_of_a_pair_is_recorded_with_the_half_that_was_here(
    tmp_path: Path, *, is_drafter: bool
) -> None:
    wanted, beside = file("half.gguf", is_drafter=is_drafter), tmp_path / "here.gguf"
    came = put(tmp_path, wanted)
    job = new_job("half", tmp_path, (wanted,), beside)
    installed.record(job, [came], tmp_path / "library.json")
    (pair,) = index.load(tmp_path / "library.json").pairs
    expected = (beside, came.path) if is_drafter else (came.path, beside)
    assert (pair.target, pair.drafter) == expected
