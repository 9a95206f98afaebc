"""Import, export and backup of conversations: entries of the File menu and their dialogs."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QMenu, QMessageBox, QWidget

from app.core.conversations import ConversationSummary
from app.store.exchange.importing import Imported
from app.store.exchange.markdown import file_name
from app.ui.conversations.shelf import Shelf
from app.ui.notice import Action, Notice
from app.ui.wording import count, percent
from app.workers.exchange import Exchange, ExportJob, ImportJob, Job
from app.workers.storage import Storage
from app.workers.storage_requests import BackUp, RestoreBackup

BACKUP_SUFFIX = ".sqlite3"


class ExchangeMenu(QObject):
    """Asks where from or where to, shows how far it is, says what came of it.

    Signals:
        notice(Notice): progress, what was done, what went wrong.
        notice_over(str): one of this kind is not to be shown any more.
    """

    notice = Signal(object)
    notice_over = Signal(str)

    def __init__(self, exchange: Exchange, storage: Storage, shelf: Shelf, window: QWidget) -> None:
        super().__init__(window)
        self._exchange, self._storage, self._shelf = exchange, storage, shelf
        self._window = window
        self.menu = QMenu(self.tr("Con&versations"), window)
        for words, run in (
            (self.tr("&Import conversations…"), self.ask_import),
            (self.tr("&Export this conversation…"), self._export_current),
            (self.tr("Export &all conversations…"), self._export_all),
            (self.tr("&Back up conversations…"), self.ask_backup),
            (self.tr("&Restore a backup…"), self.ask_restore),
        ):
            self.menu.addAction(words).triggered.connect(run)
        self.menu.insertSeparator(self.menu.actions()[3])
        self._export_action: QAction = self.menu.actions()[1]
        exchange.progressed.connect(self._progress)
        exchange.ended.connect(self._end)
        exchange.failed.connect(self._fail)
        storage.answered.connect(self._answered)
        storage.failed.connect(self._store_failed)
        shelf.keeper.opened.connect(self._enable)
        shelf.sidebar.export_wanted.connect(self._export_named)
        self._enable(shelf.keeper.current_id)

    def join(self, menu: QMenu) -> None:
        """Stand in this menu, above its last group."""
        before = [action for action in menu.actions() if action.isSeparator()][-1]
        menu.insertMenu(before, self.menu)

    @Slot(str)
    def _enable(self, name: str) -> None:
        self._export_action.setEnabled(bool(name))

    # Import

    @Slot()
    def ask_import(self) -> None:
        """Import from a file that the user chooses."""
        kinds = self.tr("Conversations (*.json *.jsonl *.zip);;All files (*)")
        name, _ = QFileDialog.getOpenFileName(
            self._window, self.tr("Import conversations"), "", kinds
        )
        if name:
            self._begin(ImportJob(Path(name)))

    # Export

    @Slot()
    def _export_current(self) -> None:
        name = self._shelf.keeper.current_id
        if name:
            self._export_named(name)

    @Slot(str)
    def _export_named(self, name: str) -> None:
        summary: ConversationSummary | None = self._shelf.model.summary(name)
        title = summary.title if summary is not None else self.tr("Conversation")
        json_kind, markdown = self.tr("Conversations (*.json)"), self.tr("Markdown (*.md)")
        chosen, kind = QFileDialog.getSaveFileName(
            self._window,
            self.tr("Export this conversation"),
            file_name(title, ".md"),
            f"{markdown};;{json_kind}",
        )
        if not chosen:
            return
        path = Path(chosen)
        as_json = path.suffix.lower() == ".json" or (not path.suffix and kind == json_kind)
        if not path.suffix:
            path = path.with_suffix(".json" if as_json else ".md")
        self._begin(ExportJob(path, "json" if as_json else "markdown", (name,)))

    @Slot()
    def _export_all(self) -> None:
        json_kind = self.tr("Conversations (*.json)")
        markdown = self.tr("Folder of Markdown files (*)")
        chosen, kind = QFileDialog.getSaveFileName(
            self._window,
            self.tr("Export all conversations"),
            self._dated("foretoken-conversations", ".json"),
            f"{json_kind};;{markdown}",
        )
        if not chosen:
            return
        path = Path(chosen)
        if kind == markdown:
            self._begin(ExportJob(path.with_suffix(""), "markdown"))
        else:
            self._begin(ExportJob(path if path.suffix else path.with_suffix(".json"), "json"))

    def _begin(self, job: Job) -> None:
        if self._exchange.ask(job):
            self._progress(0.0)
        else:
            words = self.tr("Another import or export is under way.")
            self.notice.emit(Notice("error", words, self.tr("Wait for it, or cancel it.")))

    @Slot(float)
    def _progress(self, done: float) -> None:
        asked = self._exchange.running
        if asked is None:
            return
        reading = isinstance(asked.job, ImportJob)
        words = self.tr("Importing {name}") if reading else self.tr("Writing {name}")
        title = words.format(name=asked.job.path.name)
        cancel = (Action(self.tr("Cancel"), self._exchange.cancel),)
        self.notice.emit(Notice("progress", title, percent(done), cancel, done))

    @Slot(object, object)
    def _end(self, job: Job, result: object) -> None:
        self.notice_over.emit("progress")
        match result:
            case Imported():
                self._shelf.refresh()
                self.notice.emit(self._told(job, result))
            case int():
                words = self.tr("{n} conversations are saved as {path}.")
                if result == 1:
                    words = self.tr("The conversation is saved as {path}.")
                words = words.format(n=count(result), path=job.path)
                self.notice.emit(Notice("info", words))
            case _:
                pass

    def _told(self, job: Job, done: Imported) -> Notice:
        words = self.tr("{n} conversations imported from {name}.")
        parts = [words.format(n=count(done.new), name=job.path.name)]
        if done.cancelled:
            parts.append(self.tr("The rest was cancelled."))
        if done.known:
            parts.append(self.tr("{n} were there already.").format(n=count(done.known)))
        hint = ""
        if done.refused:
            words = self.tr("{n} could not be read. {problem}")
            hint = words.format(n=count(done.refused), problem=done.problem)
        return Notice("info", " ".join(parts), hint)

    @Slot(object, str, str)
    def _fail(self, _job: Job, title: str, hint: str) -> None:
        self.notice_over.emit("progress")
        self.notice.emit(Notice("error", title, hint))

    # Backup

    @Slot()
    def ask_backup(self) -> None:
        """Copy the whole database to a file that the user chooses."""
        chosen, _ = QFileDialog.getSaveFileName(
            self._window,
            self.tr("Back up conversations"),
            self._dated("foretoken-backup", BACKUP_SUFFIX),
            self.tr("Backups (*.sqlite3)"),
        )
        if chosen:
            path = Path(chosen)
            self._storage.ask(BackUp(path if path.suffix else path.with_suffix(BACKUP_SUFFIX)))

    @Slot()
    def ask_restore(self) -> None:
        """Put a backup in the place of all conversations, if the user means it."""
        chosen, _ = QFileDialog.getOpenFileName(
            self._window, self.tr("Restore a backup"), "", self.tr("Backups (*.sqlite3)")
        )
        if not chosen or not self._sure(Path(chosen)):
            return
        if self._exchange.running is not None:
            words = self.tr("Another import or export is under way.")
            self.notice.emit(Notice("error", words, self.tr("Wait for it, or cancel it.")))
            return
        self._shelf.leave_conversation()
        self._storage.ask(RestoreBackup(Path(chosen)))

    def _sure(self, path: Path) -> bool:
        title = self.tr("Replace all conversations by those in {name}?").format(name=path.name)
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Question)
        box.setText(title)
        box.setInformativeText(self.tr("Those that are there now are kept in a file beside it."))
        restore = box.addButton(self.tr("Restore"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.exec()
        sure = box.clickedButton() is restore
        box.deleteLater()
        return sure

    @Slot(object, object)
    def _answered(self, request: object, result: object) -> None:
        match request:
            case BackUp():
                words = self.tr("The backup is saved as {path}.")
                self.notice.emit(Notice("info", words.format(path=request.destination)))
            case RestoreBackup():
                self._shelf.refresh()
                words = self.tr("The conversations of {name} are restored.")
                hint = ""
                if result is not None:
                    hint = self.tr("Those from before are kept as {path}.").format(path=result)
                title = words.format(name=request.source.name)
                self.notice.emit(Notice("info", title, hint))
            case _:
                pass

    @Slot(object)
    def _store_failed(self, failure: object) -> None:
        """The shelf tells it; what the database holds is shown again."""
        if isinstance(getattr(failure, "request", None), RestoreBackup):
            self._shelf.refresh()

    @staticmethod
    def _dated(name: str, suffix: str) -> str:
        return f"{name}-{datetime.now():%Y-%m-%d}{suffix}"
