"""The Models page joined to the window: what bootstrap builds of it."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QKeySequence

from app.core.downloads import DownloadFinished, DownloadJob
from app.core.errors import AppError
from app.core.repositories import RepoSummary
from app.core.settings import Settings
from app.ui.library.details.choice import Plan
from app.ui.library.threads import ModelThreads
from app.ui.library.token_field import TokenField
from app.ui.library.views import build_views
from app.ui.load_memory import pair_key
from app.ui.main_window import MainWindow
from app.ui.pair_controller import PairController, PairState, Ready
from app.ui.settings.store import SettingsStore
from app.ui.theme_watcher import ThemeWatcher

HUB_SETTINGS = ("hub_endpoint", "hub_proxy", "hub_ca", "hub_offline")


class ModelsParts(QObject):
    """Opens the page from the menu, the header and a shortcut; downloads and loads what it chose.

    Signals:
        options_wanted(Path, Path | None): choose how to load this target and drafter.
    """

    options_wanted = Signal(object, object)

    def __init__(
        self,
        threads: ModelThreads,
        window: MainWindow,
        pairs: PairController,
        settings: SettingsStore,
        themes: ThemeWatcher,
    ) -> None:
        super().__init__(window)
        self._threads, self._window = threads, window
        self._pairs, self._settings = pairs, settings
        self._before = settings.current
        self._plans: dict[str, Plan] = {}
        self.views = build_views(threads, themes, self, window.pages)
        self._join_window()
        self._connect()

    def _join_window(self) -> None:
        window = self._window
        self.action = window.view_menu.addAction(self.tr("&Models"), self.show)
        self.action.setShortcut(QKeySequence("Ctrl+Shift+M"))
        window.header.models_wanted.connect(self.show)
        window.make_token_field = lambda: TokenField(self._threads.hub)
        self.views.page.left.connect(window.pages.go_home)
        self.views.downloads.show_limit(self._settings.current.bandwidth_limit)

    def _connect(self) -> None:
        views = self.views
        choice, queue, library = views.choice, views.queue, views.library
        views.find.results.chosen.connect(choice.show)
        for changed in (choice.chosen, choice.opened, choice.summary_shown, queue.changed):
            changed.connect(self._offer)
        library.changed.connect(self._offer)
        views.actions.download_wanted.connect(self._download)
        views.actions.load_wanted.connect(self._load_choice)
        views.actions.options_wanted.connect(self._ask_options)
        for strips in (views.actions.strip, views.downloads):
            strips.access_wanted.connect(self._show_gate)
            strips.folder_wanted.connect(self._edit_settings)
            strips.load_wanted.connect(self._load_job)
        views.find.settings_wanted.connect(self._edit_settings)
        views.find.installed_wanted.connect(self._show_installed)
        views.installed.find_wanted.connect(self._show_find)
        views.downloads.find_wanted.connect(self._show_find)
        views.installed.shown.connect(self._scan)
        views.installed.strip.load_wanted.connect(self.load)
        views.installed.strip.options_wanted.connect(self.options_wanted)
        views.downloads.limit_chosen.connect(self._set_limit)
        queue.under_way_changed.connect(views.page.set_under_way)
        queue.finished.connect(self._note_finished)
        queue.refused.connect(views.downloads.tell_refused)
        self._threads.hub.token_told.connect(choice.ask)
        self._settings.changed.connect(self._take_settings)
        self._pairs.state_changed.connect(self._remember_pair)

    def start(self) -> None:
        """Go on with downloads of an earlier run."""
        self._threads.downloads.start()

    @Slot()
    def show(self) -> None:
        """Show the page in place of the conversation."""
        first = self._window.pages.indexOf(self.views.page) < 0
        self._window.pages.show_page(self.views.page)
        self.views.page.enter()
        if first:
            self._threads.hub.prepare()
            self._threads.hub.ask_token()
            self._scan()

    @Slot()
    def _show_installed(self) -> None:
        self.views.page.show_view(self.views.installed)

    @Slot()
    def _show_find(self) -> None:
        self.views.page.show_view(self.views.find)

    @Slot()
    def _scan(self) -> None:
        self.views.library.scan(self._settings.current.recent)

    @Slot()
    def _offer(self) -> None:
        """Offer what can be done now with the chosen pair."""
        choice, actions = self.views.choice.choice, self.views.actions
        if choice is None:
            actions.show_plan(None)
            return
        title = choice.name
        if choice.drafter_file() is not None:
            title = self.tr("{name} with its drafter").format(name=choice.name)
        try:
            actions.show_plan(self.views.choice.plan(title), choice.blocked)
        except AppError as problem:
            actions.show_plan(None, f"{problem.title} {problem.hint}".strip())

    @Slot()
    def _download(self) -> None:
        plan = self.views.actions.plan
        if plan is not None and plan.job is not None:
            self._plans[plan.job.job_id] = plan
            self.views.queue.add(plan.job)

    @Slot()
    def _load_choice(self) -> None:
        plan = self.views.actions.plan
        if plan is not None:
            self.load(plan.target, plan.drafter)

    @Slot()
    def _ask_options(self) -> None:
        plan = self.views.actions.plan
        if plan is not None:
            self.options_wanted.emit(plan.target, plan.drafter)

    @Slot(object)
    def _load_job(self, job: DownloadJob) -> None:
        plan = self._plans.get(job.job_id)
        target, drafter = job.pair if plan is None else (plan.target, plan.drafter)
        if target is not None:
            self.load(target, drafter)

    @Slot(object, object)
    def load(self, target: Path, drafter: Path | None) -> None:
        """Load this pair and go to the chat."""
        self._window.pages.go_home()
        self._pairs.open_pair(target, drafter)

    @Slot(object)
    def _note_finished(self, event: DownloadFinished) -> None:
        del event  # the download is in the library's index
        self._scan()

    @Slot(object)
    def _show_gate(self, job: DownloadJob) -> None:
        self._show_find()
        self.views.choice.show(RepoSummary(job.files[0].repo_id))

    @Slot()
    def _edit_settings(self) -> None:
        self._window.edit_settings(of_models=True)

    @Slot(int)
    def _set_limit(self, bytes_per_second: int) -> None:
        self._settings.update(bandwidth_limit=bytes_per_second)

    @Slot(object)
    def _take_settings(self, settings: Settings) -> None:
        before, self._before = self._before, settings
        self._threads.downloads.set_limit(settings.bandwidth_limit)
        self.views.downloads.show_limit(settings.bandwidth_limit)
        hub_changed = any(getattr(before, name) != getattr(settings, name) for name in HUB_SETTINGS)
        if hub_changed and self.views.search.query is not None:
            self.views.search.search()
            self.views.choice.ask()

    @Slot(object)
    def _remember_pair(self, state: PairState) -> None:
        """Let the library know when a pair of files was last used."""
        if isinstance(state, Ready):
            target, drafter = state.info.spec.target, state.info.spec.drafter
            if any(pair_key(target, drafter)):
                self.views.library.remember_pair(target, drafter)
