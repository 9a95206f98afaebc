"""The files of the next question above the composer, and whether they fit."""

from collections.abc import Callable

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.ui.attachments.chip import Chip
from app.ui.attachments.flow_layout import FlowLayout
from app.ui.attachments.pending import Pending, PendingAttachments
from app.ui.wording import count, size


class AttachmentTray(QWidget):
    """Mirrors PendingAttachments; unseen while there are none.

    Attributes:
        chips: in the order of the files. line: what they take of the context.
        room: returns (tokens used by the conversation, tokens the context holds), 0 for unknown.
    """

    def __init__(self, pending: PendingAttachments, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Attached files"))
        self._pending = pending
        self._chips: dict[Pending, Chip] = {}
        self.room: Callable[[], tuple[int, int]] = lambda: (0, 0)
        self._row = QWidget(self)
        self._flow = FlowLayout(self._row)
        self.line = QLabel(self)
        self.line.setObjectName("attachmentLine")
        self.line.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._row)
        column.addWidget(self.line)
        pending.changed.connect(self.refresh)
        self.refresh()

    @property
    def chips(self) -> list[Chip]:
        """Those that are shown."""
        return [self._chips[item] for item in self._pending.items]

    @Slot()
    def refresh(self) -> None:
        """Show what is pending now."""
        items = self._pending.items
        for item in [gone for gone in self._chips if gone not in items]:
            self._drop(item)
        for item in items:
            chip = self._chips.get(item) or self._made(item)
            chip.set_words(item.name, self._facts(item))
        self._flow.invalidate()
        self._row.updateGeometry()
        self.setVisible(bool(items))
        self._refresh_line()

    def _made(self, item: Pending) -> Chip:
        chip = self._chips[item] = Chip(self._row)
        chip.remove_wanted.connect(lambda: self._pending.remove(item))
        self._flow.addWidget(chip)
        chip.show()
        return chip

    def _drop(self, item: Pending) -> None:
        chip = self._chips.pop(item)
        if chip.button.hasFocus():
            # The keyboard goes on to the next one, or to what comes behind the tray.
            chip.focusNextChild()
        self._flow.removeWidget(chip)
        chip.hide()
        chip.deleteLater()

    def _facts(self, item: Pending) -> str:
        if item.file is not None:
            return f"{size(item.file.size)}  ·  {self._pending.tokens_words(item)}"
        if item.pages:
            words = self.tr("reading page {n} of {total}")
            return words.format(n=count(item.page), total=count(item.pages))
        return self.tr("reading")

    def _refresh_line(self) -> None:
        used, capacity = self.room()
        words, over = self._fit_words(used, capacity)
        self.line.setText(words)
        self.line.setVisible(bool(words))
        self.line.setProperty("over", over)
        self.line.style().unpolish(self.line)
        self.line.style().polish(self.line)

    def _fit_words(self, used: int, capacity: int) -> tuple[str, bool]:
        """Return what to say of the room there is, and whether it is too little."""
        tokens = self._pending.tokens
        if not capacity or not tokens:
            return "", False
        n = count(tokens) if self._pending.exact else self.tr("about {n}").format(n=count(tokens))
        if tokens >= capacity:
            words = self.tr(
                "The files have {n} tokens; the context holds {total}. Attach less, or load the "
                "model with a longer context."
            )
            return words.format(n=n, total=count(capacity)), True
        if tokens + used >= capacity:
            words = self.tr(
                "The files have {n} tokens; only {left} of the context's {total} are free in this "
                "conversation. Begin a new one, or attach less."
            )
            left = count(max(0, capacity - used))
            return words.format(n=n, left=left, total=count(capacity)), True
        if len(self._pending.items) < 2:
            return "", False
        return self.tr("{n} tokens in all").format(n=n), False
