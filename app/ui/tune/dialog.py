"""The tuner's window: choose kinds of text, watch the table fill, use what is best."""

import threading
import time
from collections.abc import Callable, Iterator

from PySide6.QtCore import Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from app.core.errors import AppError
from app.core.pairs import PairInfo
from app.core.prompt_kinds import PromptKind, prompt_kinds
from app.core.sweep import SweepPlan, SweepResult, ways_of
from app.core.sweep_choice import chosen_settings, taught
from app.core.verification import Verify
from app.engine.engine import Engine
from app.engine.sweep import SweepProgress, SweepRunner
from app.ui.measuring import Measuring
from app.ui.pair_controller import PairController
from app.ui.settings.store import SettingsStore
from app.ui.theme_watcher import ThemeWatcher
from app.ui.tune import wording
from app.ui.tune.heat_map import HeatMap
from app.ui.wording import kind_name, time_left
from app.workers.measurement import MeasurementEnded


class TuneDialog(QDialog):
    """Drives one sweep at a time through `measuring`."""

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
        self._running = False
        self._began = 0.0
        self.swept: SweepResult | None = None
        self.setWindowTitle(self.tr("Tune"))
        self.setObjectName("tune")
        self.resize(900, 620)
        self.kinds = {kind.name: QCheckBox(kind_name(kind.name), self) for kind in prompt_kinds()}
        self.repeats, self.tokens = QSpinBox(self), QSpinBox(self)
        self.start = QPushButton(self.tr("Start"), self)
        self.start.setObjectName("primary")
        self.cancel = QPushButton(self.tr("Cancel"), self)
        self.use = QPushButton(self.tr("Use this"), self)
        self.verdict, self.words = QLabel("", self), QLabel("", self)
        self.marks = QLabel(
            self.tr(
                "Multiples of plain decoding. ▲ faster, ▼ slower in every repeat; ★ the fastest "
                "of its column, plain decoding unless another is clearly faster."
            ),
            self,
        )
        self.bar = QProgressBar(self)
        self.table = HeatMap(themes.theme, self)
        self._name_parts()
        self._lay_out()
        self.start.clicked.connect(self.begin)
        self.cancel.clicked.connect(measuring.cancel)
        self.use.clicked.connect(self.use_chosen)
        self.table.currentCellChanged.connect(self._refresh_use)
        measuring.stepped.connect(self._step)
        measuring.ended.connect(self._end)
        themes.changed.connect(lambda: self.table.set_theme(themes.theme))
        self._show_running(running=False)

    def _name_parts(self) -> None:
        for box in self.kinds.values():
            box.setChecked(True)
        for number, name, low, high, value in (
            (self.repeats, self.tr("Repeats"), 1, 20, 3),
            (self.tokens, self.tr("Tokens of each answer"), 2, 2048, 96),
        ):
            number.setRange(low, high)
            number.setValue(value)
            number.setAccessibleName(name)
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(6)
        self.bar.setAccessibleName(self.tr("Progress of the measurement"))
        self.verdict.setObjectName("bigFigure")
        font = self.verdict.font()
        font.setPointSizeF(font.pointSizeF() * 1.4)
        font.setBold(True)
        self.verdict.setFont(font)
        self.verdict.setAccessibleName(self.tr("Verdict"))
        self.words.setObjectName("muted")
        self.marks.setObjectName("muted")
        for label in (self.verdict, self.words, self.marks):
            label.setWordWrap(True)
        self.use.setToolTip(
            self.tr(
                "Answer this way from now on. The automatic depth starts from the chosen depth and "
                "the times measured here, and goes on adapting."
            )
        )

    def _lay_out(self) -> None:
        boxes = QGridLayout()
        boxes.setHorizontalSpacing(16)
        boxes.setVerticalSpacing(4)
        for index, box in enumerate(self.kinds.values()):
            boxes.addWidget(box, index // 4, index % 4)
        numbers = QHBoxLayout()
        numbers.setSpacing(8)
        for words, number in (
            (self.tr("&Repeats"), self.repeats),
            (self.tr("&Tokens"), self.tokens),
        ):
            label = QLabel(words, self)
            label.setBuddy(number)
            numbers.addWidget(label)
            numbers.addWidget(number)
            numbers.addSpacing(16)
        numbers.addStretch(1)
        numbers.addWidget(self.cancel)
        numbers.addWidget(self.start)
        said = QHBoxLayout()
        said.setSpacing(16)
        said.addWidget(self.words, 1)
        said.addWidget(self.use)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addLayout(boxes)
        column.addLayout(numbers)
        column.addWidget(self.bar)
        column.addWidget(self.verdict)
        column.addLayout(said)
        column.addWidget(self.table, 1000)
        column.addWidget(self.marks)
        column.addStretch(1)

    def _kinds(self) -> tuple[PromptKind, ...]:
        """Return the chosen kinds, one prompt each: repeats tell the noise, not more prompts."""
        return tuple(
            PromptKind(kind.name, kind.prompts[:1])
            for kind in prompt_kinds()
            if self.kinds[kind.name].isChecked()
        )

    @Slot()
    def begin(self) -> None:
        """Measure, or say why not."""
        info, obstacle = self._pairs.info, self._measuring.obstacle
        if obstacle or info is None:
            self.words.setText(obstacle)
            return
        try:
            plan = SweepPlan(
                self._kinds(),
                ways_of(info),
                self.tokens.value(),
                self.repeats.value(),
                self._settings.sampling,
                Verify(self._settings.current.verify),
            )
        except AppError as problem:
            self.words.setText(f"{problem.title} {problem.hint}")
            return
        self.swept, self._began = None, time.monotonic()
        self.verdict.setText("")
        self._show_running(running=True)
        self.cancel.setFocus()
        self._measuring.start(self.tr("Every depth"), _steps(plan, info))

    def _show_running(self, *, running: bool) -> None:
        self._running = running
        for part in (*self.kinds.values(), self.repeats, self.tokens, self.start):
            part.setEnabled(not running)
        self.cancel.setVisible(running)
        self.bar.setVisible(running)
        self._show_table()
        if self.swept is None and not running and not self.words.text():
            self.words.setText(
                self.tr(
                    "Each way answers one prompt of each kind, in turn, and is compared with plain "
                    "decoding. Cancelling keeps what is measured until then."
                )
            )
        self._refresh_use()

    def _show_table(self) -> None:
        for part in (self.verdict, self.table, self.marks):
            part.setVisible(self.swept is not None)

    @Slot()
    def _refresh_use(self) -> None:
        self.use.setVisible(self.swept is not None)
        self.use.setEnabled(not self._running and self.table.chosen is not None)

    @Slot(object)
    def _step(self, value: object) -> None:
        if not self._running:
            return
        match value:
            case SweepProgress():
                self._show_progress(value)
            case SweepResult():
                self.swept = value
                self.table.show_result(value, {n: box.text() for n, box in self.kinds.items()})
                self._show_table()
                self._refresh_use()
            case _:
                pass

    def _show_progress(self, step: SweepProgress) -> None:
        self.bar.setRange(0, step.total)
        self.bar.setValue(step.done)
        elapsed = time.monotonic() - self._began
        left = time_left(elapsed * (step.total - step.done) / step.done) if step.done else ""
        words = self.tr("{way} on {kind}").format(
            way=wording.way_name(step.way), kind=self.kinds[step.kind].text()
        )
        self.words.setText(f"{words}, {left}" if left else words)

    @Slot(object)
    def _end(self, event: MeasurementEnded) -> None:
        if not self._running:
            return
        self.words.setText(f"{event.title} {event.hint}".strip())
        self._show_running(running=False)
        result = self.swept
        if result is None:
            self.start.setFocus()
            return
        self.verdict.setText(wording.verdict(result))
        names = {name: box.text() for name, box in self.kinds.items()}
        if not event.title:
            self.words.setText(wording.exceptions(result, names))
        self.table.choose(result.best())
        self.use.setFocus()

    @Slot()
    def use_chosen(self) -> None:
        """Answer by the selected way from now on."""
        result, way = self.swept, self.table.chosen
        if result is None or way is None:
            return
        known = taught(result, way)
        if known is not None:
            try:
                self._measuring.teach(*known)
            except OSError as problem:
                words = self.tr("The profile cannot be written: {reason}.")
                self.words.setText(words.format(reason=problem.strerror or str(problem)))
                return
        self._settings.replace(chosen_settings(self._settings.current, way))
        spec = self._pairs.current_spec
        if known is not None and spec is not None:
            # What was taught is read when the pair is loaded.
            self._pairs.load(spec)
        self.words.setText(self.tr("In use: {way}").format(way=wording.way_name(way)))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Give up what is measured: nobody would see it."""
        if self._running:
            self._measuring.cancel()
        super().closeEvent(event)


def _steps(
    plan: SweepPlan, info: PairInfo
) -> Callable[[Engine, threading.Event], Iterator[object]]:
    return lambda engine, cancel: SweepRunner(engine, info, plan, cancel).run()
