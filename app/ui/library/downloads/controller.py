"""What the window knows of the queue of downloads, and what it asks of it."""

from PySide6.QtCore import QObject, Signal, Slot

from app.core.downloads import (
    DownloadFailed,
    DownloadFinished,
    DownloadJob,
    DownloadProgress,
    JobState,
)
from app.workers.downloads import Downloads


class DownloadsController(QObject):
    """Mirrors the queue.

    Signals:
        changed(): a job came, went, or is in another state.
        moved(str): this job is further.
        finished(DownloadFinished): its files are whole and may be used.
        under_way_changed(int): so many jobs are not finished.
    """

    changed = Signal()
    moved = Signal(str)
    finished = Signal(object)
    under_way_changed = Signal(int)

    def __init__(self, queue: Downloads, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._queue = queue
        self._jobs: dict[str, DownloadJob] = {}
        self._progress: dict[str, DownloadProgress] = {}
        queue.jobs_changed.connect(self._read)
        queue.progress.connect(self._take)
        queue.finished.connect(self._finish)
        queue.failed.connect(self._fail)
        self._read()

    @property
    def jobs(self) -> tuple[DownloadJob, ...]:
        """All jobs in the order in which they are fetched."""
        return tuple(self._jobs.values())

    @property
    def under_way(self) -> int:
        """How many are not finished."""
        return sum(job.state is not JobState.FINISHED for job in self._jobs.values())

    def job(self, job_id: str) -> DownloadJob | None:
        """Return a job of the queue, None if there is none of that name."""
        return self._jobs.get(job_id)

    def progress(self, job_id: str) -> DownloadProgress | None:
        """Return how far a job was when it was last heard of."""
        return self._progress.get(job_id)

    def add(self, job: DownloadJob) -> None:
        """Fetch these files; those of a job that is there already go on."""
        self._queue.add(job)

    def pause(self, job_id: str) -> None:
        """Stop for now; what has come is kept."""
        self._queue.pause(job_id)

    def resume(self, job_id: str) -> None:
        """Go on, or try again."""
        self._queue.resume(job_id)

    def restart(self, job_id: str) -> None:
        """Fetch it from its beginning: the file on the hub is another one now."""
        self._queue.restart(job_id)

    def cancel(self, job_id: str) -> None:
        """Give it up, and what has come of it."""
        self._queue.cancel(job_id)

    def move(self, job_id: str, by: int) -> None:
        """Fetch it earlier (-1) or later (1)."""
        order = list(self._jobs)
        place = order.index(job_id) + by
        if 0 <= place < len(order):
            self._queue.move(job_id, place)

    def place(self, job_id: str) -> int:
        """Return its place in the queue, from 0."""
        return list(self._jobs).index(job_id)

    def set_limit(self, bytes_per_second: int) -> None:
        """Take no more of the network than this; 0 is no limit."""
        self._queue.set_limit(bytes_per_second)

    @Slot()
    def _read(self) -> None:
        before = self.under_way
        self._jobs = {job.job_id: job for job in self._queue.jobs()}
        self._progress = {name: p for name, p in self._progress.items() if name in self._jobs}
        self.changed.emit()
        if self.under_way != before:
            self.under_way_changed.emit(self.under_way)

    @Slot(object)
    def _take(self, progress: DownloadProgress) -> None:
        self._progress[progress.job_id] = progress
        self.moved.emit(progress.job_id)

    @Slot(object)
    def _finish(self, event: DownloadFinished) -> None:
        self._read()
        self.finished.emit(event)

    @Slot(object)
    def _fail(self, event: DownloadFailed) -> None:
        del event  # the queue's own words about it are in its jobs
        self._read()
