"""The rotating log of a profile: what happened, never what was said."""

import faulthandler
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from logging.handlers import RotatingFileHandler
from pathlib import Path

FILE_NAME = "foretoken.log"
MAX_BYTES = 1_000_000
BACKUPS = 3


def start_log(directory: Path, level: int = logging.INFO) -> RotatingFileHandler:
    """Write the program's log into `directory`; return the handler for stop_log."""
    handler = RotatingFileHandler(
        directory / FILE_NAME, maxBytes=MAX_BYTES, backupCount=BACKUPS, encoding="utf-8"
    )
    handler.setFormatter(
        logging.Formatter("%(asctime)s %(levelname)s %(threadName)s %(name)s: %(message)s")
    )
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(level)
    return handler


def stop_log(handler: RotatingFileHandler) -> None:
    """Close the log."""
    logging.getLogger().removeHandler(handler)
    handler.close()


def last_lines(file: Path, count: int = 40) -> list[str]:
    """Return the end of the log, nothing if there is none."""
    try:
        return file.read_text(encoding="utf-8", errors="replace").splitlines()[-count:]
    except OSError:
        return []


@contextmanager
def native_crash_log(directory: Path) -> Iterator[None]:
    """Let a crash below Python leave its stack in `directory`."""
    with (directory / "native-crash.log").open("a", encoding="utf-8") as file:
        faulthandler.enable(file)
        try:
            yield
        finally:
            faulthandler.disable()
