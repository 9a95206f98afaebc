"""Below a repository's details: the one thing to do next with the chosen pair."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.ui.library.details.choice import Plan
from app.ui.library.downloads.controller import DownloadsController
from app.ui.library.downloads.job_strip import JobStrip
from app.ui.wording import size


class ActionsBar(QFrame):
    """Offers the download, shows how far it is, then offers to chat.

    Signals:
        download_wanted(): fetch what is missing.
        load_wanted(): load the pair and go to the chat.
        options_wanted(): choose first how to load it.
    """

    download_wanted = Signal()
    load_wanted = Signal()
    options_wanted = Signal()

    def __init__(self, downloads: DownloadsController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("modelActions")
        self._downloads = downloads
        self.plan: Plan | None = None
        self._blocked = ""
        self.primary = QPushButton(self)
        self.primary.setObjectName("primary")
        self.options = QPushButton(self.tr("Load options…"), self)
        self.words = QLabel(self)
        self.words.setWordWrap(True)
        self.words.setObjectName("muted")
        self.strip = JobStrip(downloads, compact=True, parent=self)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.words, 1)
        buttons.addWidget(self.options)
        buttons.addWidget(self.primary)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 10)
        column.setSpacing(8)
        column.addWidget(self.strip)
        column.addLayout(buttons)
        self.primary.clicked.connect(self._go)
        self.options.clicked.connect(self.options_wanted)
        downloads.changed.connect(self.refresh)
        self.show_plan(None)

    def show_plan(self, plan: Plan | None, blocked: str = "") -> None:
        """Offer this; `blocked` is why it cannot be had, "" if it can."""
        self.plan, self._blocked = plan, blocked
        self.refresh()

    def refresh(self) -> None:
        """Show what is to be done now; the keyboard stays here if it is here."""
        keyboard = QApplication.focusWidget()
        held = keyboard is not None and self.isAncestorOf(keyboard)
        self._show()
        now = QApplication.focusWidget()
        if held and (now is None or not self.isAncestorOf(now)):
            self._take_keyboard()

    def _take_keyboard(self) -> None:
        strip = self.strip
        for button in (self.primary, strip.remedy, strip.pause, strip.resume, strip.load):
            if button.isVisible() and button.isEnabled():
                button.setFocus()
                return

    def _show(self) -> None:
        plan = self.plan
        self.setVisible(plan is not None or bool(self._blocked))
        job = None if plan is None or plan.job is None else plan.job
        known = None if job is None else self._downloads.job(job.job_id)
        self.strip.show_job(None if known is None else known.job_id)
        self.words.setText(self._blocked)
        self.words.setVisible(True)
        here = plan is not None and job is None
        self.options.setVisible(here and not self._blocked)
        self.primary.setVisible(known is None)
        self.primary.setEnabled(plan is not None and not self._blocked)
        self.primary.setText(self._label(plan))

    def _label(self, plan: Plan | None) -> str:
        if plan is None:
            return self.tr("Download")
        if plan.job is None:
            return self.tr("Load and chat")
        what = size(plan.job.total)
        if plan.fetches_target and plan.fetches_drafter:
            return self.tr("Download target and drafter ({size})").format(size=what)
        if plan.fetches_drafter:
            return self.tr("Download drafter ({size})").format(size=what)
        return self.tr("Download target ({size})").format(size=what)

    def _go(self) -> None:
        if self.plan is None or self._blocked:
            return
        if self.plan.job is None:
            self.load_wanted.emit()
        else:
            self.download_wanted.emit()
