"""The queue outlives its process, and several processes share it."""

import dataclasses
import subprocess
import sys
from pathlib import Path

import pytest

from app.core.downloads import DownloadJob, JobFile, JobState, Remedy, new_job
from app.core.errors import AppError
from app.hub.download.journal import Journal
from app.hub.download.queue import MAX_FINISHED, DownloadQueue

CLAIM = """
import sys
from pathlib import Path
from app.hub.download.queue import DownloadQueue
claim = DownloadQueue(Path(sys.argv[1])).claim(sys.argv[2])
print(claim is not None, flush=True)
sys.stdin.read()
"""


def job(name: str, folder: Path) -> DownloadJob:
    return new_job(name, folder, (JobFile("a/b", "main", f"{name}.gguf", 100, "ab"),))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "downloads.json"


def names(queue: DownloadQueue) -> list[str]:
    return [job.title for job in queue.jobs()]


def test_jobs_come_back_as_they_were(path: Path, tmp_path: Path) -> None:
    first = dataclasses.replace(
        job("one", tmp_path),
        state=JobState.FAILED,
        problem="It broke.",
        hint="Mend it.",
        remedy=Remedy.FOLDER,
        beside=tmp_path / "chat.gguf",
    )
    DownloadQueue(path).add(first)
    assert DownloadQueue(path).jobs() == (first,)


def test_the_same_files_are_the_same_job(path: Path, tmp_path: Path) -> None:
    queue = DownloadQueue(path)
    queue.add(job("one", tmp_path))
    queue.add(job("two", tmp_path))
    queue.change(job("one", tmp_path).job_id, state=JobState.FAILED)
    queue.add(job("one", tmp_path))
    assert names(queue) == ["one", "two"]
    assert queue.jobs()[0].state is JobState.QUEUED


def test_order_can_be_changed_and_jobs_removed(path: Path, tmp_path: Path) -> None:
    queue = DownloadQueue(path)
    for name in ("one", "two", "three"):
        queue.add(job(name, tmp_path))
    queue.move(job("three", tmp_path).job_id, 0)
    queue.remove(job("two", tmp_path).job_id)
    assert names(queue) == ["three", "one"]
    assert queue.change("unknown", state=JobState.PAUSED) is None


def test_only_queued_jobs_are_worked_on_and_those_a_killed_process_left(
    path: Path, tmp_path: Path
) -> None:
    queue = DownloadQueue(path)
    queue.add(job("one", tmp_path))
    queue.add(job("two", tmp_path))
    one = job("one", tmp_path).job_id
    for state in (JobState.PAUSED, JobState.FAILED, JobState.FINISHED):
        queue.change(one, state=state)
        found = queue.next_job()
        assert found is not None
        assert found.title == "two"
    queue.change(one, state=JobState.RUNNING)
    found = queue.next_job()
    assert found is not None
    assert found.title == "one"


def test_a_job_that_another_process_works_on_is_left_to_it(path: Path, tmp_path: Path) -> None:
    queue = DownloadQueue(path)
    queue.add(job("one", tmp_path))
    one = job("one", tmp_path).job_id
    queue.change(one, state=JobState.RUNNING)
    command = [sys.executable, "-c", CLAIM, str(path), one]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == b"True"
        assert queue.claim(one) is None
        assert queue.next_job() is None
        other.kill()
        other.wait()
    assert queue.next_job() is not None


def test_done_is_what_the_disk_has(path: Path, tmp_path: Path) -> None:
    queue = DownloadQueue(path)
    queue.add(job("one", tmp_path))
    part = job("one", tmp_path).files[0].partial(tmp_path)
    part.parent.mkdir(parents=True)
    part.touch()
    journal = Journal(part.with_name(f"{part.name}.journal"), 100, "ab")
    journal.record(0, 40, 1)
    journal.close()
    assert queue.jobs()[0].done == 40
    queue.remove(job("one", tmp_path).job_id)
    assert not list(part.parent.iterdir())


def test_a_damaged_queue_is_set_aside_and_what_is_no_job_left_out(
    path: Path, tmp_path: Path
) -> None:
    queue = DownloadQueue(path)
    path.write_text("[1, {}, null]")
    assert queue.jobs() == ()
    path.write_text("{")
    queue.add(job("one", tmp_path))
    assert names(queue) == ["one"]
    assert path.with_suffix(".damaged.json").exists()


def test_of_finished_jobs_only_the_last_are_kept(path: Path, tmp_path: Path) -> None:
    queue = DownloadQueue(path)
    for number in range(MAX_FINISHED + 3):
        queue.add(dataclasses.replace(job(str(number), tmp_path), state=JobState.FINISHED))
    assert names(queue) == [str(number) for number in range(3, MAX_FINISHED + 3)]


def test_a_queue_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(AppError, match="queue"):
        DownloadQueue(tmp_path / "file" / "downloads.json").add(job("one", tmp_path))
