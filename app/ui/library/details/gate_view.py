"""Why a repository cannot be downloaded yet, and the two steps that change that."""

from PySide6.QtCore import Qt, QUrl, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.core.repositories import Access, RepoDetails
from app.ui.library.links import ask_to_browse
from app.ui.library.token_field import TokenField
from app.workers.hub_queries import HubQueries


class GateView(QFrame):
    """Shown only while access is missing.

    Signals:
        retry_wanted(): terms were accepted or a token given; ask the hub again.
    """

    retry_wanted = Signal()

    def __init__(self, hub: HubQueries, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._url = QUrl()
        self._title, self._hint = QLabel(self), QLabel(self)
        self._title.setObjectName("noticeTitle")
        self._hint.setObjectName("muted")
        for label in (self._title, self._hint):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.terms = QPushButton(self.tr("Open its page…"), self)
        self.terms.clicked.connect(self._open_page)
        self.again = QPushButton(self.tr("Check again"), self)
        self.again.clicked.connect(self.retry_wanted)
        self.token = TokenField(hub, self)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.terms)
        buttons.addWidget(self.again)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addWidget(self._hint)
        column.addLayout(buttons)
        column.addWidget(self.token)
        self.hide()

    def show_access(self, details: RepoDetails | None) -> None:
        """Explain what is missing; hide where nothing is."""
        missing = details is not None and details.access is not Access.GRANTED
        self.setVisible(missing)
        if details is None or not missing:
            return
        self._url = QUrl(details.url)
        self._title.setText(details.access_problem)
        self._hint.setText(details.access_hint)

    @Slot()
    def _open_page(self) -> None:
        ask_to_browse(self._url, self)
