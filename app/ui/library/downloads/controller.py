"""What the window knows of the queue of downloads, and what it asks of it."""

from PySide6.QtCore import QObject, Signal, Slot

from app.core.downloads import DownloadJob, DownloadProgress, JobState
from app.workers.downloads import Downloads


class DownloadsController(QObject):
    """Mirrors the queue.

    Signals:
        changed(): a job came, went, or is in another state.
        moved(str): this job is further.
        finished(DownloadFinished): its files are whole and may be used.
        refused(str, str): title and hint: what could not be done with the queue.
        under_way_changed(int): so many jobs are not finished.
    """

    changed = Signal()
    moved = Signal(str)
    finished = Signal(object)
    refused = Signal(str, str)
    under_way_changed = Signal(int)

    def __init__(self, queue: Downloads, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._queue = queue
        self._jobs: dict[str, DownloadJob] = {}
        self._progress: dict[str, DownloadProgress] = {}
        queue.jobs_changed.connect(self._read)
        queue.progress.connect(self._take)
        queue.finished.connect(self.finished)
        queue.refused.connect(self.refused)
        self._read(queue.jobs)

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

    def state(self, job_id: str) -> JobState | None:
        """Return where a job stands; what is heard of its progress is newer than the queue."""
        job, progress = self._jobs.get(job_id), self._progress.get(job_id)
        if job is None or progress is None or not _may_run(job):
            return None if job is None else job.state
        return progress.state if progress.state.is_active else job.state

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

    @Slot(object)
    def _read(self, jobs: tuple[DownloadJob, ...]) -> None:
        before = self.under_way
        self._jobs = {job.job_id: job for job in jobs}
        at_work = {name for name, job in self._jobs.items() if _may_run(job)}
        self._progress = {name: p for name, p in self._progress.items() if name in at_work}
        self.changed.emit()
        if self.under_way != before:
            self.under_way_changed.emit(self.under_way)

    @Slot(object)
    def _take(self, progress: DownloadProgress) -> None:
        before = self.state(progress.job_id)
        self._progress[progress.job_id] = progress
        if self.state(progress.job_id) is before:
            self.moved.emit(progress.job_id)
        else:
            self.changed.emit()


def _may_run(job: DownloadJob) -> bool:
    return job.state.is_active or job.state is JobState.QUEUED
