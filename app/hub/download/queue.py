"""The queue, `state/downloads.json`: what is wanted, in order; several processes share it.

Each reads it anew and writes it whole under a lock. Which job a process works on is told by a lock
that ends with the process: a job that says "running" and is not locked was left by a killed one.
"""

import contextlib
import dataclasses
from collections.abc import Container, Generator
from pathlib import Path
from typing import Any, Final

from app.core import files
from app.core.downloads import DownloadFailed, DownloadJob, JobState, Remedy
from app.core.errors import AppError
from app.hub.download.job import bytes_there, discard
from app.hub.download.lock import HeldLock
from app.hub.download.queue_json import job_record, read_job
from app.hub.library.lock import exclusive

MAX_FINISHED: Final = 20
"""Kept to be shown; the oldest go first."""


class DownloadQueue:
    """Jobs in the order in which they are worked on. Every method may raise AppError."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def jobs(self) -> tuple[DownloadJob, ...]:
        """Return all jobs, with the bytes that are on the disk now."""
        return tuple(
            job
            if job.state is JobState.FINISHED
            else dataclasses.replace(job, done=bytes_there(job))
            for job in self._read()
        )

    def job(self, job_id: str) -> DownloadJob | None:
        """Return this job, None if it is not in the queue."""
        return next((job for job in self._read() if job.job_id == job_id), None)

    @property
    def stamp(self) -> int:
        """Another number whenever some process changed the queue."""
        try:
            return self._path.stat().st_mtime_ns
        except FileNotFoundError:
            return 0

    def add(self, job: DownloadJob) -> None:
        """Queue a job as the last; one that is there already keeps its place, and is tried again.

        What it wants is what `job` says, also if that is a newer revision.
        """
        with self._edit() as jobs:
            for index, other in enumerate(jobs):
                if other.job_id == job.job_id:
                    jobs[index] = dataclasses.replace(job, done=other.done)
                    return
            jobs.append(job)

    def change(self, job_id: str, **changes: Any) -> DownloadJob | None:
        """Replace fields of a job, if it is there still, and return it."""
        with self._edit() as jobs:
            for index, job in enumerate(jobs):
                if job.job_id == job_id:
                    jobs[index] = dataclasses.replace(job, **changes)
                    return jobs[index]
        return None

    def fail(self, failed: DownloadFailed) -> None:
        """Write down why a job stopped, and what can be done about it."""
        self.change(
            failed.job_id,
            state=JobState.FAILED,
            problem=failed.title,
            hint=failed.hint,
            remedy=failed.remedy,
        )

    def retry(self, job_id: str, *, renew: bool = False) -> None:
        """Let a job be worked on again; `renew`: for what the hub has now."""
        remedy = Remedy.RESTART if renew else Remedy.NONE
        self.change(job_id, state=JobState.QUEUED, problem="", hint="", remedy=remedy)

    def move(self, job_id: str, place: int) -> None:
        """Put a job at this place in the order, 0 the first."""
        with self._edit() as jobs:
            moved = [job for job in jobs if job.job_id == job_id]
            jobs[:] = [job for job in jobs if job.job_id != job_id]
            jobs[place:place] = moved

    def remove(self, job_id: str) -> None:
        """Forget a job and remove its partial files.

        If another process works on it, that one removes them when it notices.
        """
        job = self.job(job_id)
        with self._edit() as jobs:
            jobs[:] = [other for other in jobs if other.job_id != job_id]
        if job is not None:
            self.remove_files(job)

    def remove_files(self, job: DownloadJob) -> None:
        """Remove the partial files of a job, unless another process works on it."""
        claim = self.claim(job.job_id)
        if claim is not None:
            try:
                discard(job)
            finally:
                claim.release()

    def claim(self, job_id: str) -> HeldLock | None:
        """Return a held lock on a job, None while another process works on it."""
        lock = HeldLock(self._path.with_name(f"{self._path.stem}-{job_id}.lock"))
        with _told(self._path):
            return lock if lock.try_acquire() else None

    def next_job(self, *, without: Container[str] = ()) -> DownloadJob | None:
        """Return the first job that wants to be worked on and is not; None if there is none.

        `without` names jobs that are not meant, whatever the queue says of them.
        """
        for job in self._read():
            if job.job_id in without:
                continue
            if job.state is JobState.QUEUED or (job.state.is_active and self._is_left(job)):
                return job
        return None

    def _is_left(self, job: DownloadJob) -> bool:
        claim = self.claim(job.job_id)
        if claim is None:
            return False
        claim.release()
        return True

    def _read(self) -> list[DownloadJob]:
        read = (read_job(entry) for entry in files.read_entries(self._path, "the download queue"))
        return [job for job in read if job is not None]

    @contextlib.contextmanager
    def _edit(self) -> Generator[list[DownloadJob]]:
        with _told(self._path), exclusive(self._path):
            jobs = self._read()
            yield jobs
            finished = [job.job_id for job in jobs if job.state is JobState.FINISHED]
            gone = set(finished[:-MAX_FINISHED])
            files.write_entries(
                self._path, (job_record(job) for job in jobs if job.job_id not in gone)
            )


@contextlib.contextmanager
def _told(path: Path) -> Generator[None]:
    try:
        yield
    except OSError as problem:
        raise AppError(
            f"The download queue cannot be kept: {problem.strerror or problem}.",
            f"Check that {path.parent} can be written to and has space left.",
        ) from problem
