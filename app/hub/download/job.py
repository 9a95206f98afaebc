"""One job: the target, its drafter and all their shards, one file after the other."""

import contextlib
import dataclasses
import shutil
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from app.core.downloads import DownloadFinished, DownloadJob, DownloadProgress, JobFile, JobState
from app.hub.download import installed, locating, problems
from app.hub.download.backoff import keep_asking
from app.hub.download.fetcher import TICK_SECONDS, Options
from app.hub.download.file import Fetched, FileDownload, FileProgress
from app.hub.download.locating import Line, line_to
from app.hub.download.pace import Speedometer
from app.hub.download.partial import Partial
from app.hub.download.source import Source
from app.hub.http import HubClient

_SPARE_BYTES: Final = 64 * 2**20
"""Left free on the disk: journals, the library's index, everybody else."""

REPAIRING: Final = "Some of it came damaged: it is fetched again until its hash is right."

Report = Callable[[DownloadProgress], None]


@dataclass(frozen=True, slots=True)
class Services:
    """What every job needs.

    Attributes:
        client: knows the hub. library: the index that verified files are recorded in.
    """

    client: HubClient
    library: Path
    options: Options = field(default_factory=Options)


def run_job(
    job: DownloadJob, services: Services, stop: threading.Event, report: Report
) -> DownloadFinished:
    """Fetch all that is missing of a job, on this thread; for one process at a time.

    `report` is called at most ten times a second. Raises DownloadProblem or another AppError;
    DownloadStopped soon after `stop` is set. Whatever comes, what is on the disk is kept.
    """
    return _Run(job, services, stop, report).run()


def discard(job: DownloadJob) -> None:
    """Remove the partial files of a job; whole ones stay. Raises DownloadProblem."""
    for file in job.files:
        Partial(file, job.folder).discard()


def bytes_there(job: DownloadJob) -> int:
    """Return how many bytes of a job are on the disk, whole files and partial ones."""
    return sum(_bytes_there(file, job.folder) for file in job.files)


def renewed(job: DownloadJob, services: Services, stop: threading.Event) -> DownloadJob:
    """Return the job for what the hub has now under the same names; other partial files go.

    Raises DownloadProblem, DownloadStopped.
    """
    files: list[JobFile] = []
    with line_to(services.client) as line:
        for file in job.files:
            now = _as_it_is_now(file, line, services.options.patience, stop)
            if not Partial(file, job.folder).belongs_to(now):
                Partial(file, job.folder).discard()
            files.append(now)
    return dataclasses.replace(job, files=tuple(files))


def _as_it_is_now(file: JobFile, line: Line, patience: float, stop: threading.Event) -> JobFile:
    newest = dataclasses.replace(file, revision="main", sha256="")
    found = keep_asking(lambda: locating.locate(line, newest), patience, stop, lambda _: None)
    return dataclasses.replace(
        file,
        revision=found.commit or "main",
        size=file.size if found.size < 0 else found.size,
        sha256=found.sha256,
    )


def _bytes_there(file: JobFile, folder: Path) -> int:
    with contextlib.suppress(OSError):
        if file.destination(folder).stat().st_size == file.size:
            return file.size
    return Partial(file, folder).done


class _Run:
    def __init__(
        self, job: DownloadJob, services: Services, stop: threading.Event, report: Report
    ) -> None:
        self._job = job
        self._services = services
        self._stop = stop
        self._report = report
        self._speed = Speedometer()
        self._before = 0
        self._fetched = 0

    def run(self) -> DownloadFinished:
        job = self._job
        self._tell(JobState.RUNNING, bytes_there(job), job.files[0])
        self._refuse_without_space()
        fetched: list[Fetched] = []
        with line_to(self._services.client) as line:
            for file in job.files:
                whole = self._recognise(file) or self._fetch(Source(line, file))
                fetched.append(whole)
                self._before += file.size
        installed.record(job, fetched, self._services.library)
        repaired = sum(end - start for one in fetched for start, end in one.damaged)
        paths = tuple(one.path for one in fetched)
        return DownloadFinished(job.job_id, paths, self._fetched, repaired)

    def _recognise(self, file: JobFile) -> Fetched | None:
        told = time.monotonic()

        def tick() -> None:
            nonlocal told
            if time.monotonic() - told >= TICK_SECONDS:
                told = time.monotonic()
                self._tell(JobState.VERIFYING, self._before + file.size, file)

        return installed.recognise(file, self._job.folder, self._services.library, self._stop, tick)

    def _fetch(self, source: Source) -> Fetched:
        file, before = source.file, self._fetched

        def tell(progress: FileProgress) -> None:
            self._fetched = before + progress.fetched
            self._tell_of(file, progress)

        options = self._services.options
        whole = FileDownload(source, self._job.folder, options, self._stop, tell).run()
        self._fetched = before + whole.fetched
        return whole

    def _refuse_without_space(self) -> None:
        """Raise DownloadProblem when the rest of the job does not fit on the disk."""
        folder = self._job.folder
        try:
            folder.mkdir(parents=True, exist_ok=True)
            free = shutil.disk_usage(folder).free
        except OSError as problem:
            raise problems.disk(problem, folder / self._job.files[0].name) from problem
        needed = self._job.total - bytes_there(self._job)
        if needed > 0 and needed + _SPARE_BYTES > free:
            raise problems.too_little_space(folder, needed, free)

    def _tell_of(self, file: JobFile, progress: FileProgress) -> None:
        done = self._before + progress.done
        title, hint, state = "", "", JobState.RUNNING
        if progress.trouble is not None:
            title, hint, state = progress.trouble.title, progress.trouble.hint, JobState.WAITING
        elif progress.repairing:
            title, state = REPAIRING, JobState.VERIFYING
        elif progress.hashing:
            state = JobState.VERIFYING
        self._tell(state, done, file, title, hint)

    def _tell(
        self, state: JobState, done: int, file: JobFile, title: str = "", hint: str = ""
    ) -> None:
        self._speed.mark(self._fetched)
        self._report(
            DownloadProgress(
                self._job.job_id,
                state,
                done,
                self._job.total,
                self._speed.bytes_per_second,
                self._speed.seconds_left(self._job.total - done),
                title,
                hint,
                file.name,
            )
        )
