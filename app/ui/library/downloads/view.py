"""The queue of downloads: one strip a job, and how much of the network they may take."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.ui.library.downloads.controller import DownloadsController
from app.ui.library.downloads.job_row import JobRow
from app.ui.library.downloads.wording import speed
from app.ui.library.message_pane import Message, MessagePane, Way
from app.ui.notice import Notice, NoticeBar

LIMITS = (0, 1_000_000, 2_000_000, 5_000_000, 10_000_000, 20_000_000, 50_000_000)


class DownloadsView(QWidget):
    """Mirrors the queue; what has to be done elsewhere is only announced.

    Signals:
        find_wanted(): to the search.
        limit_chosen(int): bytes a second, 0 for no limit.
        access_wanted(DownloadJob), folder_wanted(DownloadJob), load_wanted(DownloadJob): as a
            strip announces them.
    """

    find_wanted = Signal()
    limit_chosen = Signal(int)
    access_wanted = Signal(object)
    folder_wanted = Signal(object)
    load_wanted = Signal(object)

    def __init__(self, downloads: DownloadsController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._downloads = downloads
        self.rows: dict[str, JobRow] = {}
        self._order: list[str] = []
        self.limit = QComboBox(self)
        self.limit.setAccessibleName(self.tr("Bandwidth limit"))
        for value in LIMITS:
            words = speed(value) if value else self.tr("no limit")
            self.limit.addItem(words, value)
        self.message = MessagePane(self)
        self.message.say(
            Message(
                self.tr("Nothing is on its way"),
                self.tr(
                    "Downloads appear here. They go on after a restart, and every byte is checked."
                ),
                (Way(self.tr("&Find models"), self.find_wanted.emit),),
            )
        )
        self.notice = NoticeBar(self)
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self.message)
        self._pages.addWidget(self._list_page())
        self._lay_out()
        self.limit.activated.connect(self._choose_limit)
        downloads.changed.connect(self.refresh)
        self.refresh()

    def _list_page(self) -> QWidget:
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body = QWidget(area)
        body.setObjectName("modelDetailsBody")
        self._column = QVBoxLayout(body)
        self._column.setContentsMargins(16, 4, 16, 12)
        self._column.setSpacing(0)
        self._column.addStretch(1)
        area.setWidget(body)
        return area

    def _lay_out(self) -> None:
        caption = QLabel(self.tr("&Bandwidth limit"), self)
        caption.setBuddy(self.limit)
        top = QHBoxLayout()
        top.setContentsMargins(16, 12, 16, 8)
        top.setSpacing(8)
        top.addStretch(1)
        top.addWidget(caption)
        top.addWidget(self.limit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self._pages, 1)
        column.addWidget(self.notice)

    @Slot(str, str)
    def tell_refused(self, title: str, hint: str) -> None:
        """Say what could not be done with the queue."""
        self.notice.show_notice(Notice("error", title, hint))

    def show_limit(self, bytes_per_second: int) -> None:
        """Show the limit in force."""
        index = self.limit.findData(bytes_per_second)
        if index < 0:
            self.limit.addItem(speed(bytes_per_second), bytes_per_second)
            index = self.limit.count() - 1
        self.limit.setCurrentIndex(index)

    @Slot(int)
    def _choose_limit(self, index: int) -> None:
        self.limit_chosen.emit(int(self.limit.itemData(index)))

    @Slot()
    def refresh(self) -> None:
        """Show the queue as it is."""
        wanted = [job.job_id for job in self._downloads.jobs]
        for job_id in set(self.rows) - set(wanted):
            gone = self.rows.pop(job_id)
            gone.hide()
            gone.deleteLater()
        for job_id in wanted:
            if job_id not in self.rows:
                self.rows[job_id] = self._row(job_id)
        if wanted != self._order:
            self._order = wanted
            for place, job_id in enumerate(wanted):
                self._column.insertWidget(place, self.rows[job_id])
        for row in self.rows.values():
            row.refresh()
        self._pages.setCurrentIndex(1 if wanted else 0)

    def _row(self, job_id: str) -> JobRow:
        row = JobRow(self._downloads, job_id, self)
        row.strip.access_wanted.connect(self.access_wanted)
        row.strip.folder_wanted.connect(self.folder_wanted)
        row.strip.load_wanted.connect(self.load_wanted)
        return row
