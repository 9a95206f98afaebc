"""What is done with kept conversations: listing, naming, filing, deleting and its undoing."""

import time
import uuid
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence

from app.core.conversations import (
    ConversationSummary,
    Folder,
    StoredConversation,
    StoredMessage,
    TitleSource,
)
from app.ui.chat.chat_view import ChatView
from app.ui.chat.controller import ChatController
from app.ui.conversations.keeper import ConversationKeeper
from app.ui.conversations.list_model import ConversationList
from app.ui.conversations.search_dialog import SearchDialog
from app.ui.conversations.sidebar import Sidebar
from app.ui.main_window import MainWindow
from app.ui.notice import Action, Notice
from app.ui.theme_watcher import ThemeWatcher
from app.workers.storage import Storage, StoreFailed, StoreOpened
from app.workers.storage_requests import (
    Delete,
    DeleteFolder,
    Keep,
    Page,
    ReadConversation,
    ReadPage,
    Rename,
    Restore,
    SaveConversation,
    SaveFolder,
)

DAY_MS = 60_000
"""How often to look whether "Today" is another day."""


class Shelf(QObject):
    """Wires list, sidebar, search and store.

    Signals:
        notice(Notice): to be shown above the composer. notice_over(str): one of this kind is not.
    """

    notice = Signal(object)
    notice_over = Signal(str)

    def __init__(
        self,
        chat: ChatController,
        storage: Storage,
        themes: ThemeWatcher,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._chat, self._storage = chat, storage
        self.keeper = ConversationKeeper(chat, storage, self)
        self.model = ConversationList(self)
        self.sidebar = Sidebar(self.model, themes)
        self.search = SearchDialog(storage, themes, self.sidebar)
        self._copying: set[str] = set()
        self._to_edit = ""
        self._wire()
        clock = QTimer(self)
        clock.setInterval(DAY_MS)
        clock.timeout.connect(self._look_at_the_day)
        clock.start()

    def _wire(self) -> None:
        side, model, storage = self.sidebar, self.model, self._storage
        side.new_wanted.connect(self._chat.new_conversation)
        side.search_wanted.connect(self.search.begin)
        side.chosen.connect(self.keeper.open)
        side.pin_wanted.connect(self._pin)
        side.move_wanted.connect(self._move)
        side.duplicate_wanted.connect(self._duplicate)
        side.delete_wanted.connect(self._delete)
        side.folder_wanted.connect(self._new_folder)
        side.folder_delete_wanted.connect(self._delete_folder)
        model.page_wanted.connect(self._read_page)
        model.renamed.connect(self._rename)
        model.folder_renamed.connect(self._rename_folder)
        self.search.chosen.connect(self.keeper.open)
        self.keeper.changed.connect(self._changed)
        self.keeper.opened.connect(side.show_current)
        storage.answered.connect(self._answered)
        storage.failed.connect(self._failed)
        storage.opened.connect(self._opened)

    def join(self, window: MainWindow, view: ChatView) -> None:
        """Take this one's place in the window: sidebar, menu entries, drafts in the composer."""
        window.join_sidebar(self.sidebar)
        self.notice.connect(window.notices.tell)
        self.notice_over.connect(view.notice.clear)
        search = QAction(self.tr("S&earch conversations…"), self)
        window.file_menu.insertAction(window.pair_section, search)
        search.setShortcut(QKeySequence("Ctrl+K"))
        search.triggered.connect(self.search.begin)
        self.keeper.draft_restored.connect(view.composer.set_text)
        view.composer.edit.textChanged.connect(
            lambda: self.keeper.type(view.composer.edit.toPlainText())
        )

    def start(self) -> None:
        """Read the first page, which also opens the database."""
        self._storage.ask(ReadPage())

    def refresh(self) -> None:
        """Read again what is shown: the store has other conversations now."""
        self.start()
        for folder_id in self.model.open_folders:
            self._storage.ask(ReadPage(folder_id))

    def leave_conversation(self) -> None:
        """Show a new one: the conversations that there are go."""
        self._chat.new_conversation()

    @Slot(str, int)
    def _read_page(self, folder_id: str, offset: int) -> None:
        self._storage.ask(ReadPage(folder_id or None, offset))

    @Slot(object, object)
    def _answered(self, request: object, result: object) -> None:
        match request, result:
            case ReadPage(), Page():
                self.model.take(result)
                if self.keeper.current_id:  # the page may be older than it
                    self.model.put(self._chat.conversation.summary)
                self.sidebar.show_current(self.keeper.current_id)
                self._edit_new_folder()
            case ReadConversation(), StoredConversation() if (
                request.conversation_id in self._copying
            ):
                self._copying.discard(request.conversation_id)
                self._save_copy(result)
            case ((Restore() | DeleteFolder() | SaveFolder()), _):
                self.start()
            case _:
                pass

    @Slot(object)
    def _changed(self, summary: ConversationSummary) -> None:
        self.model.put(summary)
        self.sidebar.show_current(self.keeper.current_id)

    @Slot()
    def _look_at_the_day(self) -> None:
        self.model.look_at_the_day()

    # One conversation

    @Slot(str, bool)
    def _pin(self, name: str, pinned: bool) -> None:
        self._storage.ask(Keep(name, pinned=pinned))
        self._update(name, pinned=pinned)

    @Slot(str, str)
    def _move(self, name: str, folder_id: str) -> None:
        self._storage.ask(Keep(name, folder_id=folder_id))
        self._update(name, folder_id=folder_id or None)

    @Slot(str, str)
    def _rename(self, name: str, title: str) -> None:
        self._storage.ask(Rename(name, title, TitleSource.USER))
        self._update(name, title=title, title_source=TitleSource.USER)

    def _update(self, name: str, **changes: object) -> None:
        summary = self.model.summary(name)
        if summary is not None:
            changed = replace(summary, **changes)  # type: ignore[arg-type]
            self.model.put(changed)
            if self._chat.conversation.conversation_id == name:
                self._chat.conversation.summary = changed
        self.sidebar.show_current(self.keeper.current_id)

    @Slot(str)
    def _delete(self, name: str) -> None:
        summary = self.model.summary(name)
        if name == self.keeper.current_id:
            self._chat.new_conversation()
        self._storage.ask(Delete((name,)))
        self.model.drop([name])
        title = summary.title if summary is not None else ""
        self.notice.emit(
            Notice(
                "info",
                self.tr("Deleted “{title}”.").format(title=title),
                actions=(Action(self.tr("Undo"), lambda: self._restore(name)),),
            )
        )

    def _restore(self, name: str) -> None:
        self._storage.ask(Restore((name,)))
        self.notice_over.emit("info")

    @Slot(str)
    def _duplicate(self, name: str) -> None:
        self._copying.add(name)
        self._storage.ask(ReadConversation(name))

    def _save_copy(self, whole: StoredConversation) -> None:
        copy = copied(whole, self.tr("{title} (copy)").format(title=whole.summary.title))
        self._storage.ask(SaveConversation(copy))
        self.model.put(copy.summary)

    # Folders

    @Slot(str)
    def _new_folder(self, conversation_id: str) -> None:
        folder = Folder(uuid.uuid4().hex, self.tr("New folder"), len(self.model.folders))
        self._storage.ask(SaveFolder(folder))
        if conversation_id:
            self._storage.ask(Keep(conversation_id, folder_id=folder.folder_id))
        self._to_edit = folder.folder_id

    def _edit_new_folder(self) -> None:
        """Let a new folder be named at once."""
        name, self._to_edit = self._to_edit, ""
        index = self.model.folder_index(name)
        if index.isValid():
            self.model.toggle(name)
            index = self.model.folder_index(name)
            self.sidebar.list.setCurrentIndex(index)
            self.sidebar.list.edit(index)

    @Slot(object)
    def _rename_folder(self, folder: Folder) -> None:
        self._storage.ask(SaveFolder(folder))

    @Slot(str)
    def _delete_folder(self, folder_id: str) -> None:
        self._storage.ask(DeleteFolder(folder_id))

    # What the store says

    @Slot(object)
    def _failed(self, failure: StoreFailed) -> None:
        self.notice.emit(Notice("error", failure.title, failure.hint))

    @Slot(object)
    def _opened(self, opened: StoreOpened) -> None:
        if opened.set_aside is not None:
            title = self.tr("The file of your conversations is damaged.")
            hint = self.tr("It was kept as {path}; a new one was begun.")
            self.notice.emit(Notice("error", title, hint.format(path=opened.set_aside)))


def copied(whole: StoredConversation, title: str) -> StoredConversation:
    """Return a copy under names of its own."""
    names = {message.message_id: uuid.uuid4().hex for message in whole.messages}

    def message(one: StoredMessage) -> StoredMessage:
        parent = names.get(one.parent_id or "")
        return replace(one, message_id=names[one.message_id], parent_id=parent)

    now = time.time()
    summary = replace(
        whole.summary, conversation_id=uuid.uuid4().hex, title=title, created=now, updated=now
    )
    return replace(
        whole,
        summary=summary,
        messages=tuple(message(one) for one in whole.messages),
        leaf_id=names.get(whole.leaf_id or ""),
    )
