"""Settings of where models come from and where they go."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QWidget,
)

from app.core.settings import Settings
from app.ui.settings.page import Page

MEGABYTE = 1_000_000


class HubPage(Page):
    """Folder, bandwidth, the hub's address and the way to it; the token, where it can be given."""

    def __init__(self, token: QWidget | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.folder, self.ca = QLineEdit(self), QLineEdit(self)
        self.endpoint, self.proxy = QLineEdit(self), QLineEdit(self)
        self.offline = QCheckBox(self.tr("&Offline: nothing is asked of the network"), self)
        self.limit = QSpinBox(self)
        self.limit.setRange(0, 10_000)
        self.limit.setSpecialValueText(self.tr("no limit"))
        self.limit.setSuffix(self.tr(" MB/s"))
        self.folder.setAccessibleName(self.tr("Models folder"))
        self.ca.setAccessibleName(self.tr("Certificates"))
        self.folder.setPlaceholderText(self.tr("Foretoken's own"))
        self.endpoint.setPlaceholderText("https://huggingface.co")
        self.proxy.setPlaceholderText(self.tr("the system's"))
        self.ca.setPlaceholderText(self.tr("the system's certificates"))
        self._row(
            self.tr("&Models folder"),
            self._with_button(self.folder, self._ask_folder),
            self.tr("Where new downloads go; what is there already stays."),
        )
        self._row(self.tr("&Bandwidth limit"), self.limit, self.tr("Of all downloads together."))
        self._row(
            self.tr("&Hub"),
            self.endpoint,
            self.tr("Another hub's address; empty asks HF_ENDPOINT."),
        )
        self._row(
            self.tr("&Proxy"),
            self.proxy,
            self.tr("http://… or socks5://HOST:PORT; empty takes the system's."),
        )
        self._row(
            self.tr("&Certificates"),
            self._with_button(self.ca, self._ask_ca),
            self.tr("A PEM file to trust besides the system's, as companies' proxies need."),
        )
        self._row("", self.offline, self.tr("Installed models work as ever."))
        if token is not None:
            self._row(
                self.tr("&Token"), token, self.tr("For gated models; it is in force at once.")
            )

    def _with_button(self, field: QLineEdit, ask: object) -> QWidget:
        """Return the field with a button that asks for a place on the disk."""
        whole = QWidget(self)
        button = QPushButton(self.tr("Choose…"), whole)
        if callable(ask):
            button.clicked.connect(ask)
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(field, 1)
        row.addWidget(button)
        whole.setFocusProxy(field)
        return whole

    @Slot()
    def _ask_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(
            self, self.tr("Models folder"), self.folder.text() or str(Path.home())
        )
        if name:
            self.folder.setText(name)

    @Slot()
    def _ask_ca(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, self.tr("Certificates"), "", self.tr("Certificates (*.pem *.crt);;All files (*)")
        )
        if name:
            self.ca.setText(name)

    def fill(self, settings: Settings) -> None:
        self.folder.setText(settings.models_folder)
        self.limit.setValue(settings.bandwidth_limit // MEGABYTE)
        self.endpoint.setText(settings.hub_endpoint)
        self.proxy.setText(settings.hub_proxy)
        self.ca.setText(settings.hub_ca)
        self.offline.setChecked(settings.hub_offline)

    def values(self) -> dict[str, Any]:
        return {
            "models_folder": self.folder.text().strip(),
            "bandwidth_limit": self.limit.value() * MEGABYTE,
            "hub_endpoint": self.endpoint.text().strip().rstrip("/"),
            "hub_proxy": self.proxy.text().strip(),
            "hub_ca": self.ca.text().strip(),
            "hub_offline": self.offline.isChecked(),
        }
