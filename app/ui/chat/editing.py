"""Editing a message of the transcript in the composer, until it is sent or left."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from app.ui.chat.composer import Composer
from app.ui.chat.controller import ChatController
from app.ui.chat.conversation import Entry


class EditingLine(QFrame):
    """Says above the composer what is being edited.

    Signals:
        left(): the button was pressed.
    """

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("composerLine")
        self.words = QLabel(self)
        self.words.setWordWrap(True)
        leave = QPushButton(self.tr("Leave (Esc)"), self)
        leave.setObjectName("lineButton")
        leave.clicked.connect(self.left)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 4, 4)
        row.addWidget(self.words, 1)
        row.addWidget(leave)
        self.hide()


class Editing(QObject):
    """Puts a message into the composer, and what was sent of it into the conversation.

    What stood in the composer before is back there when it is over.

    Attributes:
        line: to be shown above the composer.
    """

    def __init__(
        self, chat: ChatController, composer: Composer, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._chat, self._composer = chat, composer
        self._entry: Entry | None = None
        self._before = ""
        self.line = EditingLine(parent)
        self.line.left.connect(self.leave)
        composer.edit.installEventFilter(self)
        chat.conversation_left.connect(self.leave)
        chat.branch_changed.connect(self._look)
        chat.cleared.connect(self._look)

    @property
    def entry(self) -> Entry | None:
        """The message that is edited, None for none."""
        return self._entry

    @Slot(object)
    def begin(self, entry: Entry) -> None:
        """Let the user write this message otherwise."""
        if self._entry is None:
            self._before = self._composer.edit.toPlainText()
        self._entry = entry
        if entry.role == "user":
            words, verb = self.tr("Editing your message. It is answered again."), self.tr("Send")
        else:
            words, verb = self.tr("Editing an answer of the model's."), self.tr("Keep")
        self.line.words.setText(words)
        self.line.show()
        self._composer.set_verb(verb)
        self._composer.set_text(entry.text)

    def submit(self, text: str) -> None:
        """Put what was written in the message's place, as a version beside it."""
        entry = self._entry
        if not self._chat.idle:
            self._composer.set_text(text)
            return
        self.leave()
        if entry is None or text == entry.text:
            return
        if entry.role == "user":
            self._chat.ask_otherwise(entry, text)
        else:
            self._chat.rewrite(entry, text)

    @Slot()
    def leave(self) -> None:
        """Change nothing; what stood in the composer before is back."""
        if self._entry is not None:
            self._entry = None
            self.line.hide()
            self._composer.set_verb("")
            self._composer.set_text(self._before)

    @Slot()
    def _look(self) -> None:
        """Leave a message that is not shown any more."""
        entries = self._chat.conversation.entries
        if self._entry is not None and all(one is not self._entry for one in entries):
            self.leave()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take Esc from the window's menu while a message is edited."""
        kinds = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
        if self._entry is None or event.type() not in kinds or not isinstance(event, QKeyEvent):
            return False
        if event.key() != Qt.Key.Key_Escape or self._chat.busy:
            return False
        event.accept()
        if event.type() is QEvent.Type.KeyPress:
            self.leave()
        return True
