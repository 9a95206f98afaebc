"""The window: layout and menus; everything that happens lives in the controllers."""

import base64
from pathlib import Path

from PySide6.QtCore import QByteArray, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeySequence,
    QPaintEvent,
)
from PySide6.QtWidgets import QMainWindow, QMenu, QSplitter, QVBoxLayout, QWidget

import app
from app.core.paths import resources
from app.ui.chat.chat_view import ChatView
from app.ui.chat.controller import ChatController
from app.ui.chat.examples import example_prompts
from app.ui.file_intake import FileIntake
from app.ui.header import Header
from app.ui.notices import PairNotices
from app.ui.pair_controller import PairController, PairState, Ready
from app.ui.recent_menu import RecentMenu
from app.ui.settings.dialog import SettingsDialog
from app.ui.settings.store import SettingsStore
from app.ui.speed.history import SpeedHistory
from app.ui.speed.panel import LiveFeed, SpeedPanel
from app.ui.speed.ticker import LiveTicker
from app.ui.status_line import StatusLine
from app.ui.theme import ThemeWatcher

FIRST_SIZE = (1180, 760)


class MainWindow(QMainWindow):
    """Header above a splitter of chat and speed panel; a sidebar will be its first part.

    Signals:
        painted(): the first frame is on the screen.
    """

    painted = Signal()

    def __init__(
        self,
        chat: ChatController,
        pairs: PairController,
        intake: FileIntake,
        settings: SettingsStore,
        themes: ThemeWatcher,
    ) -> None:
        super().__init__()
        self._chat, self._pairs, self._intake = chat, pairs, intake
        self._settings = settings
        self._was_painted = False
        self.setWindowTitle(self.tr("Foretoken"))
        self.setMinimumSize(640, 420)
        self.setAcceptDrops(True)
        self.history = SpeedHistory()
        self.ticker = LiveTicker(self.history, self)
        self.feed = LiveFeed(self.history, self.ticker, self)
        self.header = Header(self)
        self.status = StatusLine(self)
        self.chat_view = ChatView(chat, themes, self._examples(), self)
        self.panel = SpeedPanel(self.history, self.ticker, themes, self)
        self.notices = PairNotices(pairs, self.chat_view.notice, self)
        self._lay_out()
        self._make_menus()
        self._connect()
        self._restore()
        self._show_state(pairs.state)
        self.chat_view.composer.edit.setFocus()

    @staticmethod
    def _examples() -> list[str]:
        try:
            return example_prompts(resources() / "models" / "heldout_prompts.jsonl")
        except FileNotFoundError:
            return example_prompts(Path())

    def _lay_out(self) -> None:
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.splitter.setHandleWidth(1)
        self.splitter.addWidget(self.chat_view)
        self.splitter.addWidget(self.panel)
        self.splitter.setCollapsible(0, False)
        self.splitter.setCollapsible(1, False)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 0)
        central = QWidget(self)
        column = QVBoxLayout(central)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.splitter, 1)
        self.setCentralWidget(central)
        bar = self.statusBar()
        bar.setSizeGripEnabled(False)
        bar.setContentsMargins(24, 0, 16, 0)
        bar.addWidget(self.status, 1)
        self.ticker.add(self.header, self.status)

    def _make_menus(self) -> None:
        file = self.menuBar().addMenu(self.tr("&File"))
        keys = QKeySequence.StandardKey
        self._add(file, self.tr("&New conversation"), self._chat.new_conversation, keys.New)
        self._add(file, self.tr("S&top answering"), self._chat.stop, "Esc")
        file.addSeparator()
        self._add(file, self.tr("&Open target…"), self._open_target, keys.Open)
        self._add(file, self.tr("Open &drafter…"), self._open_drafter, "Ctrl+Shift+O")
        self.recent = RecentMenu(self._pairs, self._settings, self)
        file.addMenu(self.recent)
        self._add(file, self.tr("Use the &embedded pair"), self._pairs.use_embedded)
        file.addSeparator()
        self._add(file, self.tr("&Settings…"), self._edit_settings, "Ctrl+,")
        file.addSeparator()
        self._add(file, self.tr("&Quit"), self.close, "Ctrl+Q")
        view = self.menuBar().addMenu(self.tr("&View"))
        self.panel_action = self._add(view, self.tr("Speed &panel"), None, "Ctrl+Shift+P")
        self.panel_action.setCheckable(True)
        self.panel_action.setChecked(self._settings.current.panel_visible)
        self.panel_action.toggled.connect(self._show_panel)
        help_menu = self.menuBar().addMenu(self.tr("&Help"))
        about = self._add(help_menu, self.tr("Version {v}").format(v=app.__version__), None)
        about.setEnabled(False)

    def _add(
        self,
        menu: QMenu,
        words: str,
        run: object,
        keys: QKeySequence.StandardKey | str | None = None,
    ) -> QAction:
        action = menu.addAction(words)
        if keys is not None:
            action.setShortcut(QKeySequence(keys))
        if callable(run):
            action.triggered.connect(lambda _checked=False: run())
        return action

    def _connect(self) -> None:
        chat, pairs = self._chat, self._pairs
        chat.turn_started.connect(self.feed.start)
        chat.turn_started.connect(self._begin_turn)
        chat.turn_events.connect(self.feed.take)
        chat.turn_events.connect(self.panel.take)
        chat.turn_events.connect(self.status.take)
        for figures in (self.feed, self.status):
            chat.cleared.connect(figures.forget)
        chat.failed.connect(self.notices.show_failed_turn)
        pairs.state_changed.connect(self._show_state)
        self._intake.notice.connect(self.notices.tell)
        self.header.method_chosen.connect(self._choose_method)
        self.header.depth_chosen.connect(self._choose_depth)

    @Slot(object)
    def _show_state(self, state: PairState) -> None:
        self.header.set_state(state, self._settings.current)
        ready = isinstance(state, Ready)
        self.status.set_context(state.info.context_length if ready else 0)

    @Slot()
    def _begin_turn(self) -> None:
        self.status.set_paced(self._chat.paced)

    @Slot(str)
    def _choose_method(self, method: str) -> None:
        self._settings.update(method=method)

    @Slot(int)
    def _choose_depth(self, depth: int) -> None:
        self._settings.update(depth=depth)

    def _open_target(self) -> None:
        self._intake.ask_target(self)

    def _open_drafter(self) -> None:
        self._intake.ask_drafter(self)

    def _edit_settings(self) -> None:
        dialog = SettingsDialog(self._settings.current, self)
        if dialog.exec():
            self._settings.replace(dialog.chosen)
            self._show_state(self._pairs.state)
            self._pairs.reload_for_settings()
        dialog.deleteLater()

    @Slot(bool)
    def _show_panel(self, visible: bool) -> None:
        self.panel.setVisible(visible)
        self.ticker.wake()
        self._settings.update(panel_visible=visible)

    @Slot(object)
    def bring_to_front(self, files: tuple[str, ...] = ()) -> None:
        """Raise the window, and open what a second start was given."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()
        self._intake.bring([Path(name) for name in files])

    def _restore(self) -> None:
        now = self._settings.current
        geometry = base64.b64decode(now.window_geometry or "", validate=False)
        if not (geometry and self.restoreGeometry(QByteArray(geometry))):
            self.resize(*FIRST_SIZE)
        self.panel.setVisible(now.panel_visible)
        self.splitter.setSizes([FIRST_SIZE[0] - 340, 340])

    def paintEvent(self, event: QPaintEvent) -> None:
        """Announce the first frame, then make the charts."""
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            self.painted.emit()
            QTimer.singleShot(0, self.panel.build)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome GGUF files."""
        if self._intake.dropped_paths(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open what was dropped."""
        self._intake.bring(self._intake.dropped_paths(event.mimeData()))
        event.acceptProposedAction()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep the geometry for the next start."""
        geometry = base64.b64encode(self.saveGeometry().data()).decode()
        self._settings.update(window_geometry=geometry)
        super().closeEvent(event)
