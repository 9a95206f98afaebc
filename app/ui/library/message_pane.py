"""What a list shows in place of rows: a sentence, what to do, a button or two."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from app.ui.access.motion import show_pulse

WIDTH = 420


@dataclass(frozen=True, slots=True)
class Way:
    """A button: a way on."""

    label: str
    go: Callable[[], object]


@dataclass(frozen=True, slots=True)
class Message:
    """What to say.

    Attributes:
        error: whether something went wrong.
        busy: whether it is being worked on.
    """

    title: str
    hint: str = ""
    ways: tuple[Way, ...] = ()
    error: bool = False
    busy: bool = False


class MessagePane(QWidget):
    """Shows one message in the middle of its room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.message = Message("")
        self._title, self._hint = QLabel(self), QLabel(self)
        self._title.setObjectName("messageTitle")
        font = self._title.font()
        font.setBold(True)
        self._title.setFont(font)
        self._hint.setObjectName("muted")
        for label in (self._title, self._hint):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(4)
        self._bar.setAccessibleName(self.tr("Under way"))
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        inner = QWidget(self)
        inner.setMaximumWidth(WIDTH)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addWidget(self._hint)
        column.addWidget(self._bar)
        column.addLayout(self._buttons)
        centred = QHBoxLayout()
        centred.addStretch(1)
        centred.addWidget(inner, 1000)
        centred.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 24, 24, 24)
        outer.addStretch(2)
        outer.addLayout(centred)
        outer.addStretch(3)

    def say(self, message: Message) -> None:
        """Show this one."""
        same_buttons = self.message.ways == message.ways
        self.message = message
        self._title.setText(message.title)
        self._hint.setText(message.hint)
        self._hint.setVisible(bool(message.hint))
        show_pulse(self._bar)
        self._bar.setVisible(message.busy)
        self._title.setProperty("kind", "error" if message.error else "")
        self._title.style().unpolish(self._title)
        self._title.style().polish(self._title)
        self.setAccessibleName(message.title)
        self.setAccessibleDescription(message.hint)
        if not same_buttons:
            self._offer(message.ways)

    def _offer(self, ways: tuple[Way, ...]) -> None:
        while (item := self._buttons.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for way in ways:
            button = QPushButton(way.label, self)
            button.clicked.connect(lambda _checked=False, go=way.go: go())
            self._buttons.addWidget(button)
        if ways:
            self._buttons.addStretch(1)
