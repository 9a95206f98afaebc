"""The files that go with the next question: being read, counted, ready."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal, Slot

from app.core.attachments import Attachment, estimated_tokens, fenced, shown_name
from app.core.events import CountRequest, TokensCounted
from app.ui.notice import Notice
from app.ui.pair_controller import PairController, Ready
from app.ui.wording import count
from app.workers.attachments import AttachmentFiles, ReadFile
from app.workers.inference import Inference

MOST_FILES: Final = 32
COUNTED_CHARACTERS: Final = 1_000_000
"""Of a longer text only an estimate is told: no context holds it, and counting takes seconds."""


@dataclass(slots=True, eq=False)
class Pending:
    """A file of the next question.

    Attributes:
        file: None while it is read. tokens: with its fence, as `exact` or an estimate.
        page, pages: how far a PDF is read; 0 before the first.
    """

    asked: ReadFile
    file: Attachment | None = None
    tokens: int = 0
    exact: bool = False
    page: int = 0
    pages: int = 0
    tag: str = field(default_factory=lambda: uuid.uuid4().hex)

    @property
    def name(self) -> str:
        """What to call it."""
        return shown_name(self.asked.path.name) if self.file is None else self.file.name


class PendingAttachments(QObject):
    """Reads files on their thread, and has the loaded pair count their tokens.

    Attributes:
        items: in the order they were added.

    Signals:
        changed(): one came, went, was read or counted.
        notice(Notice): a file that cannot be sent, or is not read as one might think.
    """

    changed = Signal()
    notice = Signal(object)

    def __init__(
        self,
        files: AttachmentFiles,
        inference: Inference,
        pairs: PairController,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._files, self._inference, self._pairs = files, inference, pairs
        self.items: list[Pending] = []
        files.progressed.connect(self._progress)
        files.read.connect(self._read)
        files.failed.connect(self._fail)
        inference.counted.connect(self._counted)
        pairs.state_changed.connect(self._recount)

    @property
    def reading(self) -> bool:
        """Whether a file is not read yet."""
        return any(item.file is None for item in self.items)

    @property
    def tokens(self) -> int:
        """Of all files that are read."""
        return sum(item.tokens for item in self.items)

    @property
    def exact(self) -> bool:
        """Whether the loaded pair counted all of them."""
        return all(item.exact for item in self.items)

    def add(self, paths: Sequence[Path]) -> None:
        """Read these files; those beyond the most there can be are left, and that is said."""
        fits = max(0, MOST_FILES - len(self.items))
        if len(paths) > fits:
            words = self.tr("At most {n} files go with a message.").format(n=MOST_FILES)
            self.notice.emit(Notice("error", words, self.tr("The others were left out.")))
        for path in paths[:fits]:
            item = Pending(ReadFile(path))
            self.items.append(item)
            self._files.ask(item.asked)
        self.changed.emit()

    def remove(self, item: Pending) -> None:
        """Leave a file out; if it is being read, that ends."""
        item.asked.cancel.set()
        if item in self.items:
            self.items.remove(item)
            self.changed.emit()

    def take(self) -> tuple[tuple[tuple[str, str], ...], str]:
        """Return (name, text) of each file that is read, and the line that tells of them.

        They are no longer pending then.
        """
        ready = [item for item in self.items if item.file is not None]
        files = tuple((item.file.name, item.file.text) for item in ready if item.file is not None)
        note = "  ·  ".join(f"{item.name}, {self.tokens_words(item)}" for item in ready)
        if ready:
            self.items = [item for item in self.items if item.file is None]
            self.changed.emit()
        return files, note

    def tokens_words(self, item: Pending) -> str:
        """Say how many tokens a file has, and whether that is an estimate."""
        words = self.tr("{n} tokens") if item.exact else self.tr("about {n} tokens")
        return words.format(n=count(item.tokens))

    def _of(self, asked: ReadFile) -> Pending | None:
        return next((item for item in self.items if item.asked is asked), None)

    @Slot(object, int, int)
    def _progress(self, asked: ReadFile, page: int, pages: int) -> None:
        if (item := self._of(asked)) is not None:
            item.page, item.pages = page, pages
            self.changed.emit()

    @Slot(object, object)
    def _read(self, asked: ReadFile, file: Attachment) -> None:
        item = self._of(asked)
        if item is None:
            return
        item.file = file
        item.tokens = estimated_tokens(fenced(file.name, file.text))
        self._count(item)
        if file.note:
            self.notice.emit(Notice("info", f"{file.name}: {file.note}"))
        self.changed.emit()

    @Slot(object, str, str)
    def _fail(self, asked: ReadFile, title: str, hint: str) -> None:
        if (item := self._of(asked)) is not None:
            self.remove(item)
            self.notice.emit(Notice("error", title, hint))

    def _count(self, item: Pending) -> None:
        if item.file is None or len(item.file.text) > COUNTED_CHARACTERS:
            return
        text = fenced(item.file.name, item.file.text)
        self._inference.count(CountRequest(item.tag, (text,)))

    @Slot(object)
    def _counted(self, counted: TokensCounted) -> None:
        for item in self.items:
            if item.tag == counted.tag:
                item.tokens, item.exact = counted.counts[0], True
                self.changed.emit()

    @Slot(object)
    def _recount(self, state: object) -> None:
        """Another pair has another vocabulary."""
        if isinstance(state, Ready):
            for item in self.items:
                item.exact = False
                self._count(item)
            if self.items:
                self.changed.emit()
