"""Two cannot hold a lock; it ends with its process, and leaves nothing."""

import subprocess
import sys
from pathlib import Path

from app.hub.download.lock import HeldLock

HOLD = """
import sys
from pathlib import Path
from app.hub.download.lock import HeldLock
print(HeldLock(Path(sys.argv[1])).try_acquire(), flush=True)
sys.stdin.read()
"""


def test_two_cannot_hold_it(tmp_path: Path) -> None:
    path = tmp_path / "a.lock"
    first, second = HeldLock(path), HeldLock(path)
    assert first.try_acquire()
    assert not second.try_acquire()
    first.release()
    assert not path.exists()
    assert second.try_acquire()
    second.release()
    second.release()


def test_a_killed_process_holds_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.lock"
    command = [sys.executable, "-c", HOLD, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline().strip() == b"True"
        assert not HeldLock(path).try_acquire()
        holder.kill()
        holder.wait()
    mine = HeldLock(path)
    assert mine.try_acquire()
    mine.release()
