"""Where the hub's token is given: it is shown to nobody, and this says where it is kept."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.core.repositories import TokenPlace, TokenState
from app.workers.hub_queries import HubQueries


class TokenField(QWidget):
    """Hands the token to the hub's thread and forgets it; the thread says what became of it."""

    def __init__(self, hub: HubQueries, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self.edit = QLineEdit(self)
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.edit.setPlaceholderText(self.tr("hf_…"))
        self.edit.setAccessibleName(self.tr("Token"))
        self.use = QPushButton(self.tr("Use token"), self)
        self.use.setEnabled(False)
        self.forget = QPushButton(self.tr("Forget token"), self)
        self.state = QLabel(self)
        self.state.setObjectName("muted")
        self.state.setWordWrap(True)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.edit, 1)
        row.addWidget(self.use)
        row.addWidget(self.forget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.state)
        self.setFocusProxy(self.edit)
        self.edit.textChanged.connect(self._note)
        self.edit.returnPressed.connect(self._use)
        self.use.clicked.connect(self._use)
        self.forget.clicked.connect(hub.forget_token)
        hub.token_told.connect(self.show_state)
        self.show_state(TokenState(TokenPlace.NONE))

    @Slot(str)
    def _note(self, text: str) -> None:
        self.use.setEnabled(bool(text.strip()))

    @Slot()
    def _use(self) -> None:
        token = self.edit.text().strip()
        if token:
            self.edit.clear()
            self.state.setText(self.tr("The hub is asked whose token this is…"))
            self._hub.keep_token(token)

    @Slot(object)
    def show_state(self, state: TokenState) -> None:
        """Say which token is used and where it is kept."""
        self.forget.setVisible(state.place in (TokenPlace.KEYRING, TokenPlace.THIS_RUN))
        parts = [self._whose(state), state.keyring_problem]
        self.state.setText(" ".join(part for part in parts if part))

    def _whose(self, state: TokenState) -> str:
        user = self.tr(" of {name}").format(name=state.user) if state.user else ""
        return {
            TokenPlace.KEYRING: self.tr("The token{user} is kept in this system's keyring."),
            TokenPlace.THIS_RUN: self.tr("The token{user} is kept until Foretoken is closed."),
            TokenPlace.ENVIRONMENT: self.tr("The token{user} in HF_TOKEN is used."),
            TokenPlace.LOGIN: self.tr("The token{user} of huggingface_hub's login is used."),
            TokenPlace.NONE: self.tr("No token is used. Gated models need one."),
        }[state.place].format(user=user)
