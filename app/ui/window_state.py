"""Where the window and its docks were, kept in the settings from one start to the next."""

import base64

from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QMainWindow

from app.ui.settings.store import SettingsStore


def restore(window: QMainWindow, settings: SettingsStore) -> tuple[bool, bool]:
    """Put the window and its docks where they were; return which of both were known."""
    now = settings.current
    placed = window.restoreGeometry(_bytes(now.window_geometry))
    return placed, window.restoreState(_bytes(now.window_state))


def keep(window: QMainWindow, settings: SettingsStore) -> None:
    """Remember where they are."""
    settings.update(
        window_geometry=_text(window.saveGeometry()), window_state=_text(window.saveState())
    )


def _bytes(text: str) -> QByteArray:
    return QByteArray(base64.b64decode(text, validate=False))


def _text(data: QByteArray) -> str:
    return base64.b64encode(data.data()).decode()
