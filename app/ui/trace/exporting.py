"""The trace window's "Save as": asks where to, and shows how far a long export is."""

from collections.abc import Callable, Generator
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog, QMenu, QPushButton, QWidget

from app.core.trace import Trace
from app.core.trace_playback import Pace
from app.ui.notice import Action, Notice, NoticeBar
from app.ui.theme import Theme
from app.ui.trace.exports import export_csv, export_gif, export_pngs
from app.ui.trace.film import Film
from app.ui.trace.stepped_job import SteppedJob
from app.ui.wording import percent
from app.workers.trace_files import TraceFiles


class SaveAs(QPushButton):
    """A button with a menu: the trace itself, a film of it, or a table."""

    def __init__(
        self,
        trace: Trace,
        look: Callable[[], tuple[Pace, Theme]],
        files: TraceFiles,
        bar: NoticeBar,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._trace, self._look, self._files, self._bar = trace, look, files, bar
        self._job: SteppedJob | None = None
        self._target: Path | None = None
        self.setText(self.tr("&Save as"))
        menu = QMenu(self)
        for words, run in (
            (self.tr("&Trace…"), self._save_trace),
            (self.tr("Animated &GIF…"), self._save_gif),
            (self.tr("&PNG pictures…"), self._save_pngs),
            (self.tr("Table (&CSV)…"), self._save_csv),
        ):
            menu.addAction(words).triggered.connect(run)
        self.setMenu(menu)
        files.saved.connect(self._tell_saved)
        files.failed.connect(self._tell_unsaved)

    @property
    def active(self) -> bool:
        """Whether an export is under way."""
        return self._job is not None

    @Slot()
    def cancel(self) -> None:
        """Give up the export that is under way."""
        job, self._job = self._job, None
        if job is not None:
            job.cancel()
            job.deleteLater()
            self._bar.clear("progress")
            self.setEnabled(True)

    @Slot()
    def _save_trace(self) -> None:
        path = self._ask(self.tr("Save trace"), "json", self.tr("Traces (*.json)"))
        if path is not None:
            self._target = path
            self._files.save(path, self._trace)

    @Slot()
    def _save_gif(self) -> None:
        path = self._ask(self.tr("Save GIF"), "gif", self.tr("Animated GIF (*.gif)"))
        if path is not None:
            self._run(export_gif(self._film(), path), path)

    @Slot()
    def _save_pngs(self) -> None:
        title = self.tr("Choose a folder for the pictures")
        name = QFileDialog.getExistingDirectory(self, title)
        if name:
            self._run(export_pngs(self._film(), Path(name)), Path(name))

    @Slot()
    def _save_csv(self) -> None:
        path = self._ask(self.tr("Save table"), "csv", self.tr("Tables (*.csv)"))
        if path is not None:
            self._run(export_csv(self._trace, path), path)

    def _film(self) -> Film:
        pace, theme = self._look()
        return Film(self._trace, pace, theme)

    def _ask(self, title: str, suffix: str, kinds: str) -> Path | None:
        return ask_where(self, title, f"{suggested_name(self._trace)}.{suffix}", kinds)

    def _run(self, steps: Generator[float], path: Path) -> None:
        self._target = path
        self._job = SteppedJob(steps, self)
        self._job.progressed.connect(self._tell_progress)
        self._job.done.connect(self._end)
        self._job.failed.connect(self._tell_failed)
        self.setEnabled(False)
        self._tell_progress(0.0, -1.0)

    @Slot(float, float)
    def _tell_progress(self, share: float, seconds_left: float) -> None:
        if self._target is None or self._job is None:
            return
        title = self.tr("Writing {name}").format(name=self._target.name)
        left = self.tr("{n} s left").format(n=round(seconds_left))
        hint = percent(share) + (f", {left}" if seconds_left >= 1 else "")
        cancel = Action(self.tr("Cancel"), self.cancel)
        self._bar.show_notice(Notice("progress", title, hint, (cancel,), share))

    @Slot()
    def _end(self) -> None:
        target = self._target
        self.cancel()
        if target is not None:
            self._tell_saved(target)

    @Slot(object)
    def _tell_saved(self, path: Path) -> None:
        if path == self._target:
            self._target = None
            self._bar.show_notice(Notice("info", self.tr("Saved as {path}.").format(path=path)))

    @Slot(object, str, str)
    def _tell_unsaved(self, path: Path, title: str, hint: str) -> None:
        if path == self._target:
            self._tell_failed(title, hint)

    @Slot(str, str)
    def _tell_failed(self, title: str, hint: str) -> None:
        self._target = None
        self.cancel()
        self._bar.show_notice(Notice("error", title, hint))


def suggested_name(trace: Trace) -> str:
    """Return a file name without suffix, from when the answer began."""
    digits = [letter for letter in trace.started[:16] if letter.isdigit()]
    return "foretoken-" + ("".join(digits) or "trace")


def ask_where(parent: QWidget, title: str, name: str, kinds: str) -> Path | None:
    """Ask for a file to write with the system's dialog; it gets the suffix of `name`."""
    chosen, _ = QFileDialog.getSaveFileName(parent, title, name, kinds)
    if not chosen:
        return None
    path = Path(chosen)
    return path if path.suffix else path.with_suffix(Path(name).suffix)
