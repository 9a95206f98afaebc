"""The column of conversations: new, search, the list, and what can be done with each."""

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLabel,
    QListView,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.core.conversations import Folder
from app.ui.conversations.list_model import ConversationList, Role, RowKind
from app.ui.conversations.row_delegate import RowDelegate
from app.ui.folding_row import FoldingRow
from app.ui.theme_watcher import ThemeWatcher

WIDTH = 240


class Sidebar(QFrame):
    """Shows a ConversationList; everything is asked for by signals.

    Signals:
        new_wanted(), search_wanted(), folder_wanted(): buttons and menu entries.
        chosen(str): open this conversation.
        pin_wanted(str, bool), move_wanted(str, str), duplicate_wanted(str): of a conversation; ""
            is no folder.
        export_wanted(str): write this conversation to a file.
        delete_wanted(str), folder_delete_wanted(str): of a conversation and a folder.
    """

    new_wanted = Signal()
    search_wanted = Signal()
    folder_wanted = Signal(str)
    chosen = Signal(str)
    pin_wanted = Signal(str, bool)
    move_wanted = Signal(str, str)
    duplicate_wanted = Signal(str)
    export_wanted = Signal(str)
    delete_wanted = Signal(str)
    folder_delete_wanted = Signal(str)

    def __init__(
        self, model: ConversationList, themes: ThemeWatcher, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("sidebar")
        self.setAccessibleName(self.tr("Conversations"))
        self.model = model
        self.new_button = QPushButton(self.tr("New conversation"), self)
        self.new_button.clicked.connect(self.new_wanted)
        self.search_button = QPushButton(self.tr("Search"), self)
        self.search_button.setToolTip(self.tr("Search all conversations (Ctrl+K)"))
        self.search_button.clicked.connect(self.search_wanted)
        self.list = QListView(self)
        self.list.setObjectName("conversations")
        self.list.setAccessibleName(self.tr("Conversations"))
        self.list.setModel(model)
        self.list.setItemDelegate(RowDelegate(themes, self.list))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.setMouseTracking(True)
        self.list.setUniformItemSizes(True)
        self.list.clicked.connect(self._choose)
        self.list.activated.connect(self._choose)
        self.list.customContextMenuRequested.connect(self._show_menu)
        self.empty = QLabel(self.tr("What you ask is kept here."), self)
        self.empty.setObjectName("muted")
        self.empty.setWordWrap(True)
        self.empty.setContentsMargins(16, 8, 16, 8)
        self._lay_out()
        self._make_actions()
        model.rowsInserted.connect(self._refresh)
        model.rowsRemoved.connect(self._refresh)
        self._refresh()
        themes.changed.connect(self._retheme)

    def _lay_out(self) -> None:
        buttons = FoldingRow(self)
        buttons.setContentsMargins(12, 0, 12, 0)
        buttons.add(self.new_button, 1)
        buttons.add(self.search_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 8)
        column.setSpacing(8)
        column.addWidget(buttons)
        column.addWidget(self.empty)
        column.addWidget(self.list, 1)
        self.setMinimumWidth(220)
        self.setMaximumWidth(280)

    def _make_actions(self) -> None:
        """Make what the keyboard does while the list has it."""
        delete = QAction(self.tr("Delete"), self.list)
        delete.setShortcut(QKeySequence(QKeySequence.StandardKey.Delete))
        delete.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        delete.triggered.connect(self._delete_current)
        self.list.addAction(delete)

    @Slot()
    def _refresh(self) -> None:
        self.empty.setVisible(self.model.rowCount() == 0)

    @Slot(object)
    def _retheme(self, _theme: object) -> None:
        self.list.viewport().update()

    def show_current(self, conversation_id: str) -> None:
        """Mark the conversation that is open; "" marks none."""
        index = self.model.index_of(conversation_id) if conversation_id else QModelIndex()
        if index.isValid():
            self.list.setCurrentIndex(index)
        else:
            self.list.clearSelection()
            self.list.setCurrentIndex(QModelIndex())

    @Slot(QModelIndex)
    def _choose(self, index: QModelIndex) -> None:
        kind, name = index.data(Role.KIND), index.data(Role.NAME)
        if kind == RowKind.CONVERSATION.value:
            self.chosen.emit(name)
        elif kind == RowKind.FOLDER.value:
            self.model.toggle(name)

    @Slot()
    def _delete_current(self) -> None:
        index = self.list.currentIndex()
        kind, name = index.data(Role.KIND), index.data(Role.NAME)
        if kind == RowKind.CONVERSATION.value:
            self.delete_wanted.emit(name)
        elif kind == RowKind.FOLDER.value:
            self.folder_delete_wanted.emit(name)

    @Slot(QPoint)
    def _show_menu(self, place: QPoint) -> None:
        index = self.list.indexAt(place)
        if not index.isValid():
            index = self.list.currentIndex()
        menu = self.menu_for(index)
        if menu is not None:
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(self.list.viewport().mapToGlobal(place))

    def menu_for(self, index: QModelIndex) -> QMenu | None:
        """Return the menu of a row, None for a heading."""
        kind, name = index.data(Role.KIND), index.data(Role.NAME)
        if kind not in (RowKind.CONVERSATION.value, RowKind.FOLDER.value):
            return None
        menu = QMenu(self)
        menu.addAction(self.tr("Rename"), lambda: self.list.edit(index))
        if kind == RowKind.FOLDER.value:
            menu.addAction(self.tr("Delete folder"), lambda: self.folder_delete_wanted.emit(name))
            return menu
        pinned = bool(index.data(Role.PINNED))
        words = self.tr("Unpin") if pinned else self.tr("Pin")
        menu.addAction(words, lambda: self.pin_wanted.emit(name, not pinned))
        self._add_folders(menu.addMenu(self.tr("Move to folder")), name)
        menu.addAction(self.tr("Duplicate"), lambda: self.duplicate_wanted.emit(name))
        menu.addAction(self.tr("Export…"), lambda: self.export_wanted.emit(name))
        menu.addSeparator()
        menu.addAction(self.tr("Delete"), lambda: self.delete_wanted.emit(name))
        return menu

    def _add_folders(self, menu: QMenu, name: str) -> None:
        summary = self.model.summary(name)
        within = summary.folder_id if summary is not None else None
        for folder in self.model.folders:
            action = menu.addAction(folder.name, lambda f=folder: self._move(name, f))
            action.setCheckable(True)
            action.setChecked(folder.folder_id == within)
        if within is not None:
            menu.addAction(self.tr("No folder"), lambda: self.move_wanted.emit(name, ""))
        menu.addSeparator()
        menu.addAction(self.tr("New folder…"), lambda: self.folder_wanted.emit(name))

    def _move(self, name: str, folder: Folder) -> None:
        self.move_wanted.emit(name, folder.folder_id)
