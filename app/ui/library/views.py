"""Builds the Models page: controllers over the threads, views over the controllers."""

from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.ui.library.details.actions_bar import ActionsBar
from app.ui.library.details.controller import DetailsController
from app.ui.library.details.gate_view import GateView
from app.ui.library.details.pair_panel import PairPanel
from app.ui.library.details.view import DetailsView
from app.ui.library.downloads.controller import DownloadsController
from app.ui.library.downloads.view import DownloadsView
from app.ui.library.find.controller import FindController
from app.ui.library.find.results_model import ResultsModel
from app.ui.library.find.search_bar import SearchBar
from app.ui.library.find.view import FindView
from app.ui.library.installed.controller import LibraryController
from app.ui.library.installed.model import InstalledModel
from app.ui.library.installed.view import InstalledView
from app.ui.library.marks import Marks
from app.ui.library.page import ModelsPage
from app.ui.library.threads import ModelThreads
from app.ui.theme_watcher import ThemeWatcher


@dataclass(frozen=True, slots=True)
class ModelViews:
    """The page and its parts, by name."""

    library: LibraryController
    queue: DownloadsController
    search: FindController
    choice: DetailsController
    actions: ActionsBar
    find: FindView
    installed: InstalledView
    downloads: DownloadsView
    page: ModelsPage


def build_views(
    threads: ModelThreads, themes: ThemeWatcher, owner: QObject, parent: QWidget
) -> ModelViews:
    """Return the page, a child of `parent`, with controllers that `owner` keeps."""
    library = LibraryController(threads.library, owner)
    queue = DownloadsController(threads.downloads, owner)
    results, bar = ResultsModel(owner), SearchBar()
    search = FindController(threads.hub, results, lambda: bar.query(threads.room()), owner)
    choice = DetailsController(
        threads.hub, threads.advisor, lambda: library.library, threads.folder, owner
    )
    actions = ActionsBar(queue)
    gate, panel = GateView(threads.hub), PairPanel(choice, themes)
    find = FindView(search, bar, results, DetailsView(choice, gate, panel, actions))
    installed = InstalledView(library, InstalledModel(Marks(themes), owner))
    downloads = DownloadsView(queue)
    page = ModelsPage(find, installed, downloads, parent)
    page.hide()  # or it would be shown with the window, and ask the hub
    return ModelViews(library, queue, search, choice, actions, find, installed, downloads, page)
