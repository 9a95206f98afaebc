"""The button that copies a piece of code, over its upper right corner."""

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, QTimer, Slot
from PySide6.QtGui import QGuiApplication, QTextBlock
from PySide6.QtWidgets import QTextEdit, QToolButton

from app.ui.chat.markdown.decor import is_edge, visible_blocks
from app.ui.chat.markdown.look import CODE_PADDING, Mark, title_height

COPIED_MS = 1500


def code_of(block: QTextBlock) -> str:
    """Return the code that a block is a line of."""
    while not is_edge(block, block.previous()):
        block = block.previous()
    lines = [block.text()]
    while not is_edge(block, block.next()):
        block = block.next()
        lines.append(block.text())
    return "\n".join(lines) + "\n"


class CodeCopy(QObject):
    """Shows one button: over the code below the mouse, or the one that the keyboard is at."""

    def __init__(self, edit: QTextEdit) -> None:
        super().__init__(edit)
        self._edit = edit
        self._code = 0
        self.button = QToolButton(edit.viewport())
        self.button.setObjectName("copyCode")
        self.button.setCursor(Qt.CursorShape.ArrowCursor)
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.button.setAccessibleName(self.tr("Copy code"))
        self.button.setToolTip(self.tr("Copy code"))
        self.button.clicked.connect(self._copy)
        self.button.installEventFilter(self)
        self.button.hide()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._offer)
        self._offer()
        edit.verticalScrollBar().valueChanged.connect(self._follow)

    def hover(self, point: QPointF) -> None:
        """Show the button if a point of the viewport is in code; a focused one stays."""
        if self.button.hasFocus():
            return
        for number, place in self.pieces():
            if place.contains(point):
                self._show(number, place)
                return
        self.leave()

    def leave(self) -> None:
        """Hide the button, unless the keyboard is at it."""
        if not self.button.hasFocus():
            self.button.hide()

    def focus(self, number: int) -> None:
        """Bring the keyboard to the button of a piece of code in view."""
        for other, place in self.pieces():
            if other == number:
                self._show(number, place)
                self.button.setFocus(Qt.FocusReason.TabFocusReason)

    @property
    def focused(self) -> int:
        """The piece of code whose button has the keyboard, 0 for none."""
        return self._code if self.button.hasFocus() else 0

    def pieces(self) -> Iterator[tuple[int, QRectF]]:
        """Yield each piece of code in view: its number and its place in the viewport."""
        edit = self._edit
        width = edit.viewport().width()
        number, place = 0, QRectF()
        for block, box in visible_blocks(edit, QRectF(edit.viewport().rect())):
            form = block.blockFormat()
            mine = int(form.property(Mark.CODE) or 0)
            if number and mine != number:
                yield number, place
                number = 0
            if mine:
                left = form.leftMargin() - CODE_PADDING
                above = (
                    title_height(form.property(Mark.LANGUAGE))
                    if is_edge(block, block.previous())
                    else 0
                )
                whole = QRectF(left, box.top() - above, width - left, box.height() + above)
                place = place.united(whole) if number else whole
                number = mine
        if number:
            yield number, place

    def _show(self, number: int, place: QRectF) -> None:
        if number != self._code:
            self._timer.stop()
            self._offer()
        self._code = number
        self.button.adjustSize()
        top = max(place.top() + 2, 2.0)
        size = self.button.size()
        self.button.move(round(place.right()) - size.width() - 4, round(top))
        self.button.setVisible(top + size.height() < place.bottom() + CODE_PADDING)

    @Slot()
    def _follow(self) -> None:
        """Keep to the code while it is scrolled."""
        if not self.button.isVisible():
            return
        for number, place in self.pieces():
            if number == self._code:
                self._show(number, place)
                return
        self.button.hide()

    @Slot()
    def _copy(self) -> None:
        for block, _ in visible_blocks(self._edit, QRectF(self._edit.viewport().rect())):
            if block.blockFormat().property(Mark.CODE) == self._code:
                QGuiApplication.clipboard().setText(code_of(block))
                self.button.setText(self.tr("Copied"))
                self.button.adjustSize()
                self._follow()
                self._timer.start(COPIED_MS)
                return

    @Slot()
    def _offer(self) -> None:
        self.button.setText(self.tr("Copy"))
        self._follow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Enter press the button, and hide it when the keyboard leaves it."""
        if event.type() is QEvent.Type.FocusOut:
            self.button.hide()
        elif event.type() is QEvent.Type.KeyPress and event.key() in (  # pyright: ignore[reportAttributeAccessIssue]
            Qt.Key.Key_Return,
            Qt.Key.Key_Enter,
        ):
            self.button.click()
            return True
        return super().eventFilter(watched, event)
