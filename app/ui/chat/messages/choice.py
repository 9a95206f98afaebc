"""Which message is pointed at, or chosen with the keyboard, and the bar that stands there."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame

from app.ui.chat.conversation import Entry
from app.ui.chat.messages.acts import offers
from app.ui.chat.messages.bar import COPIED_MS, MessageBar
from app.ui.chat.messages.places import MessagePlaces
from app.ui.chat.transcript import Transcript

MARK_WIDTH = 3
MARK_DISTANCE = 12

RIGHT, EDGE = 14, 4
"""Pixels that the bar leaves free at the right, and at the upper edge of a view without end."""

VERSIONS = 88
"""Pixels beside an author's name that the arrows between versions take at most."""

SPACE_BELOW = 20
"""Pixels between a message's last line and the next message."""


class MessageChoice(QObject):
    """Moves the bar to the message under the mouse, or to the one chosen with the keyboard.

    Attributes:
        bar: the buttons. mark: a line at the left of the chosen message.

    Signals:
        left(): the keyboard goes back to where messages are written.
    """

    left = Signal()

    def __init__(self, transcript: Transcript, places: MessagePlaces) -> None:
        super().__init__(transcript)
        self._transcript, self._places = transcript, places
        self._message_id = ""
        self._by_keyboard = False
        self._quiet = True
        self.bar = MessageBar(transcript.viewport())
        self.bar.walked.connect(self.walk)
        self.bar.left.connect(self.leave)
        self.mark = QFrame(transcript)
        self.mark.setObjectName("chosenMark")
        self.mark.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.mark.hide()
        self._copied = QTimer(self)
        self._copied.setSingleShot(True)
        self._copied.setInterval(COPIED_MS)
        self._copied.timeout.connect(self.place)
        transcript.viewport().setMouseTracking(True)
        transcript.viewport().installEventFilter(self)

    @property
    def entry(self) -> Entry | None:
        """The message that the bar is about."""
        index = self._places.find(self._message_id) if self._message_id else None
        return None if index is None else self._places.entry(index)

    @property
    def chosen(self) -> bool:
        """Whether it was chosen with the keyboard."""
        return self._by_keyboard and self.entry is not None

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Follow the mouse over the viewport."""
        if event.type() is QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            if event.buttons() == Qt.MouseButton.NoButton:
                self.point(event.position().y())
            elif not self._by_keyboard:
                self._forget()
        elif event.type() is QEvent.Type.Leave and not self._by_keyboard:
            self._forget()
        return False

    def point(self, y: float) -> None:
        """Put the bar at the message of this height, unless another is chosen."""
        index = self._places.at(y)
        if index is not None and not (self._by_keyboard and self.bar.has_keyboard):
            self._by_keyboard = False
            self._take(index)

    @Slot(int)
    def walk(self, by: int) -> None:
        """Choose the message above (-1) or below (1); the last one to begin with.

        Below the last one the choice is left.
        """
        if not self._transcript.isVisible():
            return
        if by < 0 and self._places.find(self._message_id) == 0:
            self._transcript.complete()
        count = len(self._places)
        index = self._places.find(self._message_id) if self.chosen else None
        if index is None:
            index = count
        if not count or index + by >= count:
            self.leave()
        else:
            self.choose(max(0, index + by))

    def choose(self, index: int) -> None:
        """Choose a message for the keyboard."""
        self._places.reveal(index)
        self._by_keyboard = True
        self._message_id = self._places.entry(index).message_id
        self._copied.stop()
        self.place()
        self.bar.take_keyboard()

    def leave(self) -> None:
        """Choose none."""
        self._forget()
        self.left.emit()

    def _take(self, index: int) -> None:
        before, self._message_id = self._message_id, self._places.entry(index).message_id
        if before != self._message_id or not self.bar.isVisible():
            self._copied.stop()
            self.place()

    def _forget(self) -> None:
        self._message_id, self._by_keyboard = "", False
        self.bar.hide()
        self.mark.hide()

    def set_quiet(self, quiet: bool) -> None:
        """Offer what changes the conversation, or only copying."""
        self._quiet = quiet
        self.place()

    def tell_copied(self) -> None:
        """Say at the button that the message was copied."""
        self.bar.tell_copied()
        self._place_bar(self._places.find(self._message_id))
        self._copied.start()

    @Slot()
    def scrolled(self) -> None:
        """Follow the chosen message; the one under the mouse is another one now."""
        if self._by_keyboard:
            self.place()
        else:
            self._forget()

    @Slot()
    def place(self) -> None:
        """Put the bar and the mark where their message is now, if it is still there."""
        index = self._places.find(self._message_id) if self._message_id else None
        acts = () if index is None else offers(self._places.entry(index))
        if index is None or not acts:
            self._forget()
            return
        if not self._copied.isActive():
            self.bar.offer(acts, quiet=self._quiet, name=self._name(index))
        self._place_bar(index)
        self._place_mark(index)

    def _name(self, index: int) -> str:
        entry = self._places.entry(index)
        author = self.tr("You") if entry.role == "user" else self.tr("Foretoken")
        begin = " ".join(entry.text[:80].split())
        return f"{author}: {begin}"

    def _place_bar(self, index: int | None) -> None:
        if index is None:
            return
        line = self._places.author_line(index)
        bottom = self._places.extent(index)[1]
        bar, view = self.bar, self._transcript.viewport()
        x = max(0, view.width() - bar.width() - RIGHT)
        named = line.right() + (VERSIONS if self._places.entry(index).versions > 1 else 0)
        y, end = line.bottom() + 2 - bar.height(), bottom - SPACE_BELOW - bar.height()
        if x < named + EDGE:
            y = line.top() - bar.height()
        if y < 0 and line.top() < 0:
            y = end if end < view.height() - bar.height() else EDGE
        bar.move(x, max(0, y))
        bar.show()
        bar.raise_()

    def _place_mark(self, index: int) -> None:
        view = self._transcript.viewport()
        top, bottom = self._places.extent(index)
        top, bottom = max(0, top), min(view.height(), bottom - 4)
        self.mark.setVisible(self._by_keyboard and bottom > top)
        left = max(2, view.x() - MARK_DISTANCE)
        self.mark.setGeometry(left, view.y() + top, MARK_WIDTH, max(0, bottom - top))
