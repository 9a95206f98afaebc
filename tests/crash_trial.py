"""Kills the window at random moments while answers stream, and looks what its store still has.

`python -m tests.crash_trial [TIMES]`: every other time with llama.cpp and the built-in pair, else
with a scripted engine whose answers take seconds. Fails if the database does not open, if a message
that had ended (SETTLED_SECONDS before the kill) is not there whole, or if a partial answer lacks
more than what came in its last second.
"""

import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from app.core.conversations import MessageState, StoredMessage
from app.core.paths import Profile
from app.store.chat_store import ChatStore

SETTLED_SECONDS = 0.1
PARTIAL_SECONDS = 1.0


def main() -> int:
    """Print one line a kill and the totals; return 1 if anything was lost."""
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    dice = random.Random(5)
    lost = finished = partial = 0
    worst = 0.0
    with tempfile.TemporaryDirectory() as folder:
        profile = Profile(Path(folder) / "profile")
        for number in range(times):
            log = Path(folder) / f"log-{number}"
            killed = run_and_kill(profile, log, "real" if number % 2 else "slow", dice)
            outcome = look(profile, log, killed)
            lost += outcome[0]
            finished += outcome[1]
            partial += outcome[2]
            worst = max(worst, outcome[3])
    print(
        f"{times} kills: the database opened each time; {finished} finished messages, {lost} lost"
    )
    print(f"{partial} partial answers, the one furthest behind by {worst:.2f} s")
    return int(lost > 0 or worst > PARTIAL_SECONDS)


def run_and_kill(profile: Profile, log: Path, engine: str, dice: random.Random) -> float:
    """Let a window work for a while and kill it with all its processes; return when."""
    command = [sys.executable, "-m", "tests.crash_writer", str(profile.root), str(log), engine]
    process = subprocess.Popen(
        command,
        stderr=subprocess.DEVNULL,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        start_new_session=True,
    )
    while not log.exists() or not log.stat().st_size:
        time.sleep(0.02)
        if process.poll() is not None:
            raise SystemExit("the window ended on its own")
    time.sleep(dice.uniform(0.0, 3.0))
    killed = time.time()
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    return killed


def look(profile: Profile, log: Path, killed: float) -> tuple[int, int, int, float]:
    """Return (lost, finished, partial, seconds that a partial answer lacks)."""
    store = ChatStore(profile.conversations_file)
    if store.set_aside is not None:
        raise SystemExit("the database was damaged")
    kept: dict[str, StoredMessage] = {}
    for name in store.all_ids():
        whole = store.load(name)
        kept |= {} if whole is None else {one.message_id: one for one in whole.messages}
    store.connection.close()
    lost = finished = partial = 0
    behind = 0.0
    shown: dict[str, list[tuple[float, str]]] = {}
    for line in log.read_text(encoding="utf-8").splitlines():
        try:
            when, name, state, text = json.loads(line)
        except ValueError:
            continue  # the line that was being written
        if state == "streaming":
            shown.setdefault(name, []).append((when, text))
        else:
            shown.pop(name, None)
            finished += 1
            there = kept.get(name)
            whole = there is not None and (there.text, there.state) == (text, MessageState.DONE)
            lost += not whole and when < killed - SETTLED_SECONDS
    for name, pictures in shown.items():
        partial += 1
        there = kept[name].text if name in kept else ""
        missing = [when for when, text in pictures if len(text) > len(there)]
        behind = max(behind, killed - missing[0] if missing else 0.0)
    return lost, finished, partial, behind


if __name__ == "__main__":
    sys.exit(main())
