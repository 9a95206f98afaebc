"""Whether Qt's platform plugin loads here, found out in a process of its own, without PySide6."""

import ctypes
import importlib.metadata
import importlib.util
import multiprocessing
import os
import sys
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

PLUGINS: dict[str, tuple[str, ...]] = {
    "linux": ("libqxcb.so", "libqwayland.so"),
    "darwin": ("libqcocoa.dylib",),
    "win32": ("qwindows.dll",),
}
"""Of each platform, the one that a window needs first."""

PATIENCE_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Plugin:
    """A platform plugin; `problem` is what the loader said, "" when it loads."""

    name: str
    problem: str


@dataclass(frozen=True, slots=True)
class QtReport:
    """Qt as installed; `version` is "" and there are no plugins when it is not."""

    version: str
    plugins: tuple[Plugin, ...]


def check() -> QtReport:
    """Look for Qt and try its platform plugins."""
    package = _package()
    if package is None:
        return QtReport("", ())
    folders = (package / "Qt" / "plugins" / "platforms", package / "plugins" / "platforms")
    folder = next((path for path in folders if path.is_dir()), folders[0])
    plugins = tuple(
        Plugin(
            name.removeprefix("lib").partition(".")[0].removeprefix("q"), try_load(folder / name)
        )
        for name in PLUGINS.get(sys.platform, ())
    )
    return QtReport(_version(), plugins)


def try_load(library: Path) -> str:
    """Return what stops this library from loading, "" if nothing does."""
    spawn = multiprocessing.get_context("spawn")
    receiver, sender = spawn.Pipe(duplex=False)
    process = spawn.Process(target=_load, args=(str(library), sender), daemon=True)
    process.start()
    sender.close()
    try:
        answer = receiver.recv() if receiver.poll(PATIENCE_SECONDS) else "it takes too long"
    except EOFError:
        answer = "it ends the process that loads it"
    receiver.close()
    process.kill()
    process.join()
    process.close()
    return answer


def _load(library: str, answer: Connection) -> None:
    if sys.platform == "win32":
        os.add_dll_directory(str(Path(library).parents[2]))
    try:
        ctypes.CDLL(library)
    except OSError as problem:
        answer.send(str(problem))
    else:
        answer.send("")


def _package() -> Path | None:
    found = importlib.util.find_spec("PySide6")
    return Path(found.origin).parent if found and found.origin else None


def _version() -> str:
    for name in ("PySide6-Essentials", "PySide6"):
        try:
            return importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            continue
    return "of unknown version"
