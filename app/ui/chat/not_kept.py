"""Says above the composer that this conversation is kept nowhere."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLabel, QWidget

from app.ui.chat.controller import ChatController


class NotKept(QLabel):
    """Shown while the conversation is temporary."""

    def __init__(self, chat: ChatController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notKept")
        self.setText(self.tr("Not kept: this conversation is gone when you leave it."))
        self.setWordWrap(True)
        self._chat = chat
        chat.cleared.connect(self._look)
        self._look()

    @Slot()
    def _look(self) -> None:
        self.setVisible(self._chat.conversation.temporary)
