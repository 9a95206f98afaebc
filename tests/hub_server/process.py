"""The test hub in another process: started, told what goes wrong, asked what it sent."""

import json
import subprocess
import sys
import urllib.request
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any

from tests.hub_server.faults import Fault


class RemoteHub:
    """A running test hub.

    Attributes:
        url: its endpoint.
    """

    def __init__(self, url: str) -> None:
        self.url = url

    def state(self) -> dict[str, Any]:
        """Return what control.answer tells."""
        with urllib.request.urlopen(f"{self.url}/_control") as answer:
            return json.load(answer)

    def change(self, **wanted: Any) -> None:
        """Set rates, ranges, redirects."""
        request = urllib.request.Request(f"{self.url}/_control", json.dumps(wanted).encode())
        with urllib.request.urlopen(request) as answer:
            answer.read()

    def set_faults(self, faults: Sequence[Fault]) -> None:
        """Let these strike, and no others."""
        self.change(faults=[asdict(fault) for fault in faults])


@contextmanager
def hub_process(*arguments: str) -> Generator[RemoteHub]:
    """Run `python -m tests.hub_server` while the block lasts."""
    command = [sys.executable, "-m", "tests.hub_server", *arguments]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdin is not None
        yield RemoteHub(json.loads(process.stdout.readline())["url"])
        process.stdin.close()
