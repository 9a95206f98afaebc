"""The queue thread: keeps the download queue and decides what is worked on."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.core.downloads import DownloadFailed, DownloadFinished, DownloadJob, JobState
from app.core.errors import AppError
from app.hub.download.attempt import StopRequest
from app.hub.download.queue import DownloadQueue
from app.workers.download_fetching import Attempt

LOOK_MS: Final = 2_000
"""How often the queue file is looked at for what other processes changed."""


class QueueWorker(QObject):
    """Keeps the queue and decides what is worked on; lives on the queue thread.

    Signals:
        jobs_changed(tuple[DownloadJob, ...]): all jobs, in order.
        finished(DownloadFinished), failed(DownloadFailed): how a job ended.
        wanted(Attempt): to work on now.
        refused(str, str): what could not be done with the queue, and a hint.
    """

    jobs_changed = Signal(object)
    finished = Signal(object)
    failed = Signal(object)
    wanted = Signal(object)
    refused = Signal(str, str)

    def __init__(self, queue: DownloadQueue) -> None:
        super().__init__()
        self._queue = queue
        self._current: Attempt | None = None
        self._stamp = -1
        self._closing = False
        self._given_up: set[str] = set()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)

    @Slot()
    def begin(self) -> None:
        """Go on with what an earlier run left, and keep looking."""
        self._timer.start()
        self.look()

    @Slot()
    def look(self) -> None:
        """Tell of changes since the last time, and begin the next job."""
        if self._closing:
            return
        try:
            if self._queue.stamp != self._stamp:
                self._stamp = self._queue.stamp
                self.jobs_changed.emit(self._queue.jobs())
            if self._current is None and (job := self._next()) is not None:
                self._current = Attempt(job, StopRequest())
                self.wanted.emit(self._current)
        except AppError as problem:
            self.refused.emit(problem.title, problem.hint)

    @Slot(object)
    def add(self, job: DownloadJob) -> None:
        """Queue a job."""
        self._given_up.discard(job.job_id)
        self._do(lambda: self._queue.add(job))

    @Slot(str)
    def pause(self, job_id: str) -> None:
        """Stop a job until it is resumed; what came stays."""
        if not self._stop(job_id):
            self._do(lambda: self._queue.change(job_id, state=JobState.PAUSED))

    @Slot(str)
    def resume(self, job_id: str) -> None:
        """Go on with a paused or failed job."""
        self._given_up.discard(job_id)
        self._do(lambda: self._queue.retry(job_id))

    @Slot(str)
    def restart(self, job_id: str) -> None:
        """Fetch what the hub has now under the names of a job."""
        self._given_up.discard(job_id)
        self._do(lambda: self._queue.retry(job_id, renew=True))

    @Slot(str)
    def cancel(self, job_id: str) -> None:
        """Forget a job; its partial files go, also if it has to be stopped first."""
        self._do(lambda: self._queue.remove(job_id))
        self._stop(job_id)

    @Slot(str, int)
    def move(self, job_id: str, place: int) -> None:
        """Put a job at another place in the order."""
        self._do(lambda: self._queue.move(job_id, place))

    @Slot(object)
    def settle(self, result: object) -> None:
        """Take note that the job worked on came to its end."""
        self._current = None
        match result:
            case DownloadFinished():
                self.finished.emit(result)
            case DownloadFailed(job_id=job_id):
                # The queue may lie on the same full disk; then only this run knows.
                self._given_up.add(job_id)
                self.failed.emit(result)
                self._do(lambda: self._queue.fail(result))
            case _:
                pass
        self.look()

    @Slot()
    def close(self) -> None:
        """Begin no more and end this thread; the job in hand stays queued for the next start."""
        self._closing = True
        self._timer.stop()
        self.thread().quit()
        if self._current is not None and not self._current.stop.event.is_set():
            self._current.stop.ask(JobState.QUEUED)

    def _next(self) -> DownloadJob | None:
        return self._queue.next_job(without=self._given_up)

    def _stop(self, job_id: str) -> bool:
        if self._current is None or self._current.job.job_id != job_id:
            return False
        self._current.stop.ask(JobState.PAUSED)
        return True

    def _do(self, change: Callable[[], object]) -> None:
        try:
            change()
        except AppError as problem:
            self.refused.emit(problem.title, problem.hint)
        self.look()
