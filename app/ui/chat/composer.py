"""The prompt box: Enter sends, or queues; Shift+Enter breaks the line, Esc stops."""

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QPushButton, QSizePolicy, QWidget

MAX_LINES = 6


class PromptEdit(QPlainTextEdit):
    """A text field that grows with its lines, up to six.

    Signals:
        entered(): Enter was pressed outside an input method's composition.
        escaped(): Esc was pressed.
        focus_changed(bool): the keyboard arrived or left.
        files_pasted(list[Path]): files, not text, were on the clipboard.
        image_pasted(): an image was.
    """

    entered = Signal()
    escaped = Signal()
    focus_changed = Signal(bool)
    files_pasted = Signal(object)
    image_pasted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("composerText")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(4)
        self.setAcceptDrops(False)
        self.viewport().setAutoFillBackground(False)
        self._composing = False
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    def sizeHint(self) -> QSize:
        """Return the height of the lines there are, at most six."""
        lines = min(MAX_LINES, max(1, int(self.document().size().height())))
        return QSize(200, self.fontMetrics().lineSpacing() * lines + 10)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the window's text size."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fit()

    @Slot()
    def _fit(self) -> None:
        self.setFixedHeight(self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Send on Enter, stop on Esc."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            if not self._composing:
                self.entered.emit()
            return
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
            return
        super().keyPressEvent(event)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:  # noqa: N802
        """Take files and images too, though no text comes of them."""
        return source.hasUrls() or source.hasImage() or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802
        """Paste text; tell of files and images instead."""
        paths = [Path(url.toLocalFile()) for url in source.urls() if url.isLocalFile()]
        if paths:
            self.files_pasted.emit(paths)
        elif source.hasImage() and not source.hasText():
            self.image_pasted.emit()
        else:
            super().insertFromMimeData(source)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Remember whether a composition is open: its Enter is not ours."""
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that the field has the keyboard."""
        super().focusInEvent(event)
        self.focus_changed.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that the field lost the keyboard."""
        super().focusOutEvent(event)
        self.focus_changed.emit(False)


class Composer(QFrame):
    """The prompt field and its button, Send or Stop, and while an answer runs one to queue.

    Signals:
        submitted(str): a prompt to answer, now or when the running answer has ended.
        stop_requested(): end the running answer.
    """

    submitted = Signal(str)
    stop_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("composer")
        self._busy = self._held = self._waiting = False
        self._verb = ""
        self.edit = PromptEdit(self)
        self.edit.setPlaceholderText(self.tr("Message Foretoken"))
        self.edit.setAccessibleName(self.tr("Message"))
        self.button = QPushButton(self)
        self.button.setObjectName("primary")
        self.button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.queue_button = QPushButton(self.tr("Queue"), self)
        self.queue_button.setToolTip(self.tr("Send this when the answer has ended (Enter)"))
        self.queue_button.clicked.connect(self._submit)
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(8, 8, 8, 8)
        row.setSpacing(8)
        row.addWidget(self.edit, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.queue_button, 0, Qt.AlignmentFlag.AlignBottom)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignBottom)
        self.edit.entered.connect(self._submit)
        self.edit.escaped.connect(self.stop_requested)
        self.edit.textChanged.connect(self._refresh)
        self.edit.focus_changed.connect(self._mark_active)
        self.button.clicked.connect(self._press)
        self._refresh()

    @Slot(bool)
    def set_busy(self, busy: bool) -> None:
        """Turn the button into Stop while an answer is under way."""
        self._busy = busy
        self._refresh()

    @Slot(bool)
    def set_held(self, held: bool) -> None:
        """Keep what is written, but send nothing for a while."""
        self._held = held
        self._refresh()

    def set_verb(self, verb: str) -> None:
        """Call the button this instead of Send; "" calls it Send again."""
        self._verb = verb
        self._refresh()

    def set_waiting(self, waiting: bool) -> None:
        """Send nothing until what goes with it is there."""
        self._waiting = waiting
        self._refresh()

    def add_at_start(self, button: QWidget) -> None:
        """Show a button before the text, as high as the one behind it."""
        button.setFixedHeight(self.button.sizeHint().height())
        self._row.insertWidget(0, button, 0, Qt.AlignmentFlag.AlignBottom)
        self.setTabOrder(button, self.edit)

    def set_text(self, text: str) -> None:
        """Put this text into the field, the cursor at its end."""
        self.edit.setPlainText(text)
        self.edit.moveCursor(self.edit.textCursor().MoveOperation.End)
        self.edit.setFocus()

    @Slot()
    def _refresh(self) -> None:
        label = self.tr("Stop") if self._busy else self._verb or self.tr("Send")
        if self.button.text() != label:
            self.button.setText(label)
            self.button.setAccessibleName(label)
            key = self.tr("Esc") if self._busy else self.tr("Enter")
            self.button.setToolTip(f"{label} ({key})")
        ready = bool(self.edit.toPlainText().strip()) and not (self._held or self._waiting)
        self.button.setEnabled(self._busy or ready)
        self.queue_button.setVisible(self._busy and ready)

    @Slot(bool)
    def _mark_active(self, active: bool) -> None:
        self.setProperty("active", active)
        self.style().unpolish(self)
        self.style().polish(self)

    @Slot()
    def _press(self) -> None:
        if self._busy:
            self.stop_requested.emit()
        else:
            self._submit()

    @Slot()
    def _submit(self) -> None:
        text = self.edit.toPlainText().strip()
        if text and not (self._held or self._waiting):
            self.edit.clear()
            self.submitted.emit(text)
