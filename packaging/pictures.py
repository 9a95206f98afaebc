"""Takes the pictures of the window that README and help show, with the built-in pair.

    xvfb-run -a -s "-screen 0 1600x1000x24" .venv/bin/python packaging/pictures.py OUT

For each theme: the empty window, an answer half-way (shown at reading speed, or it would be over
before the shutter opens), the finished answer at full speed, the panel on the left and floating,
and the answer's tokens by origin in shades of grey: without colour they must still be told apart.
"""

import argparse
import dataclasses
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from private_uv import ROOT
from PySide6.QtCore import QEventLoop, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QImage

sys.path.insert(0, str(ROOT))

from app import bootstrap
from app.core.paths import Profile

QUESTION = "I would like a story about an owl named Ben."
READING_SPEED = 60
HALF_WAY = 330
"""Characters of the answer when the picture in mid-answer is taken."""

GREY_HEIGHT = 520
"""Of the window whose answer is shown in grey."""


def wait_for(condition: Callable[[], bool], what: str, seconds: float = 60.0) -> None:
    """Run the event loop until `condition` holds. Raises TimeoutError naming `what`."""
    deadline = time.monotonic() + seconds
    loop, timer = QEventLoop(), QTimer()
    timer.timeout.connect(lambda: loop.quit() if condition() else None)
    timer.start(10)
    QTimer.singleShot(round(1000 * seconds), loop, loop.quit)
    loop.exec()
    timer.stop()
    if time.monotonic() > deadline:
        raise TimeoutError(what)


def settle(seconds: float = 0.6) -> None:
    """Let charts and layout catch up."""
    end = time.monotonic() + seconds
    wait_for(lambda: time.monotonic() > end, "time to pass")


def take(parts: bootstrap.Parts, out: Path, theme: str) -> None:
    """Ask the question twice and save three pictures."""

    def shoot(name: str) -> None:
        parts.window.grab().save(str(out / f"window-{theme}{name}.png"))

    def ask(pace: int) -> None:
        parts.chat.new_conversation()
        parts.settings.replace(dataclasses.replace(parts.settings.current, display_pace=pace))
        parts.chat.submit(QUESTION)

    parts.chat.new_conversation()
    settle()
    shoot("-empty")
    ask(READING_SPEED)
    wait_for(lambda: len(parts.chat.conversation.entries[-1].text) > HALF_WAY, "half of the answer")
    shoot("-answering")
    parts.chat.stop()
    wait_for(lambda: not parts.chat.busy, "the end of the answer")
    ask(0)
    wait_for(lambda: not parts.chat.busy, "the whole answer")
    settle()
    shoot("")
    take_panel(parts, out, theme)
    take_grey(parts, out, theme)


def take_panel(parts: bootstrap.Parts, out: Path, theme: str) -> None:
    """Save the panel where it is not at first."""
    window, dock = parts.window, parts.window.figures.dock
    window.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, dock)
    settle()
    window.grab().save(str(out / f"panel-left-{theme}.png"))
    dock.setFloating(True)
    settle()
    dock.grab().save(str(out / f"panel-floating-{theme}.png"))
    dock.setFloating(False)
    window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, dock)


def take_grey(parts: bootstrap.Parts, out: Path, theme: str) -> None:
    """Save the conversation with its tokens by origin, and their legend, without colours."""
    window, view = parts.window, parts.window.chat_view
    before = window.size()
    parts.chat.show_origins(True)
    window.resize(before.width(), GREY_HEIGHT)
    settle()
    foot = view.composer.mapTo(view, QPoint()).y()
    image = view.grab(QRect(0, 0, view.width(), foot)).toImage()
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    grey.save(str(out / f"origins-{theme}-grey.png"))
    parts.chat.show_origins(False)
    window.resize(before)


def main() -> None:
    """Parse the command line and take all pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path, metavar="OUT")
    out: Path = parser.parse_args().out
    out.mkdir(parents=True, exist_ok=True)
    bootstrap.application()
    with tempfile.TemporaryDirectory() as folder:
        parts = bootstrap.build(Profile(Path(folder)))
        try:
            parts.start([])
            wait_for(lambda: parts.pairs.info is not None, "the built-in pair")
            for theme, scheme in (("light", Qt.ColorScheme.Light), ("dark", Qt.ColorScheme.Dark)):
                parts.themes.apply(scheme)
                take(parts, out, theme)
        finally:
            parts.window.close()
            parts.close()


if __name__ == "__main__":
    main()
