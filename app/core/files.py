"""Small files of the profile: written whole or not at all, set aside when damaged."""

import logging
import os
from pathlib import Path

log = logging.getLogger(__name__)


def write_whole(path: Path, text: str) -> None:
    """Write `text` so that a crash leaves the old file or the new one, never half of one.

    Raises OSError when it cannot be written; then nothing is left of it.
    """
    partial = path.with_name(f"{path.name}.partial")
    try:
        partial.write_text(text, encoding="utf-8")
        os.replace(partial, path)
    except OSError:
        partial.unlink(missing_ok=True)
        raise


def set_aside(path: Path) -> None:
    """Rename a damaged file so that the next save does not destroy what is left of it."""
    try:
        os.replace(path, path.with_suffix(".damaged.json"))
    except OSError as problem:
        log.warning("could not set %s aside: %s", path, problem)
