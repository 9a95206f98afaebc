"""`python -m tests.download_trial`: Must show 1 of the model manager, measured on the real program.

The hub runs in a process of its own, the program is `python -m app models pull` in others, killed
with SIGKILL where a trial says so. Bytes are counted by the server as it hands them to its sockets.
"""

import argparse
import hashlib
import json
import os
import random
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, Final

from tests.hub_server.faults import Fault
from tests.hub_server.process import RemoteHub, hub_process

REPO: Final = "maker/chat-GGUF"
FILE: Final = "chat-Q4_K_M.gguf"


def main() -> int:
    """Run the trials asked for and print one JSON record each; 1 if a promise is not kept."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("trials", nargs="+", choices=["faults", "corrupt", "speed"])
    parser.add_argument("--bytes", type=int, default=1 << 30)
    parser.add_argument("--cuts", type=int, default=20)
    parser.add_argument("--kills", type=int, default=2)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--rate", type=float, default=100e6, help="of the server, bytes a second")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    kept = True
    for trial in args.trials:
        with hub_process("--target-bytes", str(args.bytes)) as hub:
            record = {"faults": faults, "corrupt": corrupt, "speed": speed}[trial](hub, args)
        print(json.dumps({"trial": trial, "bytes": args.bytes} | record), flush=True)
        kept = kept and record["kept"]
    return 0 if kept else 1


def faults(hub: RemoteHub, args: argparse.Namespace) -> dict[str, Any]:
    """Cut connections at random places and kill the program at random times; count all bytes."""
    dice = random.Random(args.seed)
    # A stripe is 4 to 64 MiB: a cut strikes the next answer that is longer.
    cuts = [
        Fault(dice.choice(("cut", "reset")), path="", after=dice.randrange(0, 32 << 20))
        for _ in range(args.cuts)
    ]
    hub.set_faults(cuts)
    hub.change(rate=args.rate)
    seconds = args.bytes / args.rate
    kills = sorted(dice.uniform(0.1, 0.8) * seconds for _ in range(args.kills))
    with Profile(hub) as profile:
        for earlier, later in zip([0.0, *kills], kills, strict=False):
            profile.run_and_kill(later - earlier)
        profile.pull()
        sha256 = profile.sha256()
        left = profile.leftovers()
    state = hub.state()
    again = state["body_bytes"] - args.bytes
    record = {
        "cuts": args.cuts - state["faults_remaining"],
        "kills": args.kills,
        "sent": state["body_bytes"],
        "again_share": round(again / args.bytes, 5),
        "sha256_right": sha256 == state["files"][f"{REPO}/{FILE}"]["sha256"],
        "left_behind": left,
    }
    kept = record["sha256_right"] and record["cuts"] == args.cuts and not left
    return record | {"kept": kept and again <= 0.02 * args.bytes}


def corrupt(hub: RemoteHub, args: argparse.Namespace) -> dict[str, Any]:
    """Send one range with wrong bytes, and look all the time whether a wrong file is usable."""
    start = random.Random(args.seed).randrange(0, args.bytes - 1000)
    hub.set_faults([Fault("corrupt", path="", start=start, end=start + 1000)])
    wanted = hub.state()["files"][f"{REPO}/{FILE}"]["sha256"]
    with Profile(hub) as profile:
        process = profile.start()
        seen_early = False
        while process.poll() is None:
            found = sorted(profile.folder.rglob("*.gguf"))
            seen_early = seen_early or bool(found and _sha256(found[0]) != wanted)
            time.sleep(0.05)
        sha256 = profile.sha256()
    state = hub.state()
    record = {
        "corrupted_at": start,
        "fault_struck": state["faults_remaining"] == 0,
        "sent": state["body_bytes"],
        "exit_code": process.returncode,
        "sha256_right": sha256 == wanted,
        "wrong_file_usable": seen_early,
    }
    kept = record["sha256_right"] and record["fault_struck"] and not seen_early
    return record | {"kept": kept and process.returncode == 0}


def speed(hub: RemoteHub, args: argparse.Namespace) -> dict[str, Any]:
    """Fetch by curl and by the program in turn, on a limited server; compare bytes a second."""
    hub.change(rate=args.rate)
    curl: list[float] = []
    own: list[float] = []
    whole: list[float] = []
    for _ in range(args.repeat):
        curl.append(args.bytes / _curl_seconds(hub))
        with Profile(hub) as profile:
            began = time.monotonic()
            record = profile.pull()
            whole.append(args.bytes / (time.monotonic() - began))
            own.append(args.bytes / record["seconds"])
    ratios = [mine / theirs for mine, theirs in zip(own, curl, strict=True)]
    return {
        "curl_mb_s": [round(one / 1e6, 1) for one in curl],
        "pull_mb_s": [round(one / 1e6, 1) for one in own],
        "process_mb_s": [round(one / 1e6, 1) for one in whole],
        "ratio": round(statistics.median(ratios), 3),
        "kept": statistics.median(ratios) >= 0.9,
    }


class Profile:
    """A new profile of the program, which pulls the hub's one model."""

    def __init__(self, hub: RemoteHub) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="download-trial-"))
        self._environment = os.environ | {"HF_ENDPOINT": hub.url, "HF_HUB_OFFLINE": ""}

    def __enter__(self) -> "Profile":
        return self

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self.folder)

    def start(self) -> "subprocess.Popen[str]":
        """Start the program."""
        command = [sys.executable, "-m", "app", "--profile", str(self.folder), "models", "pull"]
        return subprocess.Popen(
            [*command, REPO, "--json"],
            env=self._environment,
            stdout=subprocess.PIPE,
            stderr=(self.folder / "stderr").open("w"),
            text=True,
        )

    def pull(self) -> dict[str, Any]:
        """Run it to its end and return what it prints."""
        process = self.start()
        printed, _ = process.communicate()
        assert process.returncode == 0, (self.folder / "stderr").read_text()
        return json.loads(printed)

    def run_and_kill(self, seconds: float) -> None:
        """Let it work so long from its first byte on, then kill it."""
        process = self.start()
        before = self._written()
        while self._written() == before and process.poll() is None:
            time.sleep(0.02)
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        assert not list(self.folder.rglob("*.gguf")), "a partial file looks whole"

    def _written(self) -> int:
        journals = list(self.folder.rglob("*.journal"))
        return journals[0].stat().st_mtime_ns if journals else 0

    def sha256(self) -> str:
        """Return the hash of the one model that is there, "" if there is none."""
        found = list(self.folder.rglob("*.gguf"))
        return _sha256(found[0]) if len(found) == 1 else ""

    def leftovers(self) -> list[str]:
        """Return names of files that should not have stayed."""
        return [path.name for path in self.folder.rglob("*.part*")]


def _curl_seconds(hub: RemoteHub) -> float:
    folder = Path(tempfile.mkdtemp(prefix="download-trial-"))
    try:
        began = time.monotonic()
        url = f"{hub.url}/{REPO}/resolve/main/{FILE}"
        subprocess.run(["curl", "-sSfL", "-o", str(folder / FILE), url], check=True)
        return time.monotonic() - began
    finally:
        shutil.rmtree(folder)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


if __name__ == "__main__":
    sys.exit(main())
