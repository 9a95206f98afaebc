"""How each pair is to be loaded, for everyone in the window who reads or changes it."""

import logging
from pathlib import Path

from app.core import load_options
from app.core.load_options import LoadOptions, PairKey
from app.core.paths import embedded_drafter, embedded_target

log = logging.getLogger(__name__)


class LoadMemory:
    """Holds what was chosen for each pair and writes every change to the profile."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._known = load_options.load(path)

    def of(self, target: Path, drafter: Path | None) -> LoadOptions:
        """Return what was chosen for this pair."""
        return self._known.get(pair_key(target, drafter), LoadOptions())

    def knows(self, target: Path, drafter: Path | None) -> bool:
        """Whether anything was chosen for this pair."""
        return pair_key(target, drafter) in self._known

    def keep(self, target: Path, drafter: Path | None, options: LoadOptions) -> None:
        """Keep this for the next time."""
        key = pair_key(target, drafter)
        if options == self._known.get(key, LoadOptions()):
            return
        self._known[key] = options
        try:
            load_options.remember(self._path, key, options)
        except OSError as problem:
            log.warning("load options not saved: %s", problem)


def pair_key(target: Path, drafter: Path | None) -> PairKey:
    """Return what a pair is remembered by; the embedded one lies elsewhere after every update."""
    try:
        embedded = (embedded_target(), embedded_drafter())
    except FileNotFoundError:
        embedded = None
    return ("", "") if (target, drafter) == embedded else (str(target), str(drafter or ""))
