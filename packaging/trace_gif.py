"""Makes the README's moving picture: a trace of the built-in pair, shown at a readable pace.

    .venv/bin/python packaging/trace_gif.py resources/help/speculation.gif

The trace is of a real answer on this machine; the picture names the pace and what was measured.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from private_uv import ROOT

sys.path.insert(0, str(ROOT))

from app.__main__ import main as foretoken

PROMPT = "I would like a story about an owl named Ben."
TOKENS, DEPTH = 110, 4


def make(gif: Path) -> int:
    """Answer once, and write the picture; return the exit code."""
    with tempfile.TemporaryDirectory() as folder:
        trace = Path(folder) / "trace.json"
        asked = ["--profile", folder, "generate", "-p", PROMPT, "-n", str(TOKENS)]
        code = foretoken([*asked, "--depth", str(DEPTH), "--trace", str(trace)])
        return code or foretoken(["trace", "show", str(trace), "--gif", str(gif)])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gif", type=Path, metavar="OUT.gif")
    sys.exit(make(parser.parse_args().gif))
