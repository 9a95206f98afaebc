"""One file of the next question: name, size, tokens, and a button to leave it out."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

NAME_WIDTH = 220


class Chip(QFrame):
    """Shows a file; Delete or Backspace on its button leaves it out too.

    Signals:
        remove_wanted(): leave this file out.
    """

    remove_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("chip")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.name = QLabel(self)
        self.facts = QLabel(self)
        self.facts.setObjectName("muted")
        for label in (self.name, self.facts):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.button = _RemoveButton(self)
        self.button.setText("✕")
        self.button.clicked.connect(self._ask)
        self.button.remove_pressed.connect(self._ask)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 3, 3, 3)
        row.setSpacing(8)
        for part in (self.name, self.facts, self.button):
            row.addWidget(part)

    def set_words(self, name: str, facts: str) -> None:
        """Show this file and what is known of it."""
        elided = self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideMiddle, NAME_WIDTH)
        self.name.setText(elided)
        self.name.setToolTip("" if elided == name else name)
        self.facts.setText(facts)
        self.setAccessibleName(f"{name}, {facts}")
        words = self.tr("Remove {name}").format(name=name)
        self.button.setToolTip(words)
        self.button.setAccessibleName(f"{words}, {facts}")

    @Slot()
    def _ask(self) -> None:
        self.remove_wanted.emit()


class _RemoveButton(QToolButton):
    """A button that Delete and Backspace press too."""

    remove_pressed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Remove on these keys; Enter and Space press the button."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove_pressed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)
