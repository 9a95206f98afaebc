"""Addresses that strangers wrote: the browser opens them only after a question."""

from PySide6.QtCore import QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QAbstractButton, QMessageBox, QWidget


class LinkQuestion(QMessageBox):
    """Asks whether to open an address in the browser; shows the whole of it."""

    def __init__(self, link: QUrl, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._link = link
        self.setIcon(QMessageBox.Icon.Question)
        self.setWindowTitle(self.tr("Open a link"))
        self.setText(self.tr("Open this address in the browser?"))
        self.setInformativeText(link.toDisplayString())
        self.yes = self.addButton(self.tr("&Open"), QMessageBox.ButtonRole.AcceptRole)
        self.addButton(QMessageBox.StandardButton.Cancel)
        self.buttonClicked.connect(self._take)
        self.finished.connect(self.deleteLater)

    @Slot(QAbstractButton)
    def _take(self, button: QAbstractButton) -> None:
        if button is self.yes:
            QDesktopServices.openUrl(self._link)


def ask_to_browse(link: QUrl, parent: QWidget) -> None:
    """Ask whether to leave for a web address; addresses of other kinds go nowhere."""
    if link.scheme() in ("http", "https") and link.host():
        LinkQuestion(link, parent).open()
