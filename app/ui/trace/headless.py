"""`foretoken trace show --gif` and `--png`: pictures without a window or a display."""

import argparse
import os
import sys
from collections.abc import Generator

from PySide6.QtGui import QGuiApplication

from app.core.trace_file import load_trace
from app.core.trace_playback import PACES
from app.ui.theme import DARK, LIGHT
from app.ui.trace.exports import export_gif, export_pngs
from app.ui.trace.film import Film


def write_pictures(args: argparse.Namespace) -> int:
    """Write what the arguments ask for; return the exit code. Raises AppError."""
    trace = load_trace(args.file)
    _application = _painter()
    film = Film(trace, PACES[args.pace], DARK if args.theme == "dark" else LIGHT)
    if args.gif is not None:
        _finish(export_gif(film, args.gif))
    if args.png is not None:
        _finish(export_pngs(film, args.png))
    return 0


def _painter() -> QGuiApplication:
    """Return the application that fonts need; on Linux it asks for no display."""
    existing = QGuiApplication.instance()
    if isinstance(existing, QGuiApplication):
        return existing
    if sys.platform.startswith("linux"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    return QGuiApplication(sys.argv[:1])


def _finish(steps: Generator[float]) -> None:
    """Run all steps; tell on a terminal how far they are."""
    shown = sys.stderr.isatty()
    try:
        for share in steps:
            if shown:
                print(f"\r{share:.0%} of the pictures", end="", file=sys.stderr, flush=True)
    finally:
        steps.close()
        if shown:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
