"""Does what is asked of a message: each change makes a branch, a deletion can be undone."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from app.core.conversations import StoredMessage
from app.ui.chat.controller import ChatController
from app.ui.chat.conversation import Entry
from app.ui.chat.messages.acts import Act
from app.ui.chat.messages.places import MessagePlaces
from app.ui.notice import Action, Notice


class MessageActions(QObject):
    """Carries acts out.

    Signals:
        edit_wanted(Entry): let the user write this message otherwise.
        copied(): the message is on the clipboard.
        notice(Notice): to be shown above the composer. notice_over(str): one of this kind is not.
    """

    edit_wanted = Signal(object)
    copied = Signal()
    notice = Signal(object)
    notice_over = Signal(str)

    def __init__(
        self, chat: ChatController, places: MessagePlaces, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._chat, self._places = chat, places
        self._undo_offered = False
        chat.conversation_left.connect(self._end_undo)

    def do(self, act: Act, entry: Entry) -> None:
        """Do this with a message."""
        match act:
            case Act.COPY:
                QApplication.clipboard().setText(entry.text)
                self.copied.emit()
            case Act.EDIT if self._chat.idle:
                self.edit_wanted.emit(entry)
            case Act.AGAIN:
                self._chat.answer_again(entry)
            case Act.GO_ON:
                self._chat.go_on(entry)
            case Act.DELETE:
                self._delete(entry)
            case Act.PREVIOUS:
                self.step(entry, -1)
            case Act.NEXT:
                self.step(entry, 1)
            case _:
                pass

    def step(self, entry: Entry, by: int) -> None:
        """Show another version of a message, at the height of this one."""
        self._in_place(entry, lambda: self._chat.step(entry, by))

    def _in_place(self, entry: Entry, change: Callable[[], object]) -> None:
        """Change the conversation; what stands in the place of a message then keeps its height."""
        entries = self._chat.conversation.entries
        number = next((n for n, one in enumerate(entries) if one is entry), None)
        index = self._places.find(entry.message_id)
        if number is None or index is None:
            change()
            return
        top = self._places.author_line(index).top()
        change()
        entries = self._chat.conversation.entries
        if number < len(entries):
            self._places.put(entries[number].message_id, top)

    def _delete(self, entry: Entry) -> None:
        if self._chat.busy:
            return
        conversation, leaf = self._chat.conversation, self._chat.conversation.leaf_id
        gone: list[StoredMessage] = []
        collect = self._chat.messages_removed.connect(gone.extend)
        number = next((n for n, one in enumerate(conversation.entries) if one is entry), 0)
        above = conversation.entries[max(0, number - 1)]
        self._in_place(above, lambda: self._chat.remove(entry))
        self._chat.messages_removed.disconnect(collect)
        messages = tuple(gone)

        def put_back() -> None:
            if self._chat.conversation is conversation and not self._chat.busy:
                self._chat.put_back(messages, leaf)
                self._end_undo()

        self._undo_offered = True
        undo = Action(self.tr("Undo"), put_back)
        self.notice.emit(Notice("info", self._words(len(messages)), actions=(undo,)))

    def _words(self, count: int) -> str:
        if count == 1:
            return self.tr("Deleted the message.")
        return self.tr("Deleted {n} messages: this one and what follows it.").format(n=count)

    def _end_undo(self) -> None:
        if self._undo_offered:
            self._undo_offered = False
            self.notice_over.emit("info")
