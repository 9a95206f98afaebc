"""How smoothly the Models page runs: a table of 5,000 files scrolled, sorted and filtered, and
typing into the search while the hub answers slowly.

    python -m tests.library_scroll_trial [--files 5000] [--seconds 10]

A stall is an event loop that comes late by more than 17 ms: a frame is lost. Prints the longest,
the 99th percentile, and how many there were. Not part of the tests: it times.
"""

import argparse
import json
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from app import bootstrap
from app.core.library import FileDetails, FilePart, Library, LibraryFile, LibraryKind, Place
from app.core.library_events import LibraryChanged
from app.core.paths import Profile
from app.ui.gui_gc import GuiGarbageCollector
from app.ui.smoothness import EventProbe, GapProbe, summary
from tests.hub_server.repos import Repository, ServedFile
from tests.hub_server.server import HubServer
from tests.scripted_engine import Script, ScriptedEngine

STALL_MS = 17.0
FRAME_MS = 16
SEARCH = "qwen gemma llama drafter"


def library(files: int) -> Library:
    """Return so many entries as a scan would."""
    kinds, places = list(LibraryKind), list(Place)
    entries = [
        LibraryFile(
            f"model-{number:05d}-{'abcdef'[number % 6] * 8}-Q{2 + number % 7}_K_M.gguf",
            places[number % len(places)],
            (FilePart(Path(f"/models/m{number}.gguf"), 1_000_000 * number + 1, inode=number),),
            details=FileDetails(
                kinds[number % 4], architecture="llama", quantization="Q4_K_M", parameters=10**9
            ),
            missing=number % 50 == 0,
        )
        for number in range(files)
    ]
    return Library(tuple(entries), size=sum(entry.size for entry in entries))


def run_for(seconds: float, step: Callable[[int], object] | None = None) -> None:
    """Run the event loop; `step` is called each frame with its number."""
    loop, timer, frame = QEventLoop(), QTimer(), [0]

    def tick() -> None:
        frame[0] += 1
        if step is not None:
            step(frame[0])

    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(tick)
    timer.start(FRAME_MS)
    QTimer.singleShot(round(1000 * seconds), loop, loop.quit)
    loop.exec()
    timer.stop()


def measured(seconds: float, step: Callable[[int], object]) -> dict[str, float | int]:
    """Return the loop's lateness while `step` runs."""
    probe = GapProbe()
    probe.start()
    run_for(seconds, step)
    probe.stop()
    return {
        **summary(probe.late_ms),
        "stalls": sum(late > STALL_MS for late in probe.late_ms),
    }


def main() -> None:
    """Parse the command line, measure, print JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=5000)
    parser.add_argument("--seconds", type=float, default=10.0)
    args = parser.parse_args()
    bootstrap.application()
    collector = GuiGarbageCollector()
    served = [
        Repository(f"maker/qwen-{n}-GGUF", (ServedFile(f"q{n}-Q4_K_M.gguf", length=9),))
        for n in range(400)
    ]
    with tempfile.TemporaryDirectory() as folder, HubServer(*served) as hub:
        os.environ |= {"HF_ENDPOINT": hub.url, "HOME": folder, "XDG_CACHE_HOME": folder}
        parts = bootstrap.build(Profile(Path(folder, "p")), lambda: ScriptedEngine(Script()))
        try:
            print(json.dumps(trial(parts, hub, args.files, args.seconds), indent=1))
        finally:
            parts.window.close()
            parts.close()
            collector.stop()


def trial(
    parts: bootstrap.Parts, hub: HubServer, files: int, seconds: float
) -> dict[str, dict[str, float | int]]:
    """Return the figures of each thing done."""
    views = parts.models.views
    parts.window.resize(1180, 760)
    parts.window.show()
    parts.models.show()
    views.page.show_view(views.installed)
    run_for(1.5)
    found = library(files)
    began = time.perf_counter()
    views.library._take(LibraryChanged("trial", found))
    filled = 1000 * (time.perf_counter() - began)
    run_for(1.0)
    table = views.installed.table
    bar = table.verticalScrollBar()
    paints = EventProbe(QEvent.Type.Paint, table.viewport())
    paints.measuring = True
    result: dict[str, dict[str, float | int]] = {"filled": {"ms": round(filled, 2)}}
    result["scrolled by rows"] = measured(seconds, lambda n: bar.setValue(3 * n % bar.maximum()))
    result["scrolled by pages"] = measured(seconds, lambda n: bar.setValue(397 * n % bar.maximum()))
    paints.measuring = False
    result["one paint"] = summary(paints.milliseconds)
    result["sorted"] = measured(3, lambda n: n % 30 or table.sortByColumn(n // 30 % 6, _order(n)))
    words = "model-00 q4 "
    result["filtered"] = measured(
        3, lambda n: n % 8 or _type(views.installed.filter, words, n // 8)
    )
    views.page.show_view(views.find)
    run_for(1.0)
    hub.hub.connection_rate = 50_000
    edit = views.find.bar.words
    result["typed a search"] = measured(seconds, lambda n: n % 6 or _type(edit, SEARCH, n // 6))
    return result


def _order(frame: int) -> Qt.SortOrder:
    return Qt.SortOrder.DescendingOrder if frame // 180 % 2 else Qt.SortOrder.AscendingOrder


def _type(edit: QLineEdit, words: str, number: int) -> None:
    QTest.keyClicks(edit, words[number % len(words)])


if __name__ == "__main__":
    main()
