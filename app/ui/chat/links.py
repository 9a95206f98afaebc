"""Links of answers: where they lead is shown whole, and only then is anything opened."""

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

OPENED = ("http", "https", "mailto")
"""Kinds of addresses that are handed to the system; files and programs are not."""


def address_of(link: str) -> str:
    """Return a link as it would be opened: letters that look like others are spelled out."""
    url = QUrl(link)
    encoded = bytes(url.toEncoded().data()).decode("ascii", "replace") if url.isValid() else ""
    return encoded or "".join(letter if letter.isprintable() else "\ufffd" for letter in link)


def may_be_opened(link: str) -> bool:
    """Whether a link leads to a page or a mail, with nothing left out."""
    url = QUrl(link)
    somewhere = bool(url.host()) or url.scheme() == "mailto"
    return url.isValid() and url.scheme().lower() in OPENED and somewhere


class LinkDialog(QDialog):
    """Shows a whole address and asks what is to be done with it."""

    def __init__(self, link: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._link = link
        self.setWindowTitle(self.tr("Link"))
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        opens = may_be_opened(link)
        said = (
            self.tr("Open this address outside Foretoken?")
            if opens
            else self.tr("This is no address of a page, so it is not opened.")
        )
        self.says = QLabel(said, self)
        self.address = QPlainTextEdit(address_of(link), self)
        self.address.setReadOnly(True)
        self.address.setAccessibleName(self.tr("Address"))
        self.address.setFixedHeight(72)
        self.setMinimumWidth(440)
        buttons = QDialogButtonBox(self)
        self.copy = QPushButton(self.tr("&Copy address"), self)
        self.copy.clicked.connect(self._copy)
        buttons.addButton(self.copy, QDialogButtonBox.ButtonRole.ActionRole)
        cancel = buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self.open_button = QPushButton(self.tr("&Open"), self)
        self.open_button.setVisible(opens)
        buttons.addButton(self.open_button, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        for line in (self.says, self.address, buttons):
            column.addWidget(line)
        cancel.setDefault(True)
        cancel.setFocus()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._link)
        self.reject()

    def accept(self) -> None:
        """Open the address."""
        super().accept()
        QDesktopServices.openUrl(QUrl(self._link))


def ask_before_leaving(link: str, parent: QWidget) -> QObject:
    """Ask whether to open a link; return the dialog, which is shown and goes by itself."""
    dialog = LinkDialog(link, parent)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
