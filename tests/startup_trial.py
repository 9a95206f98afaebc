"""Starts the window on an empty store and on one of 10,000 conversations, in turn.

`python -m tests.startup_trial [REPEATS]`: seconds from the start of the process to the first frame
and to the first page of the list; then how the list scrolls. Its store is tests.store_trial's.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from app.core.paths import Profile
from tests.store_trial import fill

SCROLL_STEPS = 300
STEP = 40


def main() -> None:
    """Print medians and their ratio, or be the window that is timed."""
    if len(sys.argv) > 2 and sys.argv[1] == "window":
        window(Path(sys.argv[2]), float(sys.argv[3]))
        return
    repeats = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    with tempfile.TemporaryDirectory() as folder:
        empty, large = Path(folder) / "empty", Path(folder) / "large"
        ready = Path("/tmp/w/storetrial2/large.sqlite3")
        target = Profile(large).conversations_file
        shutil.copyfile(ready, target) if ready.exists() else fill(target)
        found: dict[str, list[dict[str, float]]] = {"empty": [], "large": []}
        for _ in range(repeats):
            for name, profile in (("empty", empty), ("large", large)):
                found[name].append(start(profile))
    for what in ("painted", "listed"):
        one, other = (
            statistics.median(run[what] for run in found[name]) for name in ("empty", "large")
        )
        print(f"{what}: empty {one:.2f} s, 10,000 conversations {other:.2f} s: {other / one:.2f}x")
    frames = [run["frame"] for run in found["large"]]
    worst = [run["longest"] for run in found["large"]]
    print(f"scrolling: {statistics.median(frames):.1f} ms a step, longest {max(worst):.1f} ms")


def start(profile: Path) -> dict[str, float]:
    """Start a window and return what it measured."""
    command = [
        sys.executable,
        "-m",
        "tests.startup_trial",
        "window",
        str(profile),
        str(time.time()),
    ]
    done = subprocess.run(
        command,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        check=True,
    )
    return json.loads(done.stdout.splitlines()[-1])


def window(profile: Path, began: float) -> None:
    """Open the window, scroll the list to its end, and print the times."""
    from PySide6.QtCore import QTimer

    from app import bootstrap

    qt = bootstrap.application()
    parts = bootstrap.build(Profile(profile))
    times: dict[str, float] = {}
    parts.window.painted.connect(lambda: times.setdefault("painted", time.time() - began))

    def listed() -> None:
        times.setdefault("listed", time.time() - began)

    parts.storage.answered.connect(lambda *_: listed())

    def scroll() -> None:
        side = parts.shelf.sidebar.list
        steps: list[float] = []
        for _ in range(SCROLL_STEPS):
            before = time.perf_counter()
            bar = side.verticalScrollBar()
            bar.setValue(bar.value() + STEP)
            qt.processEvents()
            steps.append(1000 * (time.perf_counter() - before))
        times["frame"], times["longest"] = statistics.median(steps), max(steps)
        print(json.dumps(times), flush=True)
        qt.quit()

    QTimer.singleShot(4000, scroll)
    parts.start([])
    qt.exec()
    parts.close()


if __name__ == "__main__":
    main()
