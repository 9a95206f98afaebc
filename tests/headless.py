"""Runs the tests of app.core and app.gguf where neither Qt nor llama.cpp is installed.

uv run --isolated --no-project --with numpy --with platformdirs --with gguf --with pytest \
    --with pytest-timeout python tests/headless.py
"""

import importlib.util
import os
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ABSENT = ("PySide6", "llama_cpp")


def main() -> int:
    """Return pytest's exit code; end with a sentence where the environment is the wrong one."""
    if present := [name for name in ABSENT if importlib.util.find_spec(name)]:
        sys.exit(f"This environment is not headless, it has {', '.join(present)}.")
    options = ["--strict-markers", "--import-mode=importlib", "-q", "-W", "error"]
    # Not pyproject.toml's settings: those are for pytest-qt too, which is not here.
    where = ["-c", os.devnull, f"--rootdir={ROOT}", "-o", f"pythonpath={ROOT}"]
    return pytest.main(
        [*where, *options, "--timeout=240", str(ROOT / "tests/core"), str(ROOT / "tests/gguf")]
    )


if __name__ == "__main__":
    sys.exit(main())
