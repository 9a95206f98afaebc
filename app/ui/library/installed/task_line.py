"""What the library is doing, how far it is, and how to stop it; else what all models take."""

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from app.core.library import Library
from app.core.library_events import (
    FindDuplicates,
    ImportFiles,
    LibraryProgress,
    LibraryRequest,
    RemoveFiles,
    RestoreFiles,
    ScanLibrary,
    VerifyFiles,
)
from app.ui.access.motion import show_pulse
from app.ui.elided_label import ElidedLabel
from app.ui.library.installed.controller import LibraryController
from app.ui.library.installed.rows import use_words
from app.ui.wording import count, size

PATIENCE_MS = 300
"""Shorter work shows nothing."""


class TaskLine(QWidget):
    """Mirrors a LibraryController."""

    def __init__(self, controller: LibraryController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._controller = controller
        self.words = ElidedLabel(self)
        self.words.setObjectName("muted")
        self.words.setAccessibleName(self.tr("Library"))
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setFixedSize(140, 6)
        self.bar.setAccessibleName(self.tr("Progress"))
        self.cancel = QPushButton(self.tr("Stop"), self)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 16, 6)
        row.setSpacing(12)
        row.addWidget(self.words, 1)
        row.addWidget(self.bar)
        row.addWidget(self.cancel)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE_MS)
        self._patience.timeout.connect(self._show_work)
        self.cancel.clicked.connect(controller.cancel)
        controller.began.connect(self._begin)
        controller.ended.connect(self._rest)
        controller.progressed.connect(self._progress)
        controller.changed.connect(self._show_use)
        self._rest()

    @Slot()
    def _begin(self) -> None:
        if self.bar.isHidden() and not self._patience.isActive():
            self._patience.start()

    @Slot()
    def _show_work(self) -> None:
        request = self._controller.under_way
        words = "" if request is None else self._doing(request)
        if words:
            show_pulse(self.bar)
            self.words.set_whole_text(words)
            self.bar.show()
            self.cancel.show()

    @Slot()
    def _rest(self) -> None:
        if self._controller.under_way is not None:
            return
        self._patience.stop()
        self.bar.hide()
        self.cancel.hide()
        self._show_use(self._controller.library)

    @Slot(object)
    def _show_use(self, library: Library) -> None:
        if self.bar.isHidden():
            self.words.set_whole_text(use_words(library))

    @Slot(object, object)
    def _progress(self, request: LibraryRequest | None, event: LibraryProgress) -> None:
        if request is None or self.bar.isHidden():
            return
        if event.total:
            self.bar.setRange(0, 1000)
            self.bar.setValue(round(1000 * event.done / event.total))
        say = size if event.is_bytes else count
        far = self.tr("{done} of {total}").format(done=say(event.done), total=say(event.total))
        name = "" if event.path is None else event.path.name
        parts = [self._doing(request), far if event.total else "", name]
        self.words.set_whole_text(", ".join(part for part in parts if part))

    def _doing(self, request: LibraryRequest) -> str:
        words: dict[type[LibraryRequest], str] = {
            ScanLibrary: self.tr("Looking through the disk"),
            ImportFiles: self.tr("Taking in files"),
            VerifyFiles: self.tr("Checking that every byte is right"),
            FindDuplicates: self.tr("Comparing files of the same size"),
            RemoveFiles: self.tr("Removing"),
            RestoreFiles: self.tr("Putting files back"),
        }
        return words.get(type(request), "")
