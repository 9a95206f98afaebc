"""One download: how far it is, and the buttons that its state allows."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.core.downloads import DownloadJob, JobState, Remedy
from app.ui.elided_label import ElidedLabel
from app.ui.library.downloads import wording
from app.ui.library.downloads.controller import DownloadsController

STEPS = 1000


class JobStrip(QFrame):
    """Shows one job of the queue and follows it.

    Signals:
        access_wanted(DownloadJob): its repository asks for terms or a token first.
        folder_wanted(DownloadJob): the disk or its permissions are in the way.
        load_wanted(DownloadJob): it is finished and to be loaded.
    """

    access_wanted = Signal(object)
    folder_wanted = Signal(object)
    load_wanted = Signal(object)

    def __init__(
        self,
        downloads: DownloadsController,
        *,
        compact: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("jobStrip")
        self._downloads, self._compact = downloads, compact
        self.job_id: str | None = None
        self.title, self.words = ElidedLabel(self), QLabel(self)
        font = self.title.font()
        font.setBold(True)
        self.title.setFont(font)
        self.title.setVisible(not compact)
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.bar = QProgressBar(self)
        self.bar.setRange(0, STEPS)
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(6)
        self.bar.setAccessibleName(self.tr("Downloaded"))
        self.remedy = self._button("", self._mend)
        self.folder = self._button(self.tr("Models folder…"), self._ask_folder)
        self.load = self._button(self.tr("Load and chat"), self._load)
        self.pause = self._button(self.tr("Pause"), self._pause)
        self.resume = self._button(self.tr("Resume"), self._resume)
        self.cancel = self._button(self.tr("Cancel"), self._cancel)
        self._lay_out()
        downloads.moved.connect(self._follow)

    def _button(self, words: str, run: object) -> QPushButton:
        button = QPushButton(words, self)
        if callable(run):
            button.clicked.connect(run)
        return button

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.remedy, self.folder, self.load, self.pause, self.resume, self.cancel):
            buttons.addWidget(button)
        lines = QVBoxLayout()
        lines.setSpacing(6)
        lines.addWidget(self.title)
        lines.addWidget(self.words)
        lines.addWidget(self.bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addLayout(lines, 1)
        row.addLayout(buttons)

    @property
    def job(self) -> DownloadJob | None:
        """The job as the queue has it."""
        return None if self.job_id is None else self._downloads.job(self.job_id)

    def show_job(self, job_id: str | None) -> None:
        """Show this job; None hides the strip."""
        self.job_id = job_id
        job = self.job
        self.setVisible(job is not None)
        if job is None:
            return
        self.title.set_whole_text(job.title)
        self.setAccessibleName(job.title)
        state, remedy = self._downloads.state(job.job_id) or job.state, job.remedy
        failed = state is JobState.FAILED
        self.remedy.setText(wording.remedy_label(remedy))
        self.remedy.setVisible(failed and remedy is not Remedy.NONE)
        self.folder.setVisible(failed and remedy is Remedy.FOLDER)
        self.load.setVisible(state is JobState.FINISHED)
        self.pause.setVisible(state.is_active or state is JobState.QUEUED)
        self.resume.setVisible(state is JobState.PAUSED)
        gone = state is JobState.FINISHED
        self.cancel.setText(self.tr("Dismiss") if gone else self.tr("Cancel"))
        self.words.setProperty("kind", "error" if failed else "")
        self.words.style().unpolish(self.words)
        self.words.style().polish(self.words)
        self.bar.setVisible(state is not JobState.FINISHED)
        self._show_progress(job)

    def _show_progress(self, job: DownloadJob) -> None:
        progress = self._downloads.progress(job.job_id)
        done = job.done if progress is None else progress.done
        self.words.setText(
            wording.job_words(job, self._downloads.state(job.job_id) or job.state, progress)
        )
        self.bar.setValue(round(STEPS * done / job.total) if job.total else 0)

    @Slot(str)
    def _follow(self, job_id: str) -> None:
        job = self.job
        if job is not None and job_id == self.job_id:
            self._show_progress(job)

    @Slot()
    def _pause(self) -> None:
        if self.job_id is not None:
            self._downloads.pause(self.job_id)

    @Slot()
    def _resume(self) -> None:
        if self.job_id is not None:
            self._downloads.resume(self.job_id)

    @Slot()
    def _cancel(self) -> None:
        if self.job_id is not None:
            self._downloads.cancel(self.job_id)

    @Slot()
    def _load(self) -> None:
        self.load_wanted.emit(self.job)

    @Slot()
    def _ask_folder(self) -> None:
        self.folder_wanted.emit(self.job)

    @Slot()
    def _mend(self) -> None:
        job = self.job
        if job is None:
            return
        match job.remedy:
            case Remedy.ACCESS:
                self.access_wanted.emit(job)
            case Remedy.RESTART:
                self._downloads.restart(job.job_id)
            case _:
                self._downloads.resume(job.job_id)
