"""Asks for a display before Qt does: without one Qt ends the process."""

import ctypes
import os
import sys

from app.core.errors import AppError

_ADVICE = "Use a desktop session, or no window at all: `foretoken generate -p TEXT`."


def require_display() -> None:
    """Raise AppError when no window can be opened; a platform chosen by hand is left to Qt."""
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM", "") not in (
        "",
        "xcb",
    ):
        return
    if os.environ.get("WAYLAND_DISPLAY") and not os.environ.get("QT_QPA_PLATFORM"):
        return
    name = os.environ.get("DISPLAY")
    if not name:
        raise AppError("There is no display to open a window on.", _ADVICE)
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
        ctypes.CDLL("libxcb-cursor.so.0")
    except OSError as problem:
        raise AppError(
            f"A system library that Qt needs is missing ({problem}).",
            "`foretoken doctor` names what to install.",
        ) from problem
    if not _answers(xcb):
        raise AppError(f"The display {name} does not answer.", _ADVICE)


def _answers(xcb: ctypes.CDLL) -> bool:
    """Whether the X server of $DISPLAY accepts a connection (xcb_connection_has_error)."""
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = [ctypes.c_char_p, ctypes.c_void_p]
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(None, None)
    failed = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    return not failed
