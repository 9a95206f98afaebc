"""The head of a repository's details: name, licence, who may download it."""

from PySide6.QtCore import Qt, QUrl, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.core.repositories import Gate, RepoDetails, RepoSummary
from app.ui.elided_label import ElidedLabel
from app.ui.library import wording
from app.ui.library.links import ask_to_browse
from app.ui.wording import count


class Facts(QWidget):
    """Shows what a list knows at once, and the rest when it has come."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._url = QUrl()
        self.name, self.about = ElidedLabel(self), ElidedLabel(self)
        font = self.name.font()
        font.setBold(True)
        font.setPointSizeF(font.pointSizeF() * 1.25)
        self.name.setFont(font)
        self.about.setObjectName("muted")
        self.licence = QLabel(self)
        self.licence.setWordWrap(True)
        self.licence.setOpenExternalLinks(False)
        self.licence.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
        self.licence.setAccessibleName(self.tr("Licence"))
        self.licence.linkActivated.connect(self._leave_for)
        self.page = QPushButton(self.tr("&On the hub"), self)
        self.page.setToolTip(self.tr("Open this repository's page in the browser."))
        self.page.clicked.connect(self._open_page)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self.name)
        words.addWidget(self.about)
        words.addWidget(self.licence)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 16, 8)
        row.setSpacing(12)
        row.addLayout(words, 1)
        row.addWidget(self.page, 0, Qt.AlignmentFlag.AlignTop)

    def show_summary(self, summary: RepoSummary) -> None:
        """Show what a result says."""
        self._url = QUrl()
        self.page.setEnabled(False)
        self.name.set_whole_text(summary.name)
        self.about.set_whole_text(self._about(summary))
        self._say_licence(summary, wording.licence(summary.licence), "")

    def show_details(self, details: RepoDetails) -> None:
        """Show all that the hub says."""
        summary = details.summary
        self.show_summary(summary)
        self._url = QUrl(details.url)
        self.page.setEnabled(self._url.isValid() and bool(details.url))
        if details.asked_as:
            moved = self.tr("moved here from {name}").format(name=details.asked_as)
            self.about.set_whole_text(f"{self.about.whole_text}  ·  {moved}")
        name = details.licence_name or wording.licence(summary.licence)
        self._say_licence(summary, name, details.licence_link)

    def _about(self, summary: RepoSummary) -> str:
        parts = [
            summary.owner,
            summary.architecture,
            wording.parameters(summary.parameters),
            self.tr("made for {n} tokens").format(n=count(summary.context_length))
            if summary.context_length
            else "",
            self.tr("{n} downloads").format(n=wording.rough(summary.downloads)),
            self.tr("{n} likes").format(n=wording.rough(summary.likes)),
            wording.since(summary.updated),
        ]
        return "  ·  ".join(part for part in parts if part)

    def _say_licence(self, summary: RepoSummary, name: str, link: str) -> None:
        words = self.tr("Licence: {name}").format(name=_plain(name))
        if link.startswith(("https://", "http://")):
            words += f' (<a href="{_plain(link)}">{_plain(self.tr("read it"))}</a>)'
        if summary.gate is not Gate.OPEN:
            words += f"  ·  {_plain(wording.gate(summary.gate))}"
        self.licence.setTextFormat(Qt.TextFormat.RichText)
        self.licence.setText(words)

    @Slot(str)
    def _leave_for(self, link: str) -> None:
        ask_to_browse(QUrl(link), self)

    @Slot()
    def _open_page(self) -> None:
        ask_to_browse(self._url, self)


def _plain(text: str) -> str:
    """Return text that others wrote so that none of it is taken for markup."""
    for sign, name in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        text = text.replace(sign, name)
    return text
