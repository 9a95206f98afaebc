"""Shows a file in the system's file manager, selected where the system can do that."""

import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices


def reveal(path: Path) -> None:
    """Open the folder of `path`; on Windows and macOS with the file selected."""
    command = reveal_command(path, sys.platform)
    if command is None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))
    else:
        subprocess.Popen(command)


def reveal_command(path: Path, platform: str) -> list[str] | None:
    """Return what selects a file in the platform's file manager, None where only Qt can help."""
    if platform == "win32":
        return ["explorer", f"/select,{path}"]
    if platform == "darwin":
        return ["open", "-R", str(path)]
    return None
