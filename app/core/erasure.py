"""Deletes what a profile holds, once no window works on it any more."""

import logging
import shutil
from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path

from app.core.paths import Profile

log = logging.getLogger(__name__)


class Erasable(StrEnum):
    """What can be deleted by itself.

    CONVERSATIONS is all of them, damaged databases that were set aside too. SETTINGS is how each
    pair was loaded too. LEARNT is what was measured on this machine. LOGS is crash reports and
    headers read from the hub too. MODELS is what lies in the profile's own folder of models, and
    what is known of models anywhere.
    """

    CONVERSATIONS = "conversations"
    SETTINGS = "settings"
    LEARNT = "learnt"
    LOGS = "logs"
    MODELS = "models"


def erase(profile: Profile, what: Iterable[Erasable]) -> tuple[Path, ...]:
    """Delete these for good; return what could not be deleted.

    Files that other folders' owners may share one with are deleted by name, never a folder of them.
    """
    left: list[Path] = []
    for kind in what:
        for path in _paths(profile, kind):
            try:
                _delete(path)
            except OSError as problem:
                log.warning("not deleted: %s: %s", path, problem)
                left.append(path)
    return tuple(left)


def _paths(profile: Profile, kind: Erasable) -> Iterator[Path]:
    match kind:
        case Erasable.CONVERSATIONS:
            yield from profile.conversations_file.parent.iterdir()
        case Erasable.SETTINGS:
            yield from _with_leftovers(profile.settings_file)
            yield from _with_leftovers(profile.load_options_file)
        case Erasable.LEARNT:
            for file in (profile.learnt_file, profile.tunings_file, profile.baselines_file):
                yield from _with_leftovers(file)
        case Erasable.LOGS:
            yield from (path for path in profile.logs.iterdir() if path.is_file())
            yield profile.headers
        case Erasable.MODELS:
            yield from profile.models().iterdir()
            yield from _with_leftovers(profile.library_file)
            yield from _with_leftovers(profile.downloads_file)


def _with_leftovers(file: Path) -> Iterator[Path]:
    """Yield a file, and what is left of a damaged one or of a write that was cut."""
    yield from (path for path in file.parent.glob(f"{file.stem}.*") if path.is_file())


def _delete(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
