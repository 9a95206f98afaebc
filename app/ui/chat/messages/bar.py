"""The buttons that stand at a message's author line while it is pointed at or chosen."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton, QWidget

from app.ui.chat.messages.acts import KEYS, Act, hint, words

ORDER = (Act.COPY, Act.EDIT, Act.AGAIN, Act.GO_ON, Act.DELETE)
COPIED_MS = 1500


class _ActButton(QToolButton):
    """Leaves keys that walk to the bar; Qt's own would go on to any other button."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = Qt.Key
        walks = (keys.Key_Up, keys.Key_Down, keys.Key_Left, keys.Key_Right)
        if event.key() in walks:
            event.ignore()
        else:
            super().keyPressEvent(event)


class MessageBar(QFrame):
    """One button an act; the keys of `KEYS` work while one of them has the keyboard.

    Signals:
        wanted(Act): do this with the message.
        walked(int): the message above (-1) or below (1). left(): Esc.
        menu_wanted(QPoint): show all that can be done, at this place of the screen.
    """

    wanted = Signal(object)
    walked = Signal(int)
    left = Signal()
    menu_wanted = Signal(QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("messageBar")
        self.setCursor(Qt.CursorShape.ArrowCursor)
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 1, 2, 1)
        row.setSpacing(0)
        self.buttons = {act: self._button(act) for act in ORDER}
        for button in self.buttons.values():
            row.addWidget(button)
        self.hide()

    def _button(self, act: Act) -> QToolButton:
        button = _ActButton(self)
        button.setText(words(act))
        button.setToolTip(f"{hint(act)} ({KEYS[act]})")
        button.setAccessibleDescription(hint(act))
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda _checked=False: self.wanted.emit(act))
        if act is Act.AGAIN:
            button.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        return button

    def set_pair_menu(self, menu: QMenu) -> None:
        """Offer other pairs to answer with beside the button that answers again."""
        self.buttons[Act.AGAIN].setMenu(menu)

    def offer(self, acts: Sequence[Act], *, quiet: bool, name: str) -> None:
        """Show buttons for these; only copying is possible unless it is `quiet`.

        `name` is what a screen reader calls the message.
        """
        self.setAccessibleName(name)
        for act, button in self.buttons.items():
            button.setVisible(act in acts)
            button.setEnabled(quiet or act is Act.COPY)
        self.buttons[Act.COPY].setText(words(Act.COPY))
        self.adjustSize()

    def tell_copied(self) -> None:
        """Say at the button that the message was copied."""
        self.buttons[Act.COPY].setText(self.tr("Copied"))
        self.adjustSize()

    def take_keyboard(self) -> None:
        """Put the keyboard on the first button that can be pressed."""
        for button in self.buttons.values():
            if not button.isHidden() and button.isEnabled():
                button.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return

    @property
    def has_keyboard(self) -> bool:
        """Whether one of the buttons has the keyboard."""
        return any(button.hasFocus() for button in self.buttons.values())

    def event(self, event: object) -> bool:
        """Take Esc from the window's menu."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() is QKeyEvent.Type.ShortcutOverride
            and event.key() == Qt.Key.Key_Escape
        ):
            event.accept()
            return True
        return super().event(event)  # type: ignore[arg-type]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk among messages and buttons, or do what a key stands for."""
        key = event.key()
        match key:
            case Qt.Key.Key_Escape:
                self.left.emit()
            case Qt.Key.Key_Up | Qt.Key.Key_Down:
                self.walked.emit(-1 if key == Qt.Key.Key_Up else 1)
            case Qt.Key.Key_Left | Qt.Key.Key_Right:
                self._walk(-1 if key == Qt.Key.Key_Left else 1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                focused = next((b for b in self.buttons.values() if b.hasFocus()), None)
                if focused is not None:
                    focused.click()
            case _ if not self._do(event):
                super().keyPressEvent(event)
            case _:
                pass

    def _walk(self, by: int) -> None:
        shown = [b for b in self.buttons.values() if not b.isHidden() and b.isEnabled()]
        at = next((n for n, button in enumerate(shown) if button.hasFocus()), 0)
        shown[(at + by) % len(shown)].setFocus(Qt.FocusReason.TabFocusReason)

    def _do(self, event: QKeyEvent) -> bool:
        pressed = QKeySequence(event.keyCombination())
        for act, button in self.buttons.items():
            if pressed == QKeySequence(KEYS[act]) and not button.isHidden():
                button.click()
                return True
        return False

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of all acts."""
        self.menu_wanted.emit(event.globalPos())
