"""The race's window: ask, wait, watch both answers side by side, share the outcome."""

import dataclasses
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.core.errors import AppError
from app.core.files import write_whole
from app.core.pairs import PairInfo
from app.core.race import RacePlan, RaceResult
from app.core.race_report import race_page
from app.core.verification import Verify
from app.engine.engine import Engine
from app.engine.race import RaceProgress, RaceRunner
from app.ui.access.motion import show_pulse
from app.ui.measuring import Measuring
from app.ui.pair_controller import PairController, Ready
from app.ui.race import wording
from app.ui.race.picture import race_picture
from app.ui.race.result_view import ResultView
from app.ui.race.setup import RaceSetup
from app.ui.settings.store import SettingsStore
from app.ui.theme_watcher import ThemeWatcher
from app.ui.wording import time_left
from app.workers.measurement import MeasurementEnded

SHARED_SEED = 1
"""Of a sampled race when no seed is set: both entrants need the same."""


class RaceDialog(QDialog):
    """Drives one race at a time through `measuring`."""

    def __init__(
        self,
        measuring: Measuring,
        pairs: PairController,
        settings: SettingsStore,
        themes: ThemeWatcher,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._measuring, self._pairs, self._settings = measuring, pairs, settings
        self._themes = themes
        self._plan: RacePlan | None = None
        self._info: PairInfo | None = None
        self._began = 0.0
        self._result: RaceResult | None = None
        self.setWindowTitle(self.tr("Race"))
        self.setObjectName("race")
        self.resize(940, 680)
        self.setup = RaceSetup(self)
        self.message = QLabel("", self)
        self.message.setObjectName("noticeTitle")
        self.message.setWordWrap(True)
        self.message.setAccessibleName(self.tr("What keeps the race from starting"))
        self.message.hide()
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(6)
        self.bar.setAccessibleName(self.tr("Progress of the race"))
        self.doing = QLabel("", self)
        self.cancel = QPushButton(self.tr("Cancel"), self)
        self.view = ResultView(themes, self)
        self._lay_out()
        self._connect()
        self._take_pair()

    def _lay_out(self) -> None:
        self.pages = QStackedWidget(self)
        self.pages.addWidget(self._hint_page())
        self.pages.addWidget(self._wait_page())
        self.pages.addWidget(self.view)
        line = QFrame(self)
        line.setObjectName("separator")
        line.setFixedHeight(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(self.setup)
        column.addWidget(self.message)
        column.addWidget(line)
        column.addWidget(self.pages, 1)

    def _hint_page(self) -> QWidget:
        page = QWidget(self)
        words = QLabel(
            self.tr(
                "Both answer the same prompt, in turn, a few times: two at once would slow each "
                "other down. Then both are replayed side by side on one clock."
            ),
            page,
        )
        words.setObjectName("muted")
        words.setWordWrap(True)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 8, 0, 0)
        column.addWidget(words)
        column.addStretch(1)
        return page

    def _wait_page(self) -> QWidget:
        page = QWidget(self)
        row = QHBoxLayout()
        row.addWidget(self.doing, 1)
        row.addWidget(self.cancel)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(self.bar)
        column.addStretch(1)
        return page

    def _connect(self) -> None:
        self.setup.start_requested.connect(self.start)
        self.setup.changed.connect(self._clear_message)
        self.cancel.clicked.connect(self._measuring.cancel)
        self.view.save_page.clicked.connect(self._ask_page)
        self.view.save_picture.clicked.connect(self._ask_picture)
        self._measuring.stepped.connect(self._step)
        self._measuring.ended.connect(self._end)
        self._pairs.state_changed.connect(self._take_pair)
        QShortcut(QKeySequence("Ctrl+Return"), self, self.start)

    @Slot()
    def _take_pair(self) -> None:
        if self._plan is not None:
            return
        state = self._pairs.state
        info = state.info if isinstance(state, Ready) else None
        if info != self._info or info is None:
            self._info = info
            self.setup.set_pair(info, self._settings.current.depth or None)

    @Slot()
    def start(self) -> None:
        """Run the race that is asked for, or say why not."""
        obstacle = self._measuring.obstacle
        if obstacle:
            self._say(obstacle)
            return
        sampling = self._settings.sampling
        if not sampling.greedy and sampling.seed is None:
            sampling = dataclasses.replace(sampling, seed=SHARED_SEED)
        try:
            plan = self.setup.plan(sampling, Verify(self._settings.current.verify))
        except AppError as problem:
            self._say(f"{problem.title} {problem.hint}")
            return
        self._plan, self._began = plan, time.monotonic()
        self.setup.setEnabled(False)
        show_pulse(self.bar)
        self.doing.setText(wording.under_way(None, None, 0, 0))
        self.pages.setCurrentIndex(1)
        self.cancel.setFocus()
        self._measuring.start(self.tr("A race"), _steps(plan, self._info))

    @Slot(object)
    def _step(self, value: object) -> None:
        plan = self._plan
        if plan is None:
            return
        match value:
            case RaceProgress():
                self._show_progress(plan, value)
            case RaceResult():
                self._result = value
            case _:
                pass

    def _show_progress(self, plan: RacePlan, step: RaceProgress) -> None:
        self.bar.setRange(0, max(1, step.total))
        self.bar.setValue(step.done)
        entrant = None if step.entrant is None else plan.entrants[step.entrant]
        words = wording.under_way(self._info, entrant, step.repeat, plan.repeats)
        elapsed = time.monotonic() - self._began
        left = elapsed * (step.total - step.done) / step.done if step.repeat >= 0 else 0.0
        rest = time_left(left)
        self.doing.setText(f"{words}, {rest}" if rest else words)

    @Slot(object)
    def _end(self, event: MeasurementEnded) -> None:
        if self._plan is None:
            return
        self._plan = None
        self.setup.setEnabled(True)
        self.setup.start.setFocus()
        result, self._result = self._result, None
        if event.title:
            self._say(f"{event.title} {event.hint}")
        if result is not None:
            self.view.show_result(result)
            self.pages.setCurrentWidget(self.view)
        else:
            self.pages.setCurrentIndex(0 if self.view.result is None else 2)
        self._take_pair()

    def _say(self, words: str) -> None:
        self.message.setText(words)
        self.message.show()

    @Slot()
    def _clear_message(self) -> None:
        self.message.hide()

    @Slot()
    def _ask_page(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save the report"), "race.html", self.tr("Web page (*.html)")
        )
        if name:
            self.save_page(Path(name))

    @Slot()
    def _ask_picture(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save the picture"), "race.png", self.tr("Picture (*.png)")
        )
        if name:
            self.save_picture(Path(name))

    def save_page(self, path: Path) -> None:
        """Write the report there, or say why not."""
        result = self.view.result
        if result is not None:
            self._save(path, lambda: write_whole(path, race_page(result)))

    def save_picture(self, path: Path) -> None:
        """Write the picture there, or say why not."""
        result = self.view.result
        if result is not None:
            self._save(path, lambda: _write_picture(result, self._themes, path))

    def _save(self, path: Path, write: Callable[[], None]) -> None:
        try:
            write()
        except OSError as problem:
            reason = problem.strerror or str(problem)
            words = self.tr("{file} cannot be written: {reason}. Choose another place.")
            self._say(words.format(file=path.name, reason=reason))
        else:
            self._say(self.tr("Saved: {file}").format(file=path.name))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Give up what is measured: nobody would see it."""
        if self._plan is not None:
            self._measuring.cancel()
        self.view.replay.stop()
        super().closeEvent(event)


def _steps(
    plan: RacePlan, info: PairInfo | None
) -> Callable[[Engine, threading.Event], Iterator[object]]:
    return lambda engine, cancel: RaceRunner(engine, plan, cancel, info).run()


def _write_picture(result: RaceResult, themes: ThemeWatcher, path: Path) -> None:
    if not race_picture(result, themes.theme).save(str(path)):
        raise OSError("the picture could not be stored there")
