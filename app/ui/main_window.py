"""The window: layout and menus; everything that happens lives in the controllers."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeySequence,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QMenu, QVBoxLayout, QWidget

import app
from app.ui import window_state
from app.ui.chat.chat_view import ChatView
from app.ui.chat.context_meter import ContextMeter, ContextWatch
from app.ui.file_intake import FileIntake
from app.ui.header import Header
from app.ui.notices import PairNotices
from app.ui.page_stack import PageStack
from app.ui.pair_controller import PairController, PairState
from app.ui.recent_menu import RecentMenu
from app.ui.settings.dialog import SettingsDialog
from app.ui.settings.store import SettingsStore
from app.ui.speed.live_figures import LiveFigures
from app.ui.speed.terms_dialog import TermsDialog
from app.ui.status_line import StatusLine

FIRST_SIZE = (1180, 760)
PANEL_WIDTH = 340
CHAT_WIDTH = 480
"""What a conversation needs, beside which the list of them is shown."""


class MainWindow(QMainWindow):
    """Header and chat, or another page in the chat's place; the speed panel docked beside them.

    Attributes:
        make_token_field: makes what the settings show for the hub's token; None without a hub.

    Signals:
        painted(): the first frame is on the screen.
        erase_wanted(): ask what data to delete.
    """

    painted = Signal()
    erase_wanted = Signal()

    def __init__(
        self,
        chat_view: ChatView,
        figures: LiveFigures,
        pairs: PairController,
        intake: FileIntake,
        settings: SettingsStore,
    ) -> None:
        super().__init__()
        self.chat_view, self.figures = chat_view, figures
        self._chat, self._pairs, self._intake = chat_view.chat, pairs, intake
        self._settings = settings
        figures.setParent(self)
        self._was_painted = False
        self._sidebar: QWidget | None = None
        self.make_token_field: Callable[[], QWidget] | None = None
        self.setWindowTitle(self.tr("Foretoken"))
        self.setMinimumSize(640, 420)
        self.setAcceptDrops(True)
        self.header = Header(self)
        self.status = StatusLine(self)
        self.notices = PairNotices(pairs, chat_view.notice, self)
        self._lay_out()
        self._make_menus()
        self._connect()
        self._restore()
        self._show_state(pairs.state)
        self.chat_view.composer.edit.setFocus()

    def _lay_out(self) -> None:
        central = QWidget(self)
        column = QVBoxLayout(central)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        self.pages = PageStack(self.chat_view, central)
        self._body = QHBoxLayout()
        self._body.setSpacing(0)
        self._body.addWidget(self.pages, 1)
        column.addLayout(self._body, 1)
        self.setCentralWidget(central)
        self.setDockOptions(QMainWindow.DockOption.AnimatedDocks)
        self.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.figures.dock)
        bar = self.statusBar()
        bar.setSizeGripEnabled(False)
        bar.setContentsMargins(24, 0, 16, 0)
        bar.addWidget(self.status, 1)
        self.context = ContextMeter(self)
        bar.addPermanentWidget(self.context)
        self.figures.ticker.add(self.header, self.status)

    def _make_menus(self) -> None:
        file = self.file_menu = self.menuBar().addMenu(self.tr("&File"))
        keys = QKeySequence.StandardKey
        self._add(file, self.tr("&New conversation"), self._chat.new_conversation, keys.New)
        temporary = self.tr("New te&mporary conversation")
        self._add(file, temporary, self._chat.new_temporary, "Ctrl+Shift+N")
        self._add(file, self.tr("S&top answering"), self._escape, "Esc")
        file.addSeparator()
        self._add(file, self.tr("&Open target…"), self._open_target, keys.Open)
        self._add(file, self.tr("Open &drafter…"), self._open_drafter, "Ctrl+Shift+O")
        self.recent = RecentMenu(self._pairs, self._settings, self)
        file.addMenu(self.recent)
        self.pair_section = file.addSeparator()
        self._add(file, self.tr("Use the &embedded pair"), self._pairs.use_embedded)
        file.addSeparator()
        self._add(file, self.tr("&Settings…"), self.edit_settings, "Ctrl+,")
        file.addSeparator()
        self._add(file, self.tr("&Quit"), self.close, "Ctrl+Q")
        view = self.view_menu = self.menuBar().addMenu(self.tr("&View"))
        self.panel_action = self.figures.dock.toggleViewAction()
        self.panel_action.setText(self.tr("Speed &panel"))
        self.panel_action.setShortcut(QKeySequence("Ctrl+Shift+P"))
        self.panel_action.toggled.connect(self._show_panel)
        view.addAction(self.panel_action)
        self.left_action = self._add(view, self.tr("Speed panel on the &left"), None)
        self.left_action.setCheckable(True)
        self.left_action.triggered.connect(self._move_panel)
        self.chat_view.add_actions(view)
        guide = self.help_menu = self.menuBar().addMenu(self.tr("&Help"))
        self._add(guide, self.tr("What the &figures mean"), self._explain, keys.HelpContents)
        about = self._add(guide, self.tr("Version {v}").format(v=app.__version__), None)
        about.setEnabled(False)

    def join_sidebar(self, sidebar: QWidget) -> None:
        """Show this at the left of all pages, where there is room and the user wants it."""
        self._sidebar = sidebar
        self._body.insertWidget(0, sidebar)
        self._sidebar_action = self._add(self.view_menu, self.tr("&Conversations"), None, "Ctrl+B")
        self._sidebar_action.setCheckable(True)
        self._sidebar_action.setChecked(self._settings.current.sidebar_visible)
        self._sidebar_action.triggered.connect(self._show_sidebar)
        self.figures.dock.visibilityChanged.connect(self._fit_sidebar)
        self._fit_sidebar()

    @Slot(bool)
    def _show_sidebar(self, visible: bool) -> None:
        """Show or hide the sidebar as asked; in a narrow window it takes the panel's place."""
        self._settings.update(sidebar_visible=visible)
        if visible and not self._has_room() and self.figures.dock.isVisible():
            self.figures.dock.hide()
        self._fit_sidebar()

    def _has_room(self) -> bool:
        """Whether sidebar, conversation and panel fit beside each other."""
        dock = self.figures.dock
        panel = dock.width() if dock.isVisible() and not dock.isFloating() else 0
        sidebar = 0 if self._sidebar is None else self._sidebar.minimumWidth()
        return sidebar + CHAT_WIDTH + panel <= self.width()

    @Slot()
    def _fit_sidebar(self) -> None:
        if self._sidebar is None:
            return
        shown = self._settings.current.sidebar_visible and self._has_room()
        if shown == self._sidebar.isHidden():
            self._sidebar.setVisible(shown)
            self._body.activate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the sidebar out where the conversation would be cut off."""
        super().resizeEvent(event)
        self._fit_sidebar()

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
        chat.turn_started.connect(self._begin_turn)
        chat.turn_events.connect(self.status.take)
        chat.turn_started.connect(self.pages.go_home)
        chat.cleared.connect(self.status.forget)
        chat.cleared.connect(self.pages.go_home)
        self.pages.home_shown.connect(self._take_page)
        self.figures.dock.notice.connect(self.notices.tell)
        self.figures.dock.dockLocationChanged.connect(self._note_side)
        ContextWatch(self.context, chat, pairs, self)
        chat.failed.connect(self.notices.show_failed_turn)
        pairs.state_changed.connect(self._show_state)
        self._intake.notice.connect(self.notices.tell)
        self.header.method_chosen.connect(self._choose_method)
        self.header.depth_chosen.connect(self._choose_depth)

    @Slot(object)
    def _show_state(self, state: PairState) -> None:
        self.header.set_state(state, self._settings.current)

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

    def edit_settings(self, *, of_models: bool = False) -> None:
        """Open the settings, at the page about models if it is those that matter."""
        token = None if self.make_token_field is None else self.make_token_field()
        dialog = SettingsDialog(self._settings.current, self, token)
        dialog.chat.erase_wanted.connect(dialog.reject)
        later = Qt.ConnectionType.QueuedConnection  # when this dialog has closed
        dialog.chat.erase_wanted.connect(self.erase_wanted, later)
        if of_models:
            dialog.tabs.setCurrentWidget(dialog.hub)
        if dialog.exec():
            self._settings.replace(dialog.chosen)
            self._show_state(self._pairs.state)
            self._pairs.reload_for_settings()
        dialog.deleteLater()

    def _escape(self) -> None:
        """Leave another page first; in the chat, stop the answer."""
        if self.pages.at_home:
            self._chat.stop()
        else:
            self.pages.go_home()

    @Slot(bool)
    def _take_page(self, home: bool) -> None:
        """Show the panel beside the conversation only: it is about its answers."""
        self.panel_action.setEnabled(home)
        self.figures.dock.setVisible(home and self._settings.current.panel_visible)
        if home:
            self.chat_view.composer.edit.setFocus()

    @Slot(bool)
    def _show_panel(self, visible: bool) -> None:
        if not (self.isVisible() and self.pages.at_home):
            return  # the window goes, or another page comes, and the panel with it
        self.header.set_panel_shown(visible)
        self._settings.update(panel_visible=visible)

    @Slot(bool)
    def _move_panel(self, left: bool) -> None:
        areas = Qt.DockWidgetArea
        side = areas.LeftDockWidgetArea if left else areas.RightDockWidgetArea
        self.addDockWidget(side, self.figures.dock)
        self.figures.dock.setFloating(False)

    @Slot(Qt.DockWidgetArea)
    def _note_side(self, side: Qt.DockWidgetArea) -> None:
        self.left_action.setChecked(side is Qt.DockWidgetArea.LeftDockWidgetArea)

    def _explain(self) -> None:
        dialog = TermsDialog(self)
        dialog.exec()
        dialog.deleteLater()

    @Slot(object)
    def bring_to_front(self, files: tuple[str, ...] = ()) -> None:
        """Raise the window, and open what a second start was given."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()
        self._intake.bring([Path(name) for name in files])

    def _restore(self) -> None:
        placed, docked = window_state.restore(self, self._settings)
        if not placed:
            self.resize(*FIRST_SIZE)
        dock, shown = self.figures.dock, self._settings.current.panel_visible
        if not docked:
            self.resizeDocks([dock], [PANEL_WIDTH], Qt.Orientation.Horizontal)
        dock.setVisible(shown)
        self.header.set_panel_shown(shown)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Announce the first frame."""
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            self.painted.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome files."""
        if self._intake.dropped_paths(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open or attach what was dropped."""
        self._intake.bring(self._intake.dropped_paths(event.mimeData()))
        event.acceptProposedAction()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep geometry and panel for the next start."""
        window_state.keep(self, self._settings)
        super().closeEvent(event)
