"""Settings of the conversation's window: what is told, and what is kept."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QPushButton, QSizePolicy, QWidget

from app.core.settings import Settings
from app.ui.settings.page import Page


class ChatPage(Page):
    """Whether a finished answer is told, and the way to delete all data.

    Signals:
        erase_wanted(): ask what to delete.
    """

    erase_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tell_finished = QCheckBox(self.tr("&Tell when a long answer is there"), self)
        self._row(
            "",
            self.tell_finished,
            self.tr("After more than 10 seconds, while the window is in the background."),
        )
        self.erase = QPushButton(self.tr("&Delete all data…"), self)
        self.erase.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.erase.clicked.connect(self.erase_wanted)
        self._row(
            "",
            self.erase,
            self.tr("Conversations, settings, logs and what was learnt; models if you say so."),
        )

    def fill(self, settings: Settings) -> None:
        self.tell_finished.setChecked(settings.tell_finished)

    def values(self) -> dict[str, Any]:
        return {"tell_finished": self.tell_finished.isChecked()}
