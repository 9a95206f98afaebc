"""The bar above a conversation that finds words in it."""

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QToolButton,
    QWidget,
)

from app.ui.chat.find.finder import MAX_HITS, Finder
from app.ui.wording import count

FIELD_WIDTH = 280


class FindBar(QFrame):
    """A field, how many hits, next and previous; Esc closes it."""

    def __init__(self, finder: Finder, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("findBar")
        self._finder = finder
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(self.tr("Find in this conversation"))
        self.field.setAccessibleName(self.tr("Find in this conversation"))
        self.field.setMaximumWidth(FIELD_WIDTH)
        self.field.setClearButtonEnabled(False)
        self.field.textChanged.connect(finder.look_for)
        self.field.installEventFilter(self)
        self.told = QLabel(self)
        self.told.setObjectName("muted")
        self.previous = self._arrow(self.tr("Previous"), self.tr("Shift+F3"), -1)
        self.following = self._arrow(self.tr("Next"), self.tr("F3"), 1)
        close = QToolButton(self)
        close.setText(self.tr("Close"))
        close.setToolTip(self.tr("Close (Esc)"))
        close.setAutoRaise(True)
        close.clicked.connect(self.close_bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 6, 16, 6)
        row.setSpacing(8)
        row.addWidget(self.field, 1)
        row.addWidget(self.told)
        row.addStretch(1)
        for button in (self.previous, self.following, close):
            row.addWidget(button)
        finder.changed.connect(self._tell)
        self.hide()

    def _arrow(self, words: str, keys: str, by: int) -> QToolButton:
        button = QToolButton(self)
        button.setText(words)
        button.setToolTip(f"{words} ({keys})")
        button.setAutoRaise(True)
        button.clicked.connect(lambda _checked=False: self._finder.step(by))
        return button

    def add_actions(self, menu: QMenu) -> None:
        """Add finding to a menu of the window."""
        find = menu.addAction(self.tr("&Find in conversation"), self.open_bar)
        find.setShortcut(QKeySequence(QKeySequence.StandardKey.Find))
        following = menu.addAction(self.tr("Find &next"), lambda: self._step(1))
        following.setShortcut(QKeySequence("F3"))
        previous = menu.addAction(self.tr("Find pre&vious"), lambda: self._step(-1))
        previous.setShortcut(QKeySequence("Shift+F3"))

    @Slot()
    def open_bar(self) -> None:
        """Show the bar; what was looked for last is looked for again."""
        view = self.parentWidget()
        if view is not None and not view.isVisible():
            return  # another page is shown
        opened = self.isHidden()
        self.show()
        self.field.setFocus()
        self.field.selectAll()
        if opened:
            self._finder.look_for(self.field.text())

    @Slot()
    def close_bar(self) -> None:
        """Hide the bar and its marks, and leave the keyboard to the composer."""
        self.hide()
        self._finder.end()
        view = self.parentWidget()
        if view is not None:
            view.setFocus()

    def _step(self, by: int) -> None:
        if self.isHidden():
            self.open_bar()
        else:
            self._finder.step(by)

    @Slot()
    def _tell(self) -> None:
        found, words = self._finder.count, self._finder.words
        if not words:
            told = ""
        elif not found:
            told = self.tr("Not in this conversation")
        else:
            all_of_them = count(found) + ("+" if found >= MAX_HITS else "")
            told = self.tr("{n} of {all}").format(n=self._finder.current + 1, all=all_of_them)
        self.told.setText(told)
        for button in (self.previous, self.following):
            button.setEnabled(bool(found))

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take Esc from the window's menu; Enter and Shift+Enter go through the hits."""
        if not isinstance(event, QKeyEvent):
            return False
        escape = event.key() == Qt.Key.Key_Escape
        if event.type() is QEvent.Type.ShortcutOverride and escape:
            event.accept()
            return True
        if event.type() is not QEvent.Type.KeyPress:
            return False
        if escape:
            self.close_bar()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._finder.step(-1 if back else 1)
        else:
            return False
        return True
