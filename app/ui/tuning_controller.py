"""Measures the loaded pair's best settings when asked, and says how far that is."""

import dataclasses
import logging
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction

from app.core import tunings
from app.core.pairs import PairSpec
from app.core.tuning_report import TuningProgress, TuningReport
from app.engine.tuning_key import tuning_key
from app.engine.tuning_run import measure_tuning
from app.ui.chat.controller import ChatController
from app.ui.measuring import Measuring
from app.ui.notice import Action, Notice
from app.ui.pair_controller import Loading, PairController
from app.workers.measurement import MeasurementEnded

log = logging.getLogger(__name__)


class TuningController(QObject):
    """Measures, never beside an answer, and has the pair loaded anew with the outcome.

    Attributes:
        measure, forget: what a menu offers.

    Signals:
        notice(Notice): show this.
    """

    notice = Signal(object)

    def __init__(
        self,
        measuring: Measuring,
        pairs: PairController,
        chat: ChatController,
        tunings_file: Path,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._measuring, self._pairs = measuring, pairs
        self._file = tunings_file
        self._measured: PairSpec | None = None
        self._report: TuningReport | None = None
        self.measure = QAction(self.tr("Measure best &settings"), self)
        self.measure.setToolTip(
            self.tr("Try threads, attention and weight layouts, and keep what is fastest here.")
        )
        self.forget = QAction(self.tr("&Forget measured settings"), self)
        self.measure.triggered.connect(self._start)
        self.forget.triggered.connect(self._forget)
        measuring.stepped.connect(self._take)
        measuring.ended.connect(self._end)
        for changes in (measuring.began, pairs.state_changed, chat.busy_changed):
            changes.connect(self._refresh)
        self._refresh()

    @Slot()
    def _refresh(self) -> None:
        free, info = not self._measuring.obstacle, self._pairs.info
        self.measure.setEnabled(free)
        self.forget.setEnabled(free and info is not None and info.measured is not None)

    @Slot()
    def _start(self) -> None:
        info = self._pairs.info
        if info is None or self._measuring.obstacle:
            return
        spec, file = dataclasses.replace(info.spec, cancel=None), self._file
        self._measured, self._report = spec, None
        self._measuring.start(
            self.tr("What is fastest here"),
            lambda engine, cancel: measure_tuning(engine, spec, file, cancel),
        )

    @Slot(object)
    def _take(self, value: object) -> None:
        match value:
            case TuningProgress() as progress:
                self._show(progress)
            case TuningReport() as report:
                self._report = report
            case _:
                pass  # someone else's

    def _show(self, progress: TuningProgress) -> None:
        words = self.tr("Trying {what}").format(what=progress.doing)
        if progress.seconds_left is not None:
            words = self.tr("{words}, about {n} s left").format(
                words=words, n=round(progress.seconds_left)
            )
        stop = Action(self.tr("Cancel"), self._measuring.cancel)
        title = self.tr("Measuring the best settings")
        self.notice.emit(Notice("progress", title, words, (stop,), progress.fraction))

    @Slot(object)
    def _end(self, ended: MeasurementEnded) -> None:
        spec, self._measured = self._measured, None
        if spec is not None and not isinstance(self._pairs.state, Loading):
            self._load_again(spec, ended)
        self._refresh()

    def _load_again(self, spec: PairSpec, ended: MeasurementEnded) -> None:
        """Load the pair, with what was found or as before: the last trial's is loaded now."""
        cancelled = ended.measurement.cancel.is_set()
        note = self.tr("Measuring was cancelled. Nothing has changed.") if cancelled else ""
        self._pairs.load(spec, self._words(self._report) if self._report is not None else note)
        if ended.title and not cancelled:
            log.warning("measuring failed: %s", ended.title)
            self.notice.emit(Notice("info", ended.title, ended.hint))

    def _words(self, report: TuningReport) -> str:
        if not report.measured.tuning.rounds_differently:
            return report.sentence
        return self.tr("{found} Rounding differs: a greedy text may change.").format(
            found=report.sentence
        )

    @Slot()
    def _forget(self) -> None:
        spec = self._pairs.current_spec
        if spec is None:
            return
        try:
            tunings.forget(self._file, tuning_key(spec))
        except OSError as problem:
            title = self.tr("What was measured cannot be forgotten.")
            self.notice.emit(Notice("error", title, str(problem)))
            return
        self._pairs.load(spec, self.tr("The usual settings are in force again."))
