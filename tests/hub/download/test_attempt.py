"""An attempt at a job writes down how it ended, and hears what other processes want of it."""

from pathlib import Path

import pytest

from app.core.downloads import DownloadFailed, DownloadFinished, DownloadJob, JobState, Remedy
from app.hub.download.attempt import StopRequest, work_on
from app.hub.download.queue import DownloadQueue
from tests.downloading import holds, job_for, pair_repository, services_for
from tests.hub_server.server import HubServer


@pytest.fixture
def server():
    with HubServer(pair_repository()) as running:
        yield running


@pytest.fixture
def queue(tmp_path: Path) -> DownloadQueue:
    return DownloadQueue(tmp_path / "downloads.json")


def attempt(
    job: DownloadJob, queue: DownloadQueue, server: HubServer, stop=None, report=lambda _: None
):
    with services_for(server.hub, job.folder) as services:
        return work_on(job, queue, services, stop or StopRequest(), report)


def test_a_finished_job_is_written_down(server, queue, tmp_path: Path) -> None:
    job = job_for(pair_repository(), tmp_path)
    queue.add(job)
    assert isinstance(attempt(job, queue, server), DownloadFinished)
    assert queue.jobs()[0].state is JobState.FINISHED
    assert queue.next_job() is None


def test_a_failed_one_with_its_sentence_and_remedy(server, queue, tmp_path: Path) -> None:
    job = job_for(pair_repository(), tmp_path)
    server.hub.repositories.clear()
    queue.add(job)
    result = attempt(job, queue, server)
    assert isinstance(result, DownloadFailed)
    kept = queue.jobs()[0]
    assert (kept.state, kept.problem, kept.remedy) == (
        JobState.FAILED,
        result.title,
        Remedy.NONE,
    )


def test_the_downloads_own_sentence_is_told_also_if_the_queue_cannot_be_written(
    server, queue, tmp_path: Path
) -> None:
    job = job_for(pair_repository(), tmp_path)
    server.hub.repositories.clear()
    queue.add(job)

    def break_queue(_: object) -> None:
        # A folder at the place of the file that is written first.
        (tmp_path / "downloads.json.partial").mkdir(exist_ok=True)

    result = attempt(job, queue, server, report=break_queue)
    assert isinstance(result, DownloadFailed)
    assert "queue" not in result.title
    assert queue.next_job(without={job.job_id}) is None


@pytest.mark.parametrize("left", [JobState.PAUSED, JobState.QUEUED])
def test_a_stopped_one_is_left_as_asked(server, queue, tmp_path: Path, left) -> None:
    server.hub.rate.set(5e6)
    job = job_for(pair_repository(), tmp_path)
    queue.add(job)
    stop = StopRequest()
    assert attempt(job, queue, server, stop, lambda _: stop.ask(left)) is None
    assert queue.jobs()[0].state is left


def test_a_restarted_one_fetches_what_the_hub_has_now(server, queue, tmp_path: Path) -> None:
    job = job_for(pair_repository(), tmp_path)
    queue.add(job)
    new = pair_repository(revision_seed=9)
    server.hub.put(new)
    queue.retry(job.job_id, renew=True)
    wanted = queue.next_job()
    assert wanted is not None
    assert isinstance(attempt(wanted, queue, server), DownloadFinished)
    assert holds(job.paths[0], new.files[0])
    assert queue.jobs()[0].files[0].sha256 == new.files[0].sha256


def test_another_process_may_pause_it(server, queue, tmp_path: Path) -> None:
    server.hub.rate.set(5e6)
    job = job_for(pair_repository(), tmp_path)
    queue.add(job)

    def pause(_: object) -> None:
        DownloadQueue(tmp_path / "downloads.json").change(job.job_id, state=JobState.PAUSED)

    assert attempt(job, queue, server, report=pause) is None
    assert queue.jobs()[0].state is JobState.PAUSED


def test_another_process_may_remove_it_with_its_files(server, queue, tmp_path: Path) -> None:
    server.hub.rate.set(5e6)
    job = job_for(pair_repository(), tmp_path / "models")
    queue.add(job)

    def remove(_: object) -> None:
        DownloadQueue(tmp_path / "downloads.json").remove(job.job_id)

    (tmp_path / "models").mkdir()
    assert attempt(job, queue, server, report=remove) is None
    assert queue.jobs() == ()
    assert not list(tmp_path.rglob("*.part*"))


def test_a_job_claimed_elsewhere_is_left_alone(server, queue, tmp_path: Path) -> None:
    job = job_for(pair_repository(), tmp_path)
    queue.add(job)
    claim = queue.claim(job.job_id)
    assert claim is not None
    assert attempt(job, queue, server) is None
    claim.release()
    assert queue.jobs()[0].state is JobState.QUEUED
