"""A download in the list: its strip, and buttons to fetch it earlier or later."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from app.core.downloads import JobState
from app.ui.library.downloads.controller import DownloadsController
from app.ui.library.downloads.job_strip import JobStrip


class JobRow(QFrame):
    """Follows one job."""

    def __init__(
        self, downloads: DownloadsController, job_id: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("jobRow")
        self._downloads, self._job_id = downloads, job_id
        self.strip = JobStrip(downloads, parent=self)
        self.earlier = QPushButton(self.tr("Earlier"), self)
        self.later = QPushButton(self.tr("Later"), self)
        self.earlier.clicked.connect(self._move_earlier)
        self.later.clicked.connect(self._move_later)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 12, 0, 12)
        line.setSpacing(8)
        line.addWidget(self.strip, 1)
        line.addWidget(self.earlier)
        line.addWidget(self.later)

    def refresh(self) -> None:
        """Show the job as it is now."""
        self.strip.show_job(self._job_id)
        job = self.strip.job
        waits = job is not None and job.state is JobState.QUEUED
        place = self._downloads.place(self._job_id) if waits else 0
        self.earlier.setVisible(waits and place > 0)
        self.later.setVisible(waits and place < len(self._downloads.jobs) - 1)

    @Slot()
    def _move_earlier(self) -> None:
        self._downloads.move(self._job_id, -1)

    @Slot()
    def _move_later(self) -> None:
        self._downloads.move(self._job_id, 1)
