"""Attachments in the window: the ways files come in, the tray, and the next question."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QMenu, QPushButton

from app.ui.attachments.pending import PendingAttachments
from app.ui.attachments.tray import AttachmentTray
from app.ui.chat.chat_view import ChatView
from app.ui.file_intake import FileIntake
from app.ui.notice import Notice
from app.ui.pair_controller import PairController
from app.workers.attachments import AttachmentFiles
from app.workers.inference import Inference


class AttachmentDesk(QObject):
    """Wires files, tray, composer and chat.

    Attributes:
        pending: the files of the next question. tray: shows them.

    Signals:
        notice(Notice): a file that cannot be sent.
    """

    notice = Signal(object)

    def __init__(
        self,
        view: ChatView,
        files: AttachmentFiles,
        inference: Inference,
        pairs: PairController,
    ) -> None:
        super().__init__(view)
        self._view, self._chat, self._pairs = view, view.chat, pairs
        self.pending = PendingAttachments(files, inference, pairs, self)
        self.pending.notice.connect(self.notice)
        self.pending.changed.connect(self._hold)
        self.tray = AttachmentTray(self.pending, view)
        self.tray.room = self._room
        view.place_above_composer(self.tray)
        self._chat.take_attachments = self.pending.take
        self._chat.busy_changed.connect(self.tray.refresh)
        self._chat.cleared.connect(self.tray.refresh)
        self._chat.branch_changed.connect(self.tray.refresh)
        pairs.state_changed.connect(self.tray.refresh)
        self.action = QAction(self.tr("&Attach files…"), self)
        self.action.setShortcut("Ctrl+Shift+A")
        self.action.triggered.connect(self._ask)
        self.button = QPushButton(self.tr("Attach"), view.composer)
        self.button.setToolTip(self.tr("Attach text, code, Markdown or PDF files (Ctrl+Shift+A)"))
        self.button.clicked.connect(self._ask)
        view.composer.add_at_start(self.button)
        view.composer.edit.files_pasted.connect(self.add)
        view.composer.edit.image_pasted.connect(self._refuse_image)

    def join(self, menu: QMenu, intake: FileIntake) -> None:
        """Take this one's place in the File menu and among what files can be dropped for."""
        before = next(action for action in menu.actions() if action.isSeparator())
        menu.insertAction(before, self.action)
        intake.attachments_brought.connect(self.add)

    @Slot(object)
    def add(self, paths: Sequence[Path]) -> None:
        """Let these files go with the next question."""
        self.pending.add(paths)
        self._view.composer.edit.setFocus()

    @Slot()
    def _ask(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(self._view, self.tr("Attach files"))
        if names:
            self.add([Path(name) for name in names])

    @Slot()
    def _hold(self) -> None:
        """Nothing is sent while a file is being read: it would go without it."""
        self._view.composer.set_waiting(self.pending.reading)

    @Slot()
    def _refuse_image(self) -> None:
        title = self.tr("Foretoken lets models read text only, no images.")
        self.notice.emit(Notice("error", title))

    def _room(self) -> tuple[int, int]:
        """Return the tokens that the conversation has, as the last answer told, and the most."""
        info = self._pairs.info
        used = 0
        for entry in reversed(self._chat.conversation.entries):
            statistics = entry.turn.statistics if entry.turn is not None else None
            if statistics is not None:
                used = statistics.prompt_tokens + statistics.completion_tokens
                break
        return used, info.context_length if info is not None else 0
