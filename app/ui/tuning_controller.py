"""Measures the loaded pair's best settings when asked, and says how far that is."""

import dataclasses
import logging
import threading
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction

from app.core import tunings
from app.core.events import PairLoaded, PairLoadFailed
from app.core.pairs import PairSpec
from app.core.tuning_report import TuningProgress, TuningReport
from app.engine.tuning_run import tune_loaded, tuning_key
from app.ui.chat.controller import ChatController
from app.ui.notice import Action, Notice
from app.ui.pair_controller import Loading, PairController, PairState
from app.workers.inference import Inference
from app.workers.measurement import Measurement, MeasurementEnded, MeasurementStep

log = logging.getLogger(__name__)


class TuningController(QObject):
    """At most one measurement, never beside an answer; the pair is loaded anew with its outcome.

    Attributes:
        measure, forget: what a menu offers.

    Signals:
        notice(Notice): show this.
    """

    notice = Signal(object)

    def __init__(
        self,
        runner: Inference,
        pairs: PairController,
        chat: ChatController,
        tunings_file: Path,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._runner, self._pairs, self._chat = runner, pairs, chat
        self._file = tunings_file
        self._running: Measurement | None = None
        self._report: TuningReport | None = None
        self._loaded: PairLoaded | PairLoadFailed | None = None
        self.measure = QAction(self.tr("Measure best &settings"), self)
        self.measure.setToolTip(
            self.tr("Try threads, attention and weight layouts, and keep what is fastest here.")
        )
        self.forget = QAction(self.tr("&Forget measured settings"), self)
        self.measure.triggered.connect(self._start)
        self.forget.triggered.connect(self._forget)
        runner.measured.connect(self._take)
        pairs.state_changed.connect(self._follow)
        chat.busy_changed.connect(self._refresh)
        self._refresh()

    @Slot()
    def cancel(self) -> None:
        """Give the measurement up; what was kept before stays."""
        if self._running is not None:
            self._running.cancel.set()

    @Slot()
    def _refresh(self) -> None:
        info = self._pairs.info
        free = info is not None and not self._chat.busy and self._running is None
        self.measure.setEnabled(free)
        self.forget.setEnabled(free and info is not None and info.measured is not None)

    @Slot(object)
    def _follow(self, state: PairState) -> None:
        if isinstance(state, Loading):
            self.cancel()  # another pair is wanted
        self._refresh()

    @Slot()
    def _start(self) -> None:
        info = self._pairs.info
        if info is None or self._chat.busy or self._running is not None:
            return
        spec, file = dataclasses.replace(info.spec, cancel=None), self._file
        cancel, closing = threading.Event(), threading.Event()
        self._running = Measurement(
            lambda engine: tune_loaded(engine, spec, file, cancel, closing), cancel, closing
        )
        self._report = self._loaded = None
        self._refresh()
        self._show(TuningProgress(0.0, self.tr("the usual settings")))
        self._runner.measure(self._running)

    @Slot(object)
    def _take(self, event: MeasurementStep | MeasurementEnded) -> None:
        if event.measurement is not self._running:
            return
        if isinstance(event, MeasurementEnded):
            self._end(event)
            return
        match event.value:
            case TuningProgress() as progress:
                self._show(progress)
            case TuningReport() as report:
                self._report = report
            case PairLoaded() | PairLoadFailed() as loaded:
                self._loaded = loaded

    def _show(self, progress: TuningProgress) -> None:
        words = self.tr("Trying {what}").format(what=progress.doing)
        if progress.seconds_left is not None:
            words = self.tr("{words}, about {n} s left").format(
                words=words, n=round(progress.seconds_left)
            )
        stop = Action(self.tr("Cancel"), self.cancel)
        title = self.tr("Measuring the best settings")
        self.notice.emit(Notice("progress", title, words, (stop,), progress.fraction))

    def _end(self, ended: MeasurementEnded) -> None:
        measurement, self._running = self._running, None
        given_up = measurement is not None and measurement.cancel.is_set()
        if self._report is not None:
            note = self._words(self._report)
        else:
            note = self.tr("Measuring was cancelled. Nothing has changed.") if given_up else ""
        if self._loaded is not None:
            self._pairs.reloaded(self._loaded, note)
        if ended.title and not given_up:
            log.warning("measuring failed: %s", ended.title)
            self.notice.emit(Notice("error", ended.title, ended.hint))
        self._refresh()

    def _words(self, report: TuningReport) -> str:
        if not report.measured.tuning.rounds_differently:
            return report.sentence
        return self.tr("{found} Rounding differs: a greedy text may change.").format(
            found=report.sentence
        )

    @Slot()
    def _forget(self) -> None:
        spec: PairSpec | None = self._pairs.current_spec
        if spec is None:
            return
        try:
            tunings.forget(self._file, tuning_key(spec))
        except OSError as problem:
            title = self.tr("What was measured cannot be forgotten.")
            self.notice.emit(Notice("error", title, str(problem)))
            return
        self._pairs.load(spec, self.tr("The usual settings are in force again."))
