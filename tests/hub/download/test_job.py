"""A job as a whole: a pair in the library at the end, or a sentence and nothing lost."""

import dataclasses
import os
import threading
from pathlib import Path

import pytest

from app.core.downloads import DownloadProgress, JobState, Remedy
from app.core.errors import AppError
from app.core.library import PairSource
from app.hub.download.fetcher import Options
from app.hub.download.job import bytes_there, discard, renewed
from app.hub.download.problems import DownloadProblem, DownloadStopped
from app.hub.library import index
from tests.downloading import MIB, fetch, holds, job_for, pair_repository, services_for
from tests.hub_server.faults import Fault
from tests.hub_server.repos import Repository, ServedFile
from tests.hub_server.server import HubServer

NOBODY = 65534


@pytest.fixture
def server():
    with HubServer(pair_repository()) as running:
        yield running


def stopped(server: HubServer, folder: Path, revision: str = "") -> int:
    """Fetch a part of the job and return how many bytes came."""
    stop = threading.Event()
    job = job_for(server.hub.repositories["maker/chat-GGUF"], folder, revision)
    server.hub.rate.set(20e6)

    def report(progress: DownloadProgress) -> None:
        if progress.done > 2 * MIB:
            stop.set()

    with pytest.raises(DownloadStopped):
        fetch(job, server.hub, stop=stop, report=report)
    server.hub.rate.set(0)
    assert not list(folder.rglob("*.gguf"))
    return bytes_there(job)


def test_a_pair_is_in_the_library_at_the_end(server, tmp_path: Path) -> None:
    job = job_for(pair_repository(), tmp_path)
    finished = fetch(job, server.hub)
    assert finished.paths == job.paths
    assert all(map(holds, job.paths, pair_repository().files))
    records = index.load(tmp_path / "library.json")
    target, drafter = job.paths
    assert records.files[target].is_verified
    assert records.files[target].origin.repo_id == "maker/chat-GGUF"
    assert records.files[drafter].parts[0].sha256 == job.files[1].sha256
    (pair,) = records.pairs
    assert (pair.target, pair.drafter, pair.source) == (target, drafter, PairSource.DOWNLOADED)


def test_what_is_there_already_is_not_fetched_again(server, tmp_path: Path) -> None:
    job = job_for(pair_repository(), tmp_path)
    fetch(job, server.hub)
    sent = server.hub.body_bytes
    assert fetch(job, server.hub).fetched == 0
    # Known to the library or not, its hash decides.
    (tmp_path / "library.json").unlink()
    assert fetch(job, server.hub).fetched == 0
    assert server.hub.body_bytes == sent
    job.paths[1].write_bytes(b"x" * job.files[1].size)
    assert fetch(job, server.hub).fetched == job.files[1].size
    assert holds(job.paths[1], pair_repository().files[1])


def test_what_came_damaged_is_told(server, tmp_path: Path) -> None:
    server.hub.faults.add(Fault("corrupt", start=10, end=11))
    assert fetch(job_for(pair_repository(), tmp_path), server.hub).repaired == MIB


def test_shards_are_one_model(server, tmp_path: Path) -> None:
    names = [f"big-0000{number}-of-00003.gguf" for number in (1, 2, 3)]
    files = tuple(ServedFile(name, length=MIB + n, seed=n) for n, name in enumerate(names))
    repository = Repository("maker/big-GGUF", files)
    server.hub.put(repository)
    job = job_for(repository, tmp_path)
    fetch(job, server.hub)
    (known,) = index.load(tmp_path / "library.json").files.values()
    assert [part.path.name for part in known.parts] == names


def test_progress_ends_with_all_bytes_and_never_goes_back(server, tmp_path: Path) -> None:
    server.hub.rate.set(8e6)
    seen: list[DownloadProgress] = []
    job = job_for(pair_repository(), tmp_path)
    fetch(job, server.hub, report=seen.append)
    done = [progress.done for progress in seen]
    assert done == sorted(done)
    assert done[-1] == seen[-1].total == job.total
    assert {progress.file for progress in seen} == {file.name for file in job.files}
    assert seen[-1].bytes_per_second > 0


def test_the_limit_holds_over_all_connections(server, tmp_path: Path) -> None:
    options = Options(patience=30)
    options.limiter.set(8_000_000)
    speeds: list[float] = []
    fetch(
        job_for(pair_repository(), tmp_path),
        server.hub,
        options,
        report=lambda progress: speeds.append(progress.bytes_per_second),
    )
    assert speeds[-1] < 11e6


def test_a_full_disk_is_told_before_the_first_byte(server, tmp_path: Path) -> None:
    job = job_for(pair_repository(), tmp_path)
    huge = dataclasses.replace(job.files[0], size=10**15)
    with pytest.raises(DownloadProblem, match="free") as caught:
        fetch(dataclasses.replace(job, files=(huge,)), server.hub)
    assert caught.value.remedy is Remedy.FOLDER
    assert server.hub.served == []


def test_a_disk_that_fills_up_meanwhile_is_told_and_what_came_is_kept(
    server, tmp_path: Path
) -> None:
    resource = pytest.importorskip("resource")
    came = stopped(server, tmp_path)
    job = job_for(pair_repository(), tmp_path)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4 * MIB, hard))
    try:
        with pytest.raises(DownloadProblem, match="disk is full") as caught:
            fetch(job, server.hub)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert caught.value.remedy is Remedy.FOLDER
    assert bytes_there(job) >= came
    assert fetch(job, server.hub).fetched <= job.total - came


@pytest.mark.skipif(not hasattr(os, "seteuid"), reason="users are a thing of POSIX")
def test_a_folder_that_may_not_be_written_is_told(server, tmp_path: Path) -> None:
    folder = tmp_path / "models"
    folder.mkdir()
    folder.chmod(0o555)
    user = os.geteuid()
    if user == 0:
        tmp_path.chmod(0o755)
        os.seteuid(NOBODY)
    try:
        with pytest.raises(DownloadProblem, match="may not be written") as caught:
            fetch(job_for(pair_repository(), folder), server.hub)
    finally:
        os.seteuid(user)
        folder.chmod(0o755)
    assert caught.value.remedy is Remedy.FOLDER


def test_a_gone_network_is_told_and_another_network_goes_on(server, tmp_path: Path) -> None:
    came = stopped(server, tmp_path)
    job = job_for(pair_repository(), tmp_path)
    states: list[tuple[JobState, str]] = []
    server.stop_listening()
    with pytest.raises(DownloadProblem) as caught:
        fetch(
            job,
            server.hub,
            Options(patience=2.0),
            report=lambda progress: states.append((progress.state, progress.title)),
        )
    assert caught.value.remedy is Remedy.RETRY
    assert any(state is JobState.WAITING and title for state, title in states)
    with HubServer(pair_repository()) as other:
        assert fetch(job, other.hub).fetched <= job.total - came


def test_a_gated_job_goes_on_once_access_is_given(server, tmp_path: Path) -> None:
    came = stopped(server, tmp_path)
    repository = dataclasses.replace(pair_repository(), gated="manual")
    server.hub.put(repository)
    job = job_for(pair_repository(), tmp_path)
    with pytest.raises(DownloadProblem) as caught:
        fetch(job, server.hub)
    assert caught.value.remedy is Remedy.ACCESS
    server.hub.grant("hf_secret", "reader", repository.repo_id)
    assert fetch(job, server.hub, token="hf_secret").fetched <= job.total - came
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert not any(b"hf_secret" in path.read_bytes() for path in written)


def test_a_renamed_repository_goes_on_under_its_new_name(server, tmp_path: Path) -> None:
    came = stopped(server, tmp_path)
    job = job_for(pair_repository(), tmp_path)
    new = dataclasses.replace(
        pair_repository(), repo_id="maker/new-GGUF", revision=pair_repository().commit
    )
    server.hub.rename("maker/chat-GGUF", new)
    assert fetch(job, server.hub).fetched <= job.total - came


def test_a_changed_file_is_told_and_started_again_only_when_asked(server, tmp_path: Path) -> None:
    stopped(server, tmp_path, revision="main")
    new = pair_repository(revision_seed=5)
    server.hub.put(new)
    job = job_for(pair_repository(), tmp_path, revision="main")
    with pytest.raises(DownloadProblem, match="changed") as caught:
        fetch(job, server.hub)
    assert caught.value.remedy is Remedy.RESTART
    assert bytes_there(job) > 0
    with services_for(server.hub, tmp_path) as services:
        again = renewed(job, services, threading.Event())
    assert again.job_id == job.job_id
    assert {file.revision for file in again.files} == {new.commit}
    fetch(again, server.hub)
    assert all(map(holds, again.paths, new.files))


def test_renewing_keeps_partial_files_that_are_still_the_same(server, tmp_path: Path) -> None:
    came = stopped(server, tmp_path)
    job = job_for(pair_repository(), tmp_path)
    with services_for(server.hub, tmp_path) as services:
        assert bytes_there(renewed(job, services, threading.Event())) == came


def test_discarding_removes_partial_files_and_keeps_whole_ones(server, tmp_path: Path) -> None:
    job = job_for(pair_repository(), tmp_path)
    server.hub.faults.add(
        Fault(
            "status",
            "resolve",
            job.files[1].path,
            status=404,
            headers=(("X-Error-Code", "EntryNotFound"),),
        )
    )
    with pytest.raises(AppError):
        fetch(job, server.hub)
    discard(job)
    assert job.paths[0].exists()
    assert not list(tmp_path.rglob("*.part*"))
    assert fetch(job, server.hub).fetched == job.files[1].size


def test_names_that_leave_the_folder_are_refused(server, tmp_path: Path) -> None:
    job = job_for(pair_repository(), tmp_path)
    for path in ("../../etc/passwd", "/etc/passwd", "a//b.gguf", "a\\b.gguf", "C:x.gguf"):
        bad = dataclasses.replace(job.files[0], path=path)
        with pytest.raises(AppError, match="cannot be stored"):
            fetch(dataclasses.replace(job, files=(bad,)), server.hub)
    assert server.hub.served == []
