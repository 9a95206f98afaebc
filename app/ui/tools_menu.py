"""The Tools menu: what measures on this machine."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog

from app.ui.main_window import MainWindow
from app.ui.measuring import Measuring
from app.ui.notice import Action, Notice
from app.ui.pair_controller import PairController
from app.ui.race.dialog import RaceDialog
from app.ui.settings.store import SettingsStore
from app.ui.theme_watcher import ThemeWatcher
from app.ui.tune.dialog import TuneDialog


class ToolsMenu(QObject):
    """Opens the measuring windows, and says above the composer what the chat waits for."""

    def __init__(
        self,
        window: MainWindow,
        measuring: Measuring,
        pairs: PairController,
        settings: SettingsStore,
        themes: ThemeWatcher,
    ) -> None:
        super().__init__(window)
        self._window, self._measuring = window, measuring
        self._pairs, self._settings, self._themes = pairs, settings, themes
        self._race: RaceDialog | None = None
        self._tune: TuneDialog | None = None
        bar = window.menuBar()
        before = bar.actions()[-1]
        self.menu = bar.addMenu(self.tr("&Tools"))
        bar.insertMenu(before, self.menu)
        self.race_action = self.menu.addAction(self.tr("&Race…"))
        self.race_action.setShortcut(QKeySequence("Ctrl+R"))
        self.race_action.triggered.connect(self.open_race)
        self.tune_action = self.menu.addAction(self.tr("&Tune…"))
        self.tune_action.setShortcut(QKeySequence("Ctrl+Shift+R"))
        self.tune_action.triggered.connect(self.open_tune)
        measuring.began.connect(self._tell)
        measuring.ended.connect(self._untell)

    @property
    def race(self) -> RaceDialog:
        """The race's window, made on first use."""
        if self._race is None:
            self._race = RaceDialog(
                self._measuring, self._pairs, self._settings, self._themes, self._window
            )
        return self._race

    @property
    def tune(self) -> TuneDialog:
        """The tuner's window, made on first use."""
        if self._tune is None:
            self._tune = TuneDialog(
                self._measuring, self._pairs, self._settings, self._themes, self._window
            )
        return self._tune

    @Slot()
    def open_race(self) -> None:
        """Show the race's window."""
        self._bring(self.race)

    @Slot()
    def open_tune(self) -> None:
        """Show the tuner's window."""
        self._bring(self.tune)

    def _bring(self, dialog: QDialog) -> None:
        dialog.show()
        dialog.raise_()
        dialog.activateWindow()

    @Slot(str)
    def _tell(self, what: str) -> None:
        words = self.tr("{what} is measured; the chat answers again when it is over.")
        cancel = Action(self.tr("Cancel"), self._measuring.cancel)
        notice = Notice("progress", words.format(what=what), actions=(cancel,))
        self._window.chat_view.notice.show_notice(notice)

    @Slot()
    def _untell(self) -> None:
        self._window.chat_view.notice.clear("progress")
