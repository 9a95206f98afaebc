"""The window's handle on the downloads: one thread keeps the queue, another fetches."""

import math
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QThread, Signal, Slot

from app.core.downloads import DownloadJob
from app.core.paths import Profile
from app.hub.download.fetcher import Options
from app.hub.download.job import Services
from app.hub.download.pace import Limiter
from app.hub.download.queue import DownloadQueue
from app.hub.http import HubClient
from app.workers.download_fetching import FetchWorker, MakeServices
from app.workers.download_queue import QueueWorker

STOP_MS: Final = 15_000


def downloads_of(
    profile: Profile,
    client: Callable[[], HubClient],
    bandwidth_limit: int = 0,
    parent: QObject | None = None,
) -> "Downloads":
    """Return the downloads of a profile, to be started.

    `client` is asked at the beginning of each job, on the fetching thread, and stays its owner's.
    """
    limiter = Limiter(bandwidth_limit)
    # Somebody watches, and may pause: a job waits for the network as long as it takes.
    options = Options(limiter=limiter, patience=math.inf)
    library = profile.library_file
    return Downloads(
        DownloadQueue(profile.downloads_file),
        lambda: Services(client(), library, options),
        limiter,
        parent,
    )


class Downloads(QObject):
    """Owns both threads; the GUI thread's handle on the downloads.

    Signals: as of QueueWorker and FetchWorker, delivered on the GUI thread.
    """

    jobs_changed = Signal(object)
    progress = Signal(object)
    finished = Signal(object)
    failed = Signal(object)
    refused = Signal(str, str)
    crashed = Signal(str)
    _begin = Signal()
    _add = Signal(object)
    _pause = Signal(str)
    _resume = Signal(str)
    _restart = Signal(str)
    _cancel = Signal(str)
    _move = Signal(str, int)
    _close = Signal()

    def __init__(
        self,
        queue: DownloadQueue,
        make_services: MakeServices,
        limiter: Limiter,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._limiter = limiter
        self._jobs: tuple[DownloadJob, ...] = ()
        self._keeper = QueueWorker(queue)
        self._fetcher = FetchWorker(queue, make_services)
        self._queue_thread = self._thread("download queue", self._keeper)
        self._fetch_thread = self._thread("downloads", self._fetcher)
        self._connect()

    def _thread(self, name: str, worker: QObject) -> QThread:
        thread = QThread(self)
        thread.setObjectName(name)
        worker.moveToThread(thread)
        return thread

    def _connect(self) -> None:
        keeper, fetcher = self._keeper, self._fetcher
        for asked, answer in (
            (self._begin, keeper.begin),
            (self._add, keeper.add),
            (self._pause, keeper.pause),
            (self._resume, keeper.resume),
            (self._restart, keeper.restart),
            (self._cancel, keeper.cancel),
            (self._move, keeper.move),
            (self._close, keeper.close),
        ):
            asked.connect(answer)
        keeper.wanted.connect(fetcher.work)
        fetcher.ended.connect(keeper.settle)
        keeper.jobs_changed.connect(self._keep)
        keeper.finished.connect(self.finished)
        keeper.failed.connect(self.failed)
        keeper.refused.connect(self.refused)
        fetcher.progress.connect(self.progress)
        fetcher.crashed.connect(self.crashed)

    def start(self) -> None:
        """Begin with what an earlier run left; `jobs_changed` tells of it."""
        self._queue_thread.start()
        self._fetch_thread.start()
        self._begin.emit()

    @property
    def jobs(self) -> tuple[DownloadJob, ...]:
        """All jobs, as last told."""
        return self._jobs

    def add(self, job: DownloadJob) -> None:
        """Queue a job (see core.downloads.new_job), or try one again that is there."""
        self._add.emit(job)

    def pause(self, job_id: str) -> None:
        """Stop a job until it is resumed, also over starts of the program."""
        self._pause.emit(job_id)

    def resume(self, job_id: str) -> None:
        """Go on with a paused or failed job."""
        self._resume.emit(job_id)

    def restart(self, job_id: str) -> None:
        """Fetch what the hub has now: the way on from Remedy.RESTART."""
        self._restart.emit(job_id)

    def cancel(self, job_id: str) -> None:
        """Forget a job and remove its partial files; a finished one's files stay."""
        self._cancel.emit(job_id)

    def move(self, job_id: str, place: int) -> None:
        """Put a job at another place in the order, 0 the first."""
        self._move.emit(job_id, place)

    def set_limit(self, bytes_per_second: int) -> None:
        """Let all downloads together take no more, from now on; 0 is no limit."""
        self._limiter.set(bytes_per_second)

    def shutdown(self) -> None:
        """Stop the job in hand, which goes on at the next start, and end the threads."""
        if not self._queue_thread.isRunning():
            return
        self._close.emit()
        self._fetch_thread.quit()
        self._fetch_thread.wait(STOP_MS)
        self._queue_thread.wait(STOP_MS)

    @Slot(object)
    def _keep(self, jobs: tuple[DownloadJob, ...]) -> None:
        self._jobs = jobs
        self.jobs_changed.emit(jobs)
