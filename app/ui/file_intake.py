"""Files the user brings: dialogs, drops, the recent list, a second start's arguments."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from app.ui.notice import Action, Notice
from app.ui.pair_controller import PairController
from app.workers.gguf_files import FileReport, GgufFiles

TRACE_SUFFIX = ".json"


class FileIntake(QObject):
    """Loads targets and drafters, and offers a drafter that lies beside its target.

    Signals:
        notice(Notice): something to tell: an offer, or a file that cannot be used.
        trace_brought(Path): a trace is to be shown.
    """

    notice = Signal(object)
    trace_brought = Signal(object)

    def __init__(
        self, pairs: PairController, files: GgufFiles, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._pairs = pairs
        self._files = files
        self._brought: set[Path] = set()
        files.inspected.connect(self._take)

    def ask_target(self, window: QWidget) -> None:
        """Open a target with the system's dialog."""
        path = self._ask(window, self.tr("Open target"))
        if path is not None:
            self.open_target(path)

    def ask_drafter(self, window: QWidget) -> None:
        """Open a drafter for the current target with the system's dialog."""
        path = self._ask(window, self.tr("Open drafter"))
        if path is not None:
            self._pairs.open_drafter(path)

    def _ask(self, window: QWidget, title: str) -> Path | None:
        spec = self._pairs.current_spec
        start = str(spec.target.parent) if spec is not None else ""
        name, _ = QFileDialog.getOpenFileName(window, title, start, self.tr("Models (*.gguf)"))
        return Path(name) if name else None

    def open_target(self, path: Path) -> None:
        """Load this target alone; a drafter beside it is offered."""
        self._pairs.open_pair(path, None)
        self._files.inspect(path)

    def bring(self, paths: Sequence[Path]) -> None:
        """Find out what these files are and load them: a target, a drafter for it, a trace."""
        for path in paths:
            if path.suffix.lower() == TRACE_SUFFIX:
                self.trace_brought.emit(path)
            else:
                self._brought.add(path)
                self._files.inspect(path)

    @staticmethod
    def dropped_paths(data: QMimeData) -> list[Path]:
        """Return the GGUF files and traces in what is being dragged."""
        names = [url.toLocalFile() for url in data.urls() if url.isLocalFile()]
        return [Path(name) for name in names if name.lower().endswith((".gguf", TRACE_SUFFIX))]

    @Slot(object)
    def _take(self, report: FileReport) -> None:
        brought = report.path in self._brought
        self._brought.discard(report.path)
        match report.kind:
            case "unusable" if brought:
                self.notice.emit(Notice("error", report.title, report.hint))
            case "drafter" if brought:
                self._pairs.open_drafter(report.path)
            case "target":
                if brought:
                    self._pairs.open_pair(report.path, None)
                if report.drafters:
                    self._offer(report.path, report.drafters[0])

    def _offer(self, target: Path, drafter: Path) -> None:
        spec = self._pairs.current_spec
        if spec is None or spec.target != target or spec.drafter is not None:
            return
        self.notice.emit(
            Notice(
                "info",
                self.tr("A drafter for this target lies beside it."),
                self.tr("{name} can guess ahead, so answers may come faster.").format(
                    name=drafter.name
                ),
                (Action(self.tr("Use it"), lambda: self._pairs.open_pair(target, drafter)),),
            )
        )
