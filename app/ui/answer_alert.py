"""Tells of a long answer that has come to its end while the window was out of sight."""

import time
from typing import Protocol

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QStyle, QSystemTrayIcon, QWidget

from app.ui.chat.controller import ChatController
from app.ui.chat.conversation import Entry, EntryState
from app.ui.settings.store import SettingsStore

LONG_SECONDS = 10.0
SHOWN_MS = 8000
TEXT_LETTERS = 120


class Messenger(Protocol):
    """Shows a line of the desktop's."""

    def show(self, title: str, text: str) -> None:
        """Show this until it is seen."""
        ...


class TrayMessenger(QObject):
    """Shows a message of a tray icon that is there as long as the message; else marks the window.

    A click on either brings the window to the front.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._tray: QSystemTrayIcon | None = None
        self._end = QTimer(self)
        self._end.setSingleShot(True)
        self._end.setInterval(SHOWN_MS)
        self._end.timeout.connect(self.hide)

    def show(self, title: str, text: str) -> None:
        """Show this, and let the window's entry in the task bar ask for attention."""
        QApplication.alert(self._window)
        if QSystemTrayIcon.isSystemTrayAvailable() and QSystemTrayIcon.supportsMessages():
            tray = self._made()
            tray.show()
            tray.showMessage(title, text, tray.icon(), SHOWN_MS)
            self._end.start()

    def _made(self) -> QSystemTrayIcon:
        if self._tray is None:
            self._tray = QSystemTrayIcon(self._icon(), self)
            self._tray.setToolTip(self._window.windowTitle())
            self._tray.messageClicked.connect(self._raise)
            self._tray.activated.connect(self._raise)
        return self._tray

    def _icon(self) -> QIcon:
        icon = self._window.windowIcon()
        kind = QStyle.StandardPixmap.SP_MessageBoxInformation
        return self._window.style().standardIcon(kind) if icon.isNull() else icon

    @Slot()
    def _raise(self) -> None:
        self.hide()
        self._window.setWindowState(self._window.windowState() & ~Qt.WindowState.WindowMinimized)
        self._window.raise_()
        self._window.activateWindow()

    @Slot()
    def hide(self) -> None:
        """Take the icon away."""
        if self._tray is not None:
            self._tray.hide()


class AnswerAlert(QObject):
    """Watches how long answers take."""

    def __init__(
        self,
        chat: ChatController,
        settings: SettingsStore,
        window: QWidget,
        messenger: Messenger,
    ) -> None:
        super().__init__(window)
        self._settings, self._window, self._messenger = settings, window, messenger
        self._began = 0.0
        chat.turn_started.connect(self._begin)
        chat.answer_ended.connect(self._end)

    @Slot()
    def _begin(self) -> None:
        self._began = time.monotonic()

    @Slot(object)
    def _end(self, answer: Entry) -> None:
        wanted = self._settings.current.tell_finished and answer.state is not EntryState.STOPPED
        long = time.monotonic() - self._began > LONG_SECONDS
        if wanted and long and QApplication.activeWindow() is None:
            failed = answer.state is EntryState.FAILED
            title = self.tr("The answer failed") if failed else self.tr("The answer is there")
            text = answer.note if failed else " ".join(answer.text[:TEXT_LETTERS].split())
            self._messenger.show(title, text)
