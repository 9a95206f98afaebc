"""Traces in the main window: the last answer is recorded, replayed and saved, others are opened."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from app.core.events import TurnEvent
from app.core.machine import Machine
from app.core.trace import Trace, TraceRecorder, started_now
from app.core.trace_file import portable
from app.engine.machine import this_machine
from app.ui.chat.controller import ChatController
from app.ui.notice import Notice
from app.ui.pair_controller import PairController
from app.ui.theme_watcher import ThemeWatcher
from app.ui.trace.exporting import ask_where, suggested_name
from app.ui.trace.viewer import TraceViewer
from app.workers.trace_files import TraceFiles


class TraceMenu(QObject):
    """Entries of the File menu and the windows they open.

    Attributes:
        viewers: the trace windows that are open.

    Signals:
        notice(Notice): something to tell: a file that cannot be opened, one that is written.
    """

    notice = Signal(object)

    def __init__(
        self,
        chat: ChatController,
        pairs: PairController,
        files: TraceFiles,
        themes: ThemeWatcher,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._chat, self._pairs, self._files, self._themes = chat, pairs, files, themes
        self._window = window
        self._machine: Machine | None = None
        self._recorder: TraceRecorder | None = None
        self._awaited: set[Path] = set()
        self.viewers: list[TraceViewer] = []
        self.replay = self._action(self.tr("Repla&y the last answer…"), "Ctrl+Shift+Y")
        self.save = self._action(self.tr("Save tr&ace of the last answer…"), "Ctrl+Shift+S")
        self.open = self._action(self.tr("Open t&race…"), "Ctrl+Alt+O")
        self.replay.triggered.connect(self._replay)
        self.save.triggered.connect(self._save)
        self.open.triggered.connect(self._ask)
        chat.turn_started.connect(self._begin)
        chat.turn_events.connect(self._take)
        chat.busy_changed.connect(self._enable)
        files.opened.connect(self._show_opened)
        files.saved.connect(self._tell_saved)
        files.failed.connect(self._tell_failed)
        self._enable()

    def _action(self, words: str, keys: str) -> QAction:
        action = QAction(words, self)
        action.setShortcut(keys)
        return action

    def join(self, menu: QMenu) -> None:
        """Stand in this menu, above its last group."""
        before = [action for action in menu.actions() if action.isSeparator()][-1]
        menu.insertSeparator(before)
        menu.insertActions(before, [self.replay, self.save, self.open])

    @property
    def last(self) -> Trace | None:
        """The last answer as far as it came, None before the first round."""
        recorder = self._recorder
        return None if recorder is None or recorder.empty else recorder.trace()

    @Slot(str)
    def _begin(self, turn_id: str) -> None:
        info, request = self._pairs.info, self._chat.last_request
        if info is None or request.turn_id != turn_id:
            return
        self._machine = self._machine or replace(this_machine(), load=None)
        self._recorder = TraceRecorder(started_now(), info, request, self._machine)
        self._enable()

    @Slot(object)
    def _take(self, events: tuple[TurnEvent, ...]) -> None:
        if self._recorder is not None:
            self._recorder.take(events)

    @Slot()
    def _enable(self) -> None:
        recorder = self._recorder
        there = recorder is not None and not recorder.empty and not self._chat.busy
        self.replay.setEnabled(there)
        self.save.setEnabled(there)

    @Slot()
    def _replay(self) -> None:
        if (trace := self.last) is not None:
            self._show(portable(trace))

    @Slot()
    def _save(self) -> None:
        trace = self.last
        if trace is None:
            return
        name = f"{suggested_name(trace)}.json"
        title, kinds = self.tr("Save trace of the last answer"), self.tr("Traces (*.json)")
        path = ask_where(self._window, title, name, kinds)
        if path is not None:
            self._awaited.add(path)
            self._files.save(path, trace)

    @Slot()
    def _ask(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self._window, self.tr("Open trace"), "", self.tr("Traces (*.json)")
        )
        if name:
            self.open_file(Path(name))

    @Slot(object)
    def open_file(self, path: Path) -> None:
        """Show the trace in this file, or say why not."""
        self._awaited.add(path)
        self._files.open(path)

    @Slot(object, object)
    def _show_opened(self, path: Path, trace: Trace) -> None:
        self._awaited.discard(path)
        self._show(trace)

    def _show(self, trace: Trace) -> None:
        viewer = TraceViewer(trace, self._themes, self._files, self._window)
        self.viewers.append(viewer)
        viewer.destroyed.connect(lambda: self._forget(viewer))
        viewer.show()

    def _forget(self, viewer: TraceViewer) -> None:
        if viewer in self.viewers:
            self.viewers.remove(viewer)

    @Slot(object)
    def _tell_saved(self, path: Path) -> None:
        if path in self._awaited:
            self._awaited.discard(path)
            words = self.tr("The trace is saved as {path}.").format(path=path)
            self.notice.emit(Notice("info", words))

    @Slot(object, str, str)
    def _tell_failed(self, path: Path, title: str, hint: str) -> None:
        if path in self._awaited:
            self._awaited.discard(path)
            self.notice.emit(Notice("error", title, hint))
