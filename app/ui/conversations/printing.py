"""The conversation on paper or as a PDF."""

from pathlib import Path

from PySide6.QtCore import QIODevice, QMarginsF, QObject, QSaveFile, Signal, Slot
from PySide6.QtGui import QAction, QFont, QKeySequence, QPageLayout, QPageSize, QPdfWriter
from PySide6.QtGui import QTextDocument as Document
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from app.core.conversations import StoredConversation
from app.store.exchange.markdown import file_name, markdown_of
from app.ui.chat.controller import ChatController
from app.ui.chat.markdown.pictures import ClosedDocument, FormulaPictures
from app.ui.notice import Notice

POINTS = 10.5
MARGIN_MM = 20.0
DOTS_PER_INCH = 300
PAGES = QPageLayout(
    QPageSize(QPageSize.PageSizeId.A4),
    QPageLayout.Orientation.Portrait,
    QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM),
    QPageLayout.Unit.Millimeter,
)


class Printing(QObject):
    """Two entries of the File menu, for the branch that is shown.

    Signals:
        notice(Notice): what was written, or could not be.
    """

    notice = Signal(object)

    def __init__(self, chat: ChatController, window: QWidget) -> None:
        super().__init__(window)
        self._chat, self._window = chat, window
        self.save = QAction(self.tr("Save as PD&F…"), self)
        self.save.triggered.connect(self._ask_pdf)
        self.print = QAction(self.tr("&Print…"), self)
        self.print.setShortcut(QKeySequence(QKeySequence.StandardKey.Print))
        self.print.triggered.connect(self._ask_printer)
        for signal in (chat.cleared, chat.branch_changed, chat.busy_changed):
            signal.connect(self._enable)
        self._enable()

    def join(self, menu: QMenu) -> None:
        """Stand in this menu, above its last group."""
        before = [action for action in menu.actions() if action.isSeparator()][-1]
        menu.insertActions(before, [self.save, self.print])

    @Slot()
    def _enable(self) -> None:
        there = bool(self._chat.conversation.entries)
        self.save.setEnabled(there)
        self.print.setEnabled(there)

    @Slot()
    def _ask_pdf(self) -> None:
        title = self._chat.conversation.summary.title or self.tr("Conversation")
        chosen, _ = QFileDialog.getSaveFileName(
            self._window, self.tr("Save as PDF"), file_name(title, ".pdf"), self.tr("PDF (*.pdf)")
        )
        if chosen:
            path = Path(chosen)
            self.write_pdf(path if path.suffix else path.with_suffix(".pdf"))

    def write_pdf(self, path: Path) -> None:
        """Write the conversation to a file, and say so, or why not."""
        whole = self._chat.conversation.stored()
        file = QSaveFile(str(path))
        if file.open(QIODevice.OpenModeFlag.WriteOnly):
            writer = QPdfWriter(file)
            writer.setResolution(DOTS_PER_INCH)
            writer.setPageLayout(PAGES)
            writer.setTitle(whole.summary.title)
            writer.setCreator("Foretoken")
            document_of(whole, self.tr("You"), self.tr("Foretoken")).print_(writer)
            del writer  # which ends the file
            if file.commit():
                words = self.tr("The conversation is saved as {path}.")
                self.notice.emit(Notice("info", words.format(path=path)))
                return
        words = self.tr("{path} cannot be written: {why}.")
        title = words.format(path=path, why=file.errorString().rstrip("."))
        self.notice.emit(Notice("error", title, self.tr("Choose another place.")))

    @Slot()
    def _ask_printer(self) -> None:
        whole = self._chat.conversation.stored()
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(whole.summary.title)
        dialog = QPrintDialog(printer, self._window)
        if dialog.exec():
            document_of(whole, self.tr("You"), self.tr("Foretoken")).print_(printer)
        dialog.deleteLater()


def document_of(whole: StoredConversation, you: str, model: str) -> Document:
    """Return the branch shown as pages; raw HTML stays text, and nothing is loaded.

    Attached files are named, not printed; formulae stand there as their source.
    """
    document = ClosedDocument(FormulaPictures())
    font = QFont(document.defaultFont())
    font.setPointSizeF(POINTS)
    document.setDefaultFont(font)
    features = Document.MarkdownFeature
    document.setMarkdown(
        markdown_of(whole, you, model, files=False),
        features.MarkdownDialectGitHub | features.MarkdownNoHTML,
    )
    return document
