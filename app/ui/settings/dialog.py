"""The settings dialog: a page each for sampling, repetition, speed, chat, models and the window."""

import dataclasses

from PySide6.QtCore import Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTabWidget, QVBoxLayout, QWidget

from app.core.settings import Settings
from app.ui.settings.chat_page import ChatPage
from app.ui.settings.hub_page import HubPage
from app.ui.settings.page import Page
from app.ui.settings.repetition_page import RepetitionPage
from app.ui.settings.sampling_page import SamplingPage
from app.ui.settings.speed_page import SpeedPage
from app.ui.settings.window_page import WindowPage


class SettingsDialog(QDialog):
    """Edits a copy of the settings; `chosen` is it.

    `token` is where the hub's token is given, which is no setting and is in force at once.
    """

    def __init__(
        self, settings: Settings, parent: QWidget | None = None, token: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Settings"))
        self._settings = settings
        self.sampling, self.repetition = SamplingPage(self), RepetitionPage(self)
        self.speed = SpeedPage(self)
        self.chat, self.hub, self.window_page = (
            ChatPage(self),
            HubPage(token, self),
            WindowPage(self),
        )
        self._pages: tuple[Page, ...] = (
            self.sampling,
            self.repetition,
            self.speed,
            self.chat,
            self.hub,
            self.window_page,
        )
        self.tabs = QTabWidget(self)
        self.tabs.setAccessibleName(self.tr("Settings"))
        self.tabs.addTab(self.sampling, self.tr("Sampling"))
        self.tabs.addTab(self.repetition, self.tr("Repetition"))
        self.tabs.addTab(self.speed, self.tr("Speed"))
        self.tabs.addTab(self.chat, self.tr("Chat"))
        self.tabs.addTab(self.hub, self.tr("Models"))
        self.tabs.addTab(self.window_page, self.tr("Window"))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(16)
        column.addWidget(self.tabs)
        column.addWidget(self._buttons())
        self._fill(settings)

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok
            | QDialogButtonBox.StandardButton.Cancel
            | QDialogButtonBox.StandardButton.RestoreDefaults,
            self,
        )
        for button in buttons.buttons():
            button.setIcon(QIcon())
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        restore = buttons.button(QDialogButtonBox.StandardButton.RestoreDefaults)
        restore.clicked.connect(self.reset)
        return buttons

    def _fill(self, settings: Settings) -> None:
        for page in self._pages:
            page.fill(settings)

    @Slot()
    def reset(self) -> None:
        """Show the defaults on all pages; nothing is in force before OK."""
        self._fill(Settings())

    @property
    def chosen(self) -> Settings:
        """The settings as edited."""
        edited = {name: value for page in self._pages for name, value in page.values().items()}
        return dataclasses.replace(self._settings, **edited)
