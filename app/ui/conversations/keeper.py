"""Keeps what happens in the chat: every message at once, a streaming answer every second."""

from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.core.conversations import (
    ConversationSummary,
    StoredConversation,
    StoredMessage,
    TitleSource,
)
from app.ui.chat.controller import ChatController
from app.ui.chat.conversation import title_from
from app.workers.storage import Storage
from app.workers.storage_requests import (
    AddTurn,
    FinishMessage,
    Keep,
    PutBack,
    ReadConversation,
    RemoveMessages,
    SaveConversation,
    SavePartial,
)

PARTIAL_MS = 900
DRAFT_MS = 1500


class ConversationKeeper(QObject):
    """Writes the chat's conversation to the store, unless it is temporary, and opens others.

    Attributes:
        draft: what stands in the composer of a conversation that is not kept yet.

    Signals:
        changed(ConversationSummary): a conversation is new, or has something new.
        opened(str): this conversation is shown now, "" for one that is not kept.
        draft_restored(str): what stood in the composer of the conversation shown.
        shown(str): the message that was asked for is on the branch shown.
    """

    changed = Signal(object)
    opened = Signal(str)
    draft_restored = Signal(str)
    shown = Signal(str)

    def __init__(
        self, chat: ChatController, storage: Storage, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._chat, self._storage = chat, storage
        self._kept: set[str] = set()
        self._partial = ""
        self._wanted = self._wanted_message = ""
        self.draft = self._draft_kept = ""
        self._left_kept = False
        self._timer = QTimer(self)
        self._timer.setInterval(PARTIAL_MS)
        self._timer.timeout.connect(self._keep_partial)
        self._draft_timer = QTimer(self)
        self._draft_timer.setSingleShot(True)
        self._draft_timer.setInterval(DRAFT_MS)
        self._draft_timer.timeout.connect(self.keep_draft)
        chat.messages_made.connect(self._made)
        chat.message_settled.connect(self._settled)
        chat.messages_removed.connect(self._removed)
        chat.messages_returned.connect(self._returned)
        chat.leaf_changed.connect(self._leaf)
        chat.prompt_changed.connect(self._prompt)
        chat.busy_changed.connect(self._busy)
        chat.conversation_left.connect(self._left)
        chat.cleared.connect(self._cleared)
        storage.answered.connect(self._answered)

    @property
    def current_id(self) -> str:
        """The conversation that is shown, "" for one that is not kept."""
        name = self._chat.conversation.conversation_id
        return name if name in self._kept else ""

    def open(self, conversation_id: str, message_id: str = "") -> None:
        """Show a kept conversation, at a message of it if one is named."""
        if conversation_id == self.current_id:
            if message_id and self._chat.show_message(message_id):
                self.shown.emit(message_id)
            return
        self._wanted, self._wanted_message = conversation_id, message_id
        self._storage.ask(ReadConversation(conversation_id))

    @Slot(object, object)
    def _answered(self, request: object, result: object) -> None:
        if not isinstance(request, ReadConversation) or request.conversation_id != self._wanted:
            return
        self._wanted, message = "", self._wanted_message
        if isinstance(result, StoredConversation):
            self._kept.add(result.summary.conversation_id)
            self._chat.open(result)
            self.draft = self._draft_kept = result.draft
            self.draft_restored.emit(result.draft)
            self.opened.emit(result.summary.conversation_id)
            if message and self._chat.show_message(message):
                self.shown.emit(message)

    @Slot()
    def _left(self) -> None:
        self._left_kept = bool(self.current_id)
        self.keep_draft()

    @Slot()
    def _cleared(self) -> None:
        if self.current_id:
            return
        self.opened.emit("")
        if self._left_kept:  # what stood in the composer is kept there; else it has no other place
            self._left_kept = False
            self.draft = self._draft_kept = ""
            self.draft_restored.emit("")

    # Drafts

    @Slot(str)
    def type(self, text: str) -> None:
        """Take what stands in the composer; it is kept a little later."""
        self.draft = text
        self._draft_timer.start()

    @Slot()
    def keep_draft(self) -> None:
        """Keep what stands in the composer now."""
        self._draft_timer.stop()
        name = self.current_id
        if name and self.draft != self._draft_kept:
            self._storage.ask(Keep(name, draft=self.draft))
            self._draft_kept = self.draft

    # Messages

    @Slot(object)
    def _made(self, messages: tuple[StoredMessage, ...]) -> None:
        conversation = self._chat.conversation
        if conversation.temporary:
            return
        self.draft = self._draft_kept = ""
        if conversation.conversation_id in self._kept:
            self._storage.ask(AddTurn(conversation.conversation_id, messages))
            self._tell()
            return
        first = next((message.text for message in messages if message.role == "user"), "")
        if conversation.summary.title_source is TitleSource.NONE:
            conversation.summary = replace(
                conversation.summary, title=title_from(first), title_source=TitleSource.WORDS
            )
        self._kept.add(conversation.conversation_id)
        self._storage.ask(SaveConversation(conversation.stored()))
        self._tell()
        self.opened.emit(conversation.conversation_id)

    def _tell(self) -> None:
        summary: ConversationSummary = self._chat.conversation.stored().summary
        self.changed.emit(summary)

    @Slot(bool)
    def _busy(self, busy: bool) -> None:
        self._partial = ""
        if busy and not self._chat.conversation.temporary:
            self._timer.start()
        else:
            self._timer.stop()

    @Slot()
    def _keep_partial(self) -> None:
        answer, text = self._chat.turns.answer, self._chat.turns.received
        if answer is not None and text != self._partial:
            self._partial = text
            self._storage.ask(SavePartial(answer.message_id, text))

    @Slot(object)
    def _settled(self, message: StoredMessage) -> None:
        if self.current_id:
            self._storage.ask(FinishMessage(message))
            self._tell()

    @Slot(object)
    def _removed(self, messages: tuple[StoredMessage, ...]) -> None:
        name = self.current_id
        if name:
            ids = tuple(message.message_id for message in messages)
            self._storage.ask(RemoveMessages(name, ids, self._chat.conversation.leaf_id))

    @Slot(object)
    def _returned(self, messages: tuple[StoredMessage, ...]) -> None:
        name = self.current_id
        if name:
            self._storage.ask(PutBack(name, messages, self._chat.conversation.leaf_id))

    @Slot()
    def _prompt(self) -> None:
        name, conversation = self.current_id, self._chat.conversation
        if name:
            prompt = conversation.system_prompt, conversation.settings
            self._storage.ask(Keep(name, prompt=prompt))

    @Slot(str)
    def _leaf(self, leaf_id: str) -> None:
        name = self.current_id
        if name:
            self._storage.ask(Keep(name, leaf_id=leaf_id))
