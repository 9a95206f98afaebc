"""The settings in force, for everyone in the window who reads or changes them."""

import dataclasses
import logging
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.core import settings as core_settings
from app.core.sampling import SamplingSettings
from app.core.settings import FRESH_SEED, Settings

log = logging.getLogger(__name__)


class SettingsStore(QObject):
    """Holds the current settings and writes every change to the profile.

    Signals:
        changed(Settings): these are in force now.
    """

    changed = Signal(object)

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self._current = core_settings.load(path)

    @property
    def current(self) -> Settings:
        """The settings in force."""
        return self._current

    @property
    def sampling(self) -> SamplingSettings:
        """How the next answer's tokens are chosen."""
        now = self._current
        return SamplingSettings(
            temperature=now.temperature,
            top_k=now.top_k,
            top_p=now.top_p,
            min_p=now.min_p,
            seed=None if now.seed == FRESH_SEED else now.seed,
            repeat_penalty=now.repeat_penalty,
            frequency_penalty=now.frequency_penalty,
            presence_penalty=now.presence_penalty,
            penalty_last_n=now.penalty_last_n,
        )

    def update(self, **changes: Any) -> None:
        """Change these fields, save, and tell everyone; nothing happens if nothing differs."""
        self.replace(dataclasses.replace(self._current, **changes))

    def replace(self, settings: Settings) -> None:
        """Put these settings in force."""
        if settings == self._current:
            return
        self._current = settings
        try:
            core_settings.save(self._path, settings)
        except OSError as problem:
            log.warning("settings not saved: %s", problem)
        self.changed.emit(settings)
