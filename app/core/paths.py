"""Where things lie: the user's profile, and the resources shipped with the program."""

import sys
from dataclasses import dataclass
from pathlib import Path

from platformdirs import PlatformDirs

import app


@dataclass(frozen=True, slots=True)
class Profile:
    """Directories of one user profile; created on first use.

    Attributes:
        root: everything below it with `--profile DIR`; None spreads over the platform's places.
    """

    root: Path | None = None

    def _make(self, name: str) -> Path:
        if self.root is not None:
            path = self.root / name
        else:
            dirs = PlatformDirs("foretoken", appauthor=False)
            places = {
                "config": dirs.user_config_path,
                "logs": dirs.user_log_path,
                "cache": dirs.user_cache_path,
            }
            path = places.get(name, dirs.user_data_path / name)
        path.mkdir(parents=True, exist_ok=True)
        return path

    @property
    def settings_file(self) -> Path:
        """The one typed settings place; see core.settings."""
        return self._make("config") / "settings.json"

    @property
    def learnt_file(self) -> Path:
        """What draft depths were measured to bring; see core.learnt."""
        return self._make("state") / "learnt.json"

    @property
    def tunings_file(self) -> Path:
        """Which settings were measured to be fastest; see core.tunings."""
        return self._make("state") / "tunings.json"

    @property
    def load_options_file(self) -> Path:
        """How each pair was last loaded; see core.load_options."""
        return self._make("state") / "load_options.json"

    @property
    def baselines_file(self) -> Path:
        """How fast plain decoding was measured to be; see core.baselines."""
        return self._make("state") / "baselines.json"

    @property
    def conversations_file(self) -> Path:
        """All conversations; see store.chat_store."""
        return self._make("conversations") / "conversations.sqlite3"

    @property
    def presets_file(self) -> Path:
        """Named system prompts with their sampling; see core.presets."""
        return self._make("config") / "presets.json"

    @property
    def library_file(self) -> Path:
        """What is known of the models on this machine; see hub.library.index."""
        return self._make("state") / "library.json"

    @property
    def downloads_file(self) -> Path:
        """Which downloads are wanted, and how far they are; see hub.download.queue."""
        return self._make("state") / "downloads.json"

    def models(self, chosen: str = "") -> Path:
        """Return where downloads go: the folder `chosen` in the settings, else the profile's."""
        return Path(chosen).expanduser() if chosen else self._make("models")

    @property
    def headers(self) -> Path:
        """Headers of files on the hub; may be deleted at any time. See hub.header_cache."""
        return self._make("cache") / "headers"

    @property
    def logs(self) -> Path:
        """Rotating logs and crash reports."""
        return self._make("logs")


def resources() -> Path:
    """Return the resources directory of a frozen bundle, a wheel or a checkout."""
    package = Path(app.__file__).resolve().parent
    bundle = getattr(sys, "_MEIPASS", None)
    candidates = [package / "_resources", package.parent / "resources"]
    if bundle is not None:
        candidates.insert(0, Path(bundle) / "resources")
    for path in candidates:
        if path.is_dir():
            return path
    raise FileNotFoundError(f"no resources directory among {candidates}")


def catalogue() -> Path:
    """Return the list of published pairs; see hub.catalog."""
    return resources() / "catalog.json"


def embedded_target() -> Path:
    """Return the target of the pair shipped inside the program."""
    return resources() / "models" / "foretoken-mini-target.gguf"


def embedded_drafter() -> Path:
    """Return the drafter of the pair shipped inside the program."""
    return resources() / "models" / "foretoken-mini-drafter.gguf"
