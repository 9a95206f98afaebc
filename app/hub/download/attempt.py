"""One attempt at a queued job: claim it, run it, and write down how it ended."""

import logging
import threading
import time
from typing import Final

from app.core.downloads import (
    DownloadFailed,
    DownloadFinished,
    DownloadJob,
    DownloadProgress,
    JobState,
    Remedy,
)
from app.core.errors import AppError
from app.hub.download.job import Report, Services, renewed, run_job
from app.hub.download.problems import DownloadProblem, DownloadStopped
from app.hub.download.queue import DownloadQueue

log = logging.getLogger(__name__)

_LOOK_SECONDS: Final = 1.0
"""How often the queue is asked whether another process paused or removed the job."""


class StopRequest:
    """Asks a running job to stop; any thread may ask, the last one is heard.

    Attributes:
        event: set once somebody asked. leave_as: how the job stays in the queue.
    """

    def __init__(self) -> None:
        self.event = threading.Event()
        self.leave_as = JobState.QUEUED

    def ask(self, leave_as: JobState) -> None:
        """Stop soon; QUEUED goes on at the next start, PAUSED when the user says so."""
        self.leave_as = leave_as
        self.event.set()


def work_on(
    job: DownloadJob,
    queue: DownloadQueue,
    services: Services,
    stop: StopRequest,
    report: Report,
) -> DownloadFinished | DownloadFailed | None:
    """Return how the job ended; None if it was stopped, or another process works on it.

    Raises AppError when the queue itself cannot be written.
    """
    claim = queue.claim(job.job_id)
    if claim is None:
        return None
    try:
        queue.change(job.job_id, state=JobState.RUNNING, problem="", hint="")
        return _attempt(job, queue, services, stop, report)
    finally:
        claim.release()
        if queue.job(job.job_id) is None:
            # Removed meanwhile, here or by another process, which could not touch the files.
            queue.remove_files(job)


def _attempt(
    job: DownloadJob,
    queue: DownloadQueue,
    services: Services,
    stop: StopRequest,
    report: Report,
) -> DownloadFinished | DownloadFailed | None:
    looked, stamp = time.monotonic(), queue.stamp

    def tell(progress: DownloadProgress) -> None:
        nonlocal looked, stamp
        report(progress)
        if time.monotonic() - looked >= _LOOK_SECONDS:
            looked = time.monotonic()
            if queue.stamp != stamp:
                stamp = queue.stamp
                now = queue.job(job.job_id)
                if now is None or now.state is JobState.PAUSED:
                    stop.ask(JobState.PAUSED)

    try:
        if job.remedy is Remedy.RESTART:
            job = renewed(job, services, stop.event)
            queue.change(job.job_id, files=job.files, remedy=Remedy.NONE)
        finished = run_job(job, services, stop.event, tell)
    except DownloadStopped:
        queue.change(job.job_id, state=stop.leave_as)
        return None
    except AppError as problem:
        remedy = problem.remedy if isinstance(problem, DownloadProblem) else Remedy.RETRY
        failed = DownloadFailed(job.job_id, problem.title, problem.hint, remedy)
        _write_down(failed, queue)
        return failed
    queue.change(job.job_id, state=JobState.FINISHED, done=job.total)
    return finished


def _write_down(failed: DownloadFailed, queue: DownloadQueue) -> None:
    try:
        queue.fail(failed)
    except AppError as problem:
        # Both may lie on the same full disk: the download's own sentence is the one to tell.
        log.info("a failed download could not be written down: %s", problem)
