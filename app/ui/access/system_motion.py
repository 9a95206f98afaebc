"""Whether the system asks for less motion, as far as it can be asked."""

import ctypes
import os
import sys
from typing import Any

from PySide6.QtCore import SLOT, QObject, Signal, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher, QDBusVariant

_PORTAL = "org.freedesktop.portal.Desktop"
_PATH = "/org/freedesktop/portal/desktop"
_INTERFACE = "org.freedesktop.portal.Settings"
_QUESTIONS = (
    ("org.freedesktop.appearance", "reduced-motion"),
    ("org.gnome.desktop.interface", "enable-animations"),
)
_CLIENT_AREA_ANIMATION = 0x1042
"""SPI_GETCLIENTAREAANIMATION of SystemParametersInfoW."""


def means_still(key: str, value: object) -> bool | None:
    """Return what an answer says about motion: True for less of it; None where it says nothing."""
    while isinstance(value, QDBusVariant):
        value = value.variant()
    match key, value:
        case "reduced-motion", bool() | int():
            return bool(value)
        case "enable-animations", bool():
            return not value
        case _:
            return None


class SystemMotion(QObject):
    """Asks the desktop portal (Linux) or Windows once, and listens to the portal's changes.

    Signals:
        changed(bool): the system asks for less motion now, or no longer.
    """

    changed = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._answers: dict[str, bool] = {}
        if sys.platform == "win32":
            self._answers["windows"] = _windows_keeps_still()
        elif sys.platform.startswith("linux") and os.environ.get("DBUS_SESSION_BUS_ADDRESS"):
            self._ask_portal(QDBusConnection.sessionBus())

    @property
    def reduced(self) -> bool:
        """Whether less motion is asked for; no answer is no."""
        return any(self._answers.values())

    def take(self, key: str, value: object) -> None:
        """Take an answer of the system, as asked for or as told."""
        before = self.reduced
        still = means_still(key, value)
        if still is not None:
            self._answers[key] = still
        if self.reduced != before:
            self.changed.emit(self.reduced)

    def _ask_portal(self, bus: QDBusConnection) -> None:
        """Ask without waiting: a desktop without a portal answers late or never."""
        if not bus.isConnected():
            return
        # PySide's SLOT makes the text that is asked for here; its stub knows bytes only.
        slot: Any = SLOT("_told(QDBusMessage)")
        bus.connect(_PORTAL, _PATH, _INTERFACE, "SettingChanged", self, slot)
        for space, key in _QUESTIONS:
            call = QDBusMessage.createMethodCall(_PORTAL, _PATH, _INTERFACE, "Read")
            call.setArguments([space, key])
            watcher = QDBusPendingCallWatcher(bus.asyncCall(call), self)
            watcher.setProperty("key", key)
            watcher.finished.connect(self._answered)

    @Slot(QDBusPendingCallWatcher)
    def _answered(self, watcher: QDBusPendingCallWatcher) -> None:
        if not watcher.isError():
            for value in watcher.reply().arguments():
                self.take(str(watcher.property("key")), value)
        watcher.deleteLater()

    @Slot(QDBusMessage)
    def _told(self, message: QDBusMessage) -> None:
        match message.arguments():
            case [str(space), str(key), value] if (space, key) in _QUESTIONS:
                self.take(key, value)
            case _:
                pass


def _windows_keeps_still() -> bool:
    """Whether Windows' "Animation effects" are off."""
    if sys.platform != "win32":
        return False
    on = ctypes.c_int(1)
    ctypes.windll.user32.SystemParametersInfoW(_CLIENT_AREA_ANIMATION, 0, ctypes.byref(on), 0)
    return not on.value
