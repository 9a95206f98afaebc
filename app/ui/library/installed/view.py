"""What is installed: a table, the selected model below it, deleting, importing, verifying."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.core.library import LibraryFile, LibraryKind
from app.core.library_events import DraftersFound, MetadataFound
from app.ui.library.installed.controller import LibraryController
from app.ui.library.installed.file_strip import FileStrip
from app.ui.library.installed.import_button import ImportButton
from app.ui.library.installed.metadata_dialog import MetadataDialog
from app.ui.library.installed.model import NAME, InstalledModel
from app.ui.library.installed.removal import RemovalFlow
from app.ui.library.installed.reveal import reveal
from app.ui.library.installed.task_line import TaskLine
from app.ui.library.installed.tidings import Tidings
from app.ui.library.message_pane import Message, MessagePane, Way
from app.ui.library.row_table import RowTable
from app.ui.notice import NoticeBar


class InstalledView(QWidget):
    """Mirrors a LibraryController.

    Signals:
        find_wanted(): to the search.
        shown(): for the first time or again; look through the disk.
    """

    find_wanted = Signal()
    shown = Signal()

    def __init__(
        self, controller: LibraryController, model: InstalledModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._controller, self._model = controller, model
        self._chosen: LibraryFile | None = None
        self.setAcceptDrops(True)
        self.filter = QLineEdit(self)
        self.filter.setPlaceholderText(self.tr("Filter by name, kind, place"))
        self.filter.setAccessibleName(self.tr("Filter installed models"))
        self.filter.setClearButtonEnabled(True)
        self.bring = ImportButton(self)
        self.look = QPushButton(self.tr("Look a&gain"), self)
        self.copies = QPushButton(self.tr("Find &copies"), self)
        self.copies.setToolTip(self.tr("Compares files of the same size, byte by byte."))
        self.table = RowTable(model, self.tr("Installed models"), self)
        self.strip = FileStrip(self)
        self.notice = NoticeBar(self)
        self.task = TaskLine(controller, self)
        self.message = MessagePane(self)
        self._removal = RemovalFlow(controller, self.notice, self)
        self._tidings = Tidings(controller, self.notice, self)
        self._set_up_table()
        self._lay_out()
        self._connect()
        model.show_library(controller.library)

    def _set_up_table(self) -> None:
        table = self.table
        table.allow_several()
        table.share_width(2, 0, 1, 0, 0, 0)
        table.setSortingEnabled(True)
        table.sortByColumn(NAME, Qt.SortOrder.AscendingOrder)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(16, 12, 16, 8)
        top.setSpacing(8)
        top.addWidget(self.filter, 1)
        for button in (self.bring, self.look, self.copies):
            top.addWidget(button)
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self.message)
        self._pages.addWidget(self.table)
        notice_room = QVBoxLayout()
        notice_room.setContentsMargins(16, 4, 16, 4)
        notice_room.addWidget(self.notice)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        table_room = QVBoxLayout()
        table_room.setContentsMargins(12, 0, 12, 0)
        table_room.addWidget(self._pages)
        column.addLayout(table_room, 1)
        column.addLayout(notice_room)
        column.addWidget(self.strip)
        column.addWidget(self.task)
        self.setFocusProxy(self.filter)

    def _connect(self) -> None:
        controller, strip = self._controller, self.strip
        self.filter.textChanged.connect(self._filter)
        self.look.clicked.connect(self._look_again)
        self.bring.brought.connect(self._take_in)
        self.copies.clicked.connect(controller.find_duplicates)
        self.table.rows_chosen.connect(self._choose)
        self.table.activated.connect(self._activate)
        strip.verify_wanted.connect(self._verify)
        strip.reveal_wanted.connect(self._reveal)
        strip.metadata_wanted.connect(self._ask_metadata)
        strip.remove_wanted.connect(self.remove_chosen)
        controller.changed.connect(self._model.show_library)
        self._model.filled.connect(self._show_rows)
        controller.drafters_found.connect(self._take_drafters)
        controller.metadata_found.connect(self._show_metadata)
        delete = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.table)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self.remove_chosen)

    def showEvent(self, event: QShowEvent) -> None:
        """Have the disk looked through whenever the view comes to the front."""
        super().showEvent(event)
        self.shown.emit()

    @property
    def chosen_files(self) -> list[LibraryFile]:
        """The selected entries."""
        return [self._model.file(row) for row in self.table.chosen_rows]

    @Slot()
    def _look_again(self) -> None:
        self._controller.scan()

    @Slot(object, bool)
    def _take_in(self, paths: list[Path], copy: bool) -> None:
        self._controller.bring(paths, copy=copy)

    @Slot()
    def _show_rows(self) -> None:
        """Select again what was selected before the rows were made anew."""
        if self._chosen is not None:
            self.table.choose_row(self._model.row_of(self._chosen))
        self._choose()
        self._show_page()

    def _show_page(self) -> None:
        if self._model.rowCount():
            self._pages.setCurrentWidget(self.table)
            return
        self._pages.setCurrentWidget(self.message)
        if self._model.whole_count:
            clear = Way(self.tr("Clear the filter"), self.filter.clear)
            self.message.say(Message(self.tr("No installed model matches"), "", (clear,)))
            return
        find = Way(self.tr("Find models"), self.find_wanted.emit)
        hint = self.tr(
            "Download a pair, or drop GGUF files and folders here: they stay where they are. "
            "Models of the Hugging Face cache, LM Studio, Ollama and llama.cpp are found by "
            "themselves."
        )
        self.message.say(Message(self.tr("No models on this machine yet"), hint, (find,)))

    @Slot(str)
    def _filter(self, words: str) -> None:
        self._model.set_filter(words)
        self._choose()
        self._show_page()

    @Slot()
    def _choose(self) -> None:
        files = self.chosen_files
        self.strip.show_files(files)
        one = files[0] if len(files) == 1 else None
        if one is None or one.details.kind is not LibraryKind.TARGET or one.missing:
            self._chosen = one
            return
        if self._chosen is None or self._chosen.path != one.path:
            self.strip.offer_drafters(self._controller.library, ())
            self._controller.find_drafters(one.path)
        self._chosen = one

    @Slot(object)
    def _take_drafters(self, found: DraftersFound) -> None:
        if self._chosen is not None and self._chosen.path == found.target:
            self.strip.offer_drafters(self._controller.library, found.drafters)

    @Slot()
    def _activate(self) -> None:
        if self.strip.load.isVisible():
            self.strip.load.click()

    @Slot()
    def _verify(self) -> None:
        self._controller.verify([file.path for file in self.chosen_files if not file.missing])

    @Slot()
    def _reveal(self) -> None:
        reveal(self.chosen_files[0].path)

    @Slot()
    def _ask_metadata(self) -> None:
        self._controller.read_metadata(self.chosen_files[0].path)

    @Slot()
    def remove_chosen(self) -> None:
        """Delete the selected entries, or forget those that are missing."""
        files = self.chosen_files
        if files:
            self._controller.plan_removal([file.path for file in files])

    @Slot(object)
    def _show_metadata(self, found: MetadataFound) -> None:
        MetadataDialog(found.path, found.metadata, self).open()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome files and folders."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take in what was dropped, where it lies."""
        urls = event.mimeData().urls()
        self._controller.bring([Path(url.toLocalFile()) for url in urls if url.isLocalFile()])
        event.acceptProposedAction()
