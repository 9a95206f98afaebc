"""Small files of the profile: written whole or not at all, set aside when damaged."""

import json
import logging
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, cast

log = logging.getLogger(__name__)


def write_whole(path: Path, text: str) -> None:
    """Write `text` so that a crash leaves the old file or the new one, never half of one.

    Raises OSError when it cannot be written; then nothing is left of it.
    """
    partial = path.with_name(f"{path.name}.partial")
    try:
        partial.write_text(text, encoding="utf-8", newline="")
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


def read_entries(path: Path, what: str) -> list[Any]:
    """Return the JSON list that `write_entries` wrote, its items unchecked.

    A file that is missing gives none; a damaged one too, and is set aside. `what` is for the log.
    """
    try:
        raw: Any = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return []
    except (OSError, ValueError, RecursionError) as problem:
        log.warning("%s is unreadable: %s", what, problem)
        set_aside(path)
        return []
    if not isinstance(raw, list):
        set_aside(path)
        return []
    return cast(list[Any], raw)


def write_entries(path: Path, entries: Iterable[Mapping[str, Any]]) -> None:
    """Write a JSON list, one item a line. Raises OSError."""
    write_whole(path, "[\n" + ",\n".join(json.dumps(entry) for entry in entries) + "\n]\n")
