"""Messages that wait for the running answer to end."""

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.ui.chat.composer import Composer
from app.ui.chat.controller import ChatController
from app.ui.chat.conversation import Entry, EntryState
from app.ui.elided_label import ElidedLabel


class WaitingLines(QFrame):
    """A line a message, the next one first.

    Signals:
        send_wanted(), edit_wanted(int), remove_wanted(int): buttons; by place.
    """

    send_wanted = Signal()
    edit_wanted = Signal(int)
    remove_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("composerLine")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 4, 4, 4)
        self._column.setSpacing(0)
        self.hide()

    def show_waiting(self, texts: list[str], *, paused: bool) -> None:
        """Show these; while `paused` the next one is sent by its button only."""
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for place, text in enumerate(texts):
            self._column.addWidget(self._line(place, text, paused=paused))
        self.setVisible(bool(texts))

    def _line(self, place: int, text: str, *, paused: bool) -> QWidget:
        line = QWidget(self)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        words = self.tr("Next: {text}") if place == 0 else self.tr("Then: {text}")
        label = ElidedLabel(line)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.set_whole_text(words.format(text=" ".join(text.split())))
        row.addWidget(label, 1)
        if place == 0 and paused:
            row.addWidget(self._button(self.tr("Send"), text, self.send_wanted.emit))
        edit, remove = self.tr("Edit"), self.tr("Remove")
        row.addWidget(self._button(edit, text, lambda: self.edit_wanted.emit(place)))
        row.addWidget(self._button(remove, text, lambda: self.remove_wanted.emit(place)))
        return line

    def _button(self, words: str, text: str, run: object) -> QPushButton:
        button = QPushButton(words, self)
        button.setObjectName("lineButton")
        button.setAccessibleDescription(text[:80])
        if callable(run):
            button.clicked.connect(lambda _checked=False: run())
        return button


class WaitingMessages(QObject):
    """Sends what waits, one message an answer; a stopped or failed answer sends none by itself.

    Leaving the conversation puts what waits into its composer: nothing that was written is lost.

    Attributes:
        lines: to be shown above the composer. texts: what waits, the next one first.
    """

    def __init__(
        self, chat: ChatController, composer: Composer, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._chat, self._composer = chat, composer
        self._paused = False
        self.texts: list[str] = []
        self.lines = WaitingLines(parent)
        self.lines.send_wanted.connect(self.send)
        self.lines.edit_wanted.connect(self.edit)
        self.lines.remove_wanted.connect(self.remove)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._go_on)
        chat.answer_ended.connect(self._note_end)
        chat.busy_changed.connect(self._look)
        chat.held_changed.connect(self._look)
        chat.conversation_left.connect(self.give_back)

    def add(self, text: str) -> None:
        """Let this wait behind the others."""
        self.texts.append(text)
        self._show()

    @Slot()
    def send(self) -> None:
        """Send the next one now."""
        if self.texts and self._chat.idle:
            text = self.texts.pop(0)
            self._paused = False
            self._show()
            self._chat.submit(text)

    @Slot(int)
    def edit(self, place: int) -> None:
        """Take a message back into the composer, behind what stands there."""
        text = self.texts.pop(place)
        written = self._composer.edit.toPlainText().strip()
        self._composer.set_text(f"{written}\n\n{text}" if written else text)
        self._show()

    @Slot(int)
    def remove(self, place: int) -> None:
        """Send this one never."""
        del self.texts[place]
        self._show()

    @Slot()
    def give_back(self) -> None:
        """Put all that waits into the composer."""
        if self.texts:
            written = self._composer.edit.toPlainText().strip()
            texts, self.texts = [written, *self.texts], []
            self._composer.set_text("\n\n".join(text for text in texts if text))
        self._paused = False
        self._show()

    @Slot(object)
    def _note_end(self, answer: Entry) -> None:
        self._paused = answer.state is not EntryState.DONE

    @Slot(bool)
    def _look(self, _changed: bool) -> None:
        """Go on a little later: others have yet to hear that the answer ended."""
        self._show()
        if self.texts and not self._paused:
            self._soon.start(0)

    @Slot()
    def _go_on(self) -> None:
        if not self._paused:
            self.send()

    def _show(self) -> None:
        self.lines.show_waiting(self.texts, paused=self._paused and not self._chat.busy)
