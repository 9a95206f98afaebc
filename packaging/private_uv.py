"""Finds uv or installs it into the private environment `.uv`, with the machine's pip settings.

Standard library only.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PRIVATE = ROOT / ".uv"
OLDEST = (0, 5)


class SetUpError(Exception):
    """The machine cannot be made ready; the text says what to do."""


def find_uv() -> str | None:
    """Return the private uv or the one on PATH, if it runs and is new enough."""
    for candidate in (str(PRIVATE / "bin" / "uv"), shutil.which("uv")):
        if candidate and (version := uv_version(candidate)) and version >= OLDEST:
            return candidate
    return None


def uv_version(uv: str) -> tuple[int, ...] | None:
    """Return the first two numbers of uv's version, None if it does not run."""
    try:
        answer = subprocess.run([uv, "--version"], capture_output=True, text=True, check=True)
        return tuple(int(part) for part in answer.stdout.split()[1].split(".")[:2])
    except (OSError, subprocess.CalledProcessError, ValueError, IndexError):
        return None


def install_uv() -> str:
    """Install uv from the package index and return its path. Raises SetUpError."""
    print(f"Installing uv, the Python package tool, into {PRIVATE}.", flush=True)
    for arguments in (
        [sys.executable, "-m", "venv", "--clear", str(PRIVATE)],
        [str(PRIVATE / "bin" / "python"), "-m", "pip", "install", "--quiet", "uv>=0.5"],
    ):
        if subprocess.run(arguments, check=False).returncode != 0:
            raise SetUpError(f"That failed ({' '.join(arguments)}). Install uv, then try again.")
    return str(PRIVATE / "bin" / "uv")


def holds_wheel(uv: str, name: str, version: str) -> bool:
    """Say whether uv's cache keeps this package, compiled by an earlier installation."""
    answer = subprocess.run([uv, "cache", "dir"], capture_output=True, text=True, check=False)
    wheel = f"{name}/{version}/*/{name.replace('-', '_')}-{version}-*.whl"
    cache = Path(answer.stdout.strip())
    return answer.returncode == 0 and any(
        True for index in ("*", "*/*") for _ in cache.glob(f"sdists-v*/{index}/{wheel}")
    )


def environment() -> dict[str, str]:
    """Return what pip is told on this machine, and uv would not know, as uv's variables."""
    names = {"index-url": "UV_DEFAULT_INDEX", "cert": "SSL_CERT_FILE"}
    settings = pip_settings()
    known = {name: settings[key] for key, name in names.items() if key in settings}
    return {name: value for name, value in known.items() if name not in os.environ}


def pip_settings() -> dict[str, str]:
    """Return pip's settings (files and environment) by name; none where there is no pip."""
    python = PRIVATE / "bin" / "python"
    arguments = [str(python) if python.exists() else sys.executable, "-m", "pip", "config", "list"]
    answer = subprocess.run(arguments, capture_output=True, text=True, check=False)
    pairs = (line.partition("=") for line in answer.stdout.splitlines())
    return {name.rpartition(".")[2]: value.strip("'\"") for name, _, value in pairs}
