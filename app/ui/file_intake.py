"""Files the user brings: dialogs, drops, the recent list, a second start's arguments."""

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QMimeData, QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from app.core.trace_format import FORMAT as TRACE_FORMAT
from app.ui.notice import Action, Notice
from app.ui.pair_controller import PairController
from app.workers.gguf_files import FileReport, GgufFiles

HEAD_BYTES = 4096


class FileIntake(QObject):
    """Loads targets and drafters, and offers a drafter that lies beside its target.

    Signals:
        notice(Notice): something to tell: an offer, or a file that cannot be used.
        trace_brought(Path): a trace is to be shown.
        attachments_brought(list[Path]): files of other kinds, to go with a question.
    """

    notice = Signal(object)
    trace_brought = Signal(object)
    attachments_brought = Signal(object)

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
        """Find out what these files are: a target, a drafter for it, a trace, or to be read.

        A file that is not there is told only if it comes alone: what a model brings goes first.
        """
        attached: list[Path] = []
        for path in paths:
            match kind_of(path):
                case "model":
                    self._brought.add(path)
                    self._files.inspect(path)
                case "trace":
                    self.trace_brought.emit(path)
                case "other":
                    attached.append(path)
        if self._brought:
            attached = [path for path in attached if path.is_file()]
        if attached:
            self.attachments_brought.emit(attached)

    @staticmethod
    def dropped_paths(data: QMimeData) -> list[Path]:
        """Return the files in what is being dragged."""
        return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]

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


def kind_of(path: Path) -> Literal["model", "trace", "other"]:
    """Tell a file's kind from its suffix and its first bytes."""
    if path.suffix.lower() == ".gguf":
        return "model"
    try:
        with path.open("rb") as file:
            head = file.read(HEAD_BYTES)
    except OSError:
        return "other"  # whoever reads it says why not
    if head.startswith(b"GGUF"):
        return "model"
    return "trace" if TRACE_FORMAT.encode() in head else "other"
