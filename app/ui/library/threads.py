"""The threads behind the Models page, opened over one profile and one way to the hub."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import SignalInstance

from app.core import learnt
from app.core.paths import Profile
from app.engine.device_probe import probe_devices
from app.engine.devices import available_memory
from app.hub.hub import SharedHub
from app.hub.library.scan import LibraryFolders
from app.ui.settings.store import SettingsStore
from app.workers.downloads import Downloads, downloads_of
from app.workers.hub_queries import HubQueries
from app.workers.library import LibraryThread
from app.workers.pair_advice import AdviceSources, PairAdvisor


@dataclass(frozen=True, slots=True)
class ModelThreads:
    """The page's handles on them.

    Attributes:
        shared: the hub that all of them ask.
        folder: where downloads go, as the settings say now.
        room: bytes of RAM that a model may take, None where nobody knows.
    """

    shared: SharedHub
    hub: HubQueries
    advisor: PairAdvisor
    library: LibraryThread
    downloads: Downloads
    folder: Callable[[], Path]
    room: Callable[[], int | None]

    @property
    def crashes(self) -> tuple[SignalInstance, ...]:
        """The signals that report a bug met on a thread."""
        threads = (self.hub, self.advisor, self.library, self.downloads)
        return tuple(thread.crashed for thread in threads)

    def shutdown(self) -> None:
        """End them all; downloads go on at the next start."""
        self.hub.shutdown()
        self.advisor.shutdown()
        self.downloads.shutdown()
        self.library.shutdown()
        self.shared.close()


def open_threads(profile: Profile, settings: SettingsStore) -> ModelThreads:
    """Return the threads of this profile; none runs before it is asked something."""
    shared = SharedHub(lambda: settings.current)
    now = settings.current
    sources = AdviceSources(
        shared, profile.headers, probe_devices, lambda: learnt.load(profile.learnt_file)
    )
    return ModelThreads(
        shared,
        HubQueries(shared),
        PairAdvisor(sources),
        LibraryThread(LibraryFolders(profile.library_file, profile.models(now.models_folder))),
        downloads_of(profile, lambda: shared().client, now.bandwidth_limit),
        lambda: profile.models(settings.current.models_folder),
        available_memory,
    )
