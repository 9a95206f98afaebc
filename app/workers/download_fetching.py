"""The fetching thread: works on one job at a time."""

import logging
import traceback
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, Slot

from app.core.downloads import DownloadFailed, DownloadFinished, DownloadJob
from app.core.errors import AppError
from app.hub.download.attempt import StopRequest, work_on
from app.hub.download.job import Services
from app.hub.download.queue import DownloadQueue

log = logging.getLogger(__name__)

MakeServices = Callable[[], Services]
"""Made anew for each job, from the settings of that moment. Raises AppError."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """A job to work on now, and the way to stop that."""

    job: DownloadJob
    stop: StopRequest


class FetchWorker(QObject):
    """Works on the job it is given; lives on the fetching thread.

    Signals:
        progress(DownloadProgress): at most ten a second.
        ended(DownloadFinished | DownloadFailed | None): how; None when it was stopped.
        crashed(str): a report of a bug met on the way.
    """

    progress = Signal(object)
    ended = Signal(object)
    crashed = Signal(str)

    def __init__(self, queue: DownloadQueue, make_services: MakeServices) -> None:
        super().__init__()
        self._queue = queue
        self._make_services = make_services

    @Slot(object)
    def work(self, attempt: Attempt) -> None:
        """Return when the job is done, failed or stopped."""
        self.ended.emit(self._result(attempt))

    def _result(self, attempt: Attempt) -> DownloadFinished | DownloadFailed | None:
        job = attempt.job
        try:
            services = self._make_services()
            return work_on(job, self._queue, services, attempt.stop, self.progress.emit)
        except AppError as problem:
            return DownloadFailed(job.job_id, problem.title, problem.hint)
        except Exception:  # noqa: BLE001 - the worker's edge
            report = traceback.format_exc()
            log.error("fetching thread: %s", report)
            self.crashed.emit(report)
            title = self.tr("Something went wrong in Foretoken with this download.")
            return DownloadFailed(job.job_id, title, "")
