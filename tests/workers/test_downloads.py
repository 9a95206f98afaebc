"""The window's downloads: signals for each outcome, pause and cancel, a queue that goes on."""

from pathlib import Path

import pytest

from app.core.downloads import DownloadProgress, JobState, Remedy
from app.core.paths import Profile
from app.hub.connection import Connection
from app.hub.http import HubClient
from app.workers import download_fetching
from app.workers.downloads import Downloads, downloads_of
from tests.downloading import holds, job_for, pair_repository
from tests.hub_server.faults import Fault
from tests.hub_server.server import HubServer

SLOW = 4_000_000.0


@pytest.fixture
def server():
    with HubServer(pair_repository()) as running:
        yield running


@pytest.fixture
def make(server, tmp_path: Path):
    """Return a function that makes a handle, as a start of the program does."""
    made: list[Downloads] = []
    client = HubClient(Connection(server.url))

    def start() -> Downloads:
        made.append(downloads_of(Profile(tmp_path / "profile"), lambda: client))
        return made[-1]

    yield start
    for downloads in made:
        downloads.shutdown()


def states(downloads: Downloads) -> list[JobState]:
    return [job.state for job in downloads.jobs]


def test_a_job_is_fetched_and_tells_its_paths(qtbot, make, server, tmp_path: Path) -> None:
    repository = pair_repository()
    job = job_for(repository, tmp_path)
    downloads = make()
    seen: list[DownloadProgress] = []
    downloads.progress.connect(seen.append)
    downloads.start()
    with qtbot.waitSignal(downloads.finished) as finished:
        downloads.add(job)
    assert finished.args[0].paths == job.paths
    assert all(map(holds, job.paths, repository.files))
    assert seen[-1].done == seen[-1].total == job.total
    qtbot.waitUntil(lambda: states(downloads) == [JobState.FINISHED])


def test_a_paused_job_stays_paused_over_a_start_and_goes_on_when_resumed(
    qtbot, make, server, tmp_path: Path
) -> None:
    server.hub.rate.set(SLOW)
    job = job_for(pair_repository(), tmp_path)
    first = make()
    first.start()
    with qtbot.waitSignal(first.progress, check_params_cb=lambda progress: progress.done > 0):
        first.add(job)
    first.pause(job.job_id)
    qtbot.waitUntil(lambda: states(first) == [JobState.PAUSED])
    first.shutdown()
    sent = server.hub.body_bytes
    second = make()
    second.start()
    qtbot.waitUntil(lambda: states(second) == [JobState.PAUSED])
    assert 0 < second.jobs[0].done < job.total
    assert server.hub.body_bytes == sent
    server.hub.rate.set(0)
    with qtbot.waitSignal(second.finished):
        second.resume(job.job_id)
    assert holds(job.paths[0], pair_repository().files[0])


def test_what_was_running_at_the_end_of_the_program_goes_on_at_the_next_start(
    qtbot, make, server, tmp_path: Path
) -> None:
    server.hub.rate.set(SLOW)
    job = job_for(pair_repository(), tmp_path)
    first = make()
    first.start()
    with qtbot.waitSignal(first.progress, check_params_cb=lambda progress: progress.done > 0):
        first.add(job)
    first.shutdown()
    server.hub.rate.set(0)
    second = make()
    with qtbot.waitSignal(second.finished):
        second.start()


def test_a_cancelled_job_leaves_no_partial_file(qtbot, make, server, tmp_path: Path) -> None:
    server.hub.rate.set(SLOW)
    job = job_for(pair_repository(), tmp_path / "models")
    downloads = make()
    downloads.start()
    with qtbot.waitSignal(downloads.progress, check_params_cb=lambda progress: progress.done > 0):
        downloads.add(job)
    downloads.cancel(job.job_id)
    qtbot.waitUntil(lambda: not downloads.jobs)
    qtbot.waitUntil(lambda: not list((tmp_path / "models").rglob("*.*")))


def test_a_failure_is_told_and_stays_in_the_queue_with_its_remedy(
    qtbot, make, server, tmp_path: Path
) -> None:
    gone = Fault("status", "resolve", status=404, headers=(("X-Error-Code", "EntryNotFound"),))
    server.hub.faults.add(gone)
    downloads = make()
    downloads.start()
    job = job_for(pair_repository(), tmp_path)
    with qtbot.waitSignal(downloads.failed) as failed:
        downloads.add(job)
    assert failed.args[0].title.endswith(".")
    assert failed.args[0].remedy is Remedy.NONE
    qtbot.waitUntil(lambda: states(downloads) == [JobState.FAILED])
    with qtbot.waitSignal(downloads.finished):
        downloads.resume(job.job_id)


def test_jobs_can_be_put_in_another_order(qtbot, make, server, tmp_path: Path) -> None:
    server.hub.rate.set(SLOW)
    downloads = make()
    downloads.start()
    jobs = [job_for(pair_repository(), tmp_path / name) for name in "abc"]
    for job in jobs:
        downloads.add(job)
    downloads.move(jobs[2].job_id, 1)
    wanted = [jobs[0].job_id, jobs[2].job_id, jobs[1].job_id]
    qtbot.waitUntil(lambda: [job.job_id for job in downloads.jobs] == wanted)


def test_a_bug_is_reported_and_the_next_job_is_fetched(
    qtbot, make, server, tmp_path: Path, monkeypatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr(download_fetching, "work_on", broken)
    downloads = make()
    downloads.start()
    with qtbot.waitSignals([downloads.crashed, downloads.failed]):
        downloads.add(job_for(pair_repository(), tmp_path / "a"))
    monkeypatch.undo()
    with qtbot.waitSignal(downloads.finished):
        downloads.add(job_for(pair_repository(), tmp_path / "b"))


def test_the_limit_can_be_changed_while_a_job_runs(qtbot, make, tmp_path: Path) -> None:
    job = job_for(pair_repository(), tmp_path)
    downloads = make()
    downloads.set_limit(500_000)
    downloads.start()
    with qtbot.waitSignal(downloads.progress, check_params_cb=lambda progress: progress.done > 0):
        downloads.add(job)
    with qtbot.waitSignal(downloads.finished, timeout=10_000):
        downloads.set_limit(0)


def test_shutting_down_twice_or_before_the_start_is_fine(make) -> None:
    downloads = make()
    downloads.shutdown()
    downloads.start()
    downloads.shutdown()
    downloads.shutdown()
