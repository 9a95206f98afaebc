"""A line between the conversation and the composer: what is happening, what went wrong, offers."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)


@dataclass(frozen=True, slots=True)
class Action:
    """A button of a notice."""

    label: str
    run: Callable[[], object]


@dataclass(frozen=True, slots=True)
class Notice:
    """What to show.

    Attributes:
        fraction: progress 0 to 1; None for none.
    """

    kind: Literal["info", "error", "progress"]
    title: str
    hint: str = ""
    actions: tuple[Action, ...] = ()
    fraction: float | None = None


class NoticeBar(QFrame):
    """Shows one notice at a time; a newer one takes its place.

    Signals:
        dismissed(): the user closed it.
    """

    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self.notice: Notice | None = None
        self._title = QLabel(self)
        self._title.setObjectName("noticeTitle")
        self._hint = QLabel(self)
        self._hint.setObjectName("muted")
        for label in (self._title, self._hint):
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._bar = QProgressBar(self)
        self._bar.setRange(0, 1000)
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(6)
        self._bar.setAccessibleName(self.tr("Progress"))
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self._title)
        words.addWidget(self._hint)
        words.addWidget(self._bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 12, 12)
        row.setSpacing(16)
        row.addLayout(words, 1)
        row.addLayout(self._buttons)
        self.hide()

    def show_notice(self, notice: Notice) -> None:
        """Show this one."""
        same = self.notice is not None and (
            (self.notice.kind, self.notice.actions) == (notice.kind, notice.actions)
        )
        self.notice = notice
        self._title.setText(notice.title)
        self._hint.setText(notice.hint)
        self._hint.setVisible(bool(notice.hint))
        self._bar.setVisible(notice.fraction is not None)
        self._bar.setValue(round(1000 * (notice.fraction or 0.0)))
        if not (same and notice.kind == "progress"):
            self._rebuild(notice)
        self.setAccessibleName(notice.title)
        self.show()

    def _rebuild(self, notice: Notice) -> None:
        while (item := self._buttons.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for action in notice.actions:
            button = QPushButton(action.label, self)
            button.clicked.connect(lambda _checked=False, run=action.run: run())
            self._buttons.addWidget(button)
        if notice.kind != "progress":
            close = QPushButton(self.tr("Dismiss"), self)
            close.setFlat(True)
            close.clicked.connect(self.dismiss)
            self._buttons.addWidget(close)
        self.setProperty("kind", notice.kind)
        self.style().unpolish(self)
        self.style().polish(self)
        self.style().unpolish(self._title)
        self.style().polish(self._title)

    @Slot()
    def dismiss(self) -> None:
        """Hide the notice."""
        self.clear()
        self.dismissed.emit()

    def clear(self, kind: str | None = None) -> None:
        """Hide the notice, or only one of this kind."""
        if self.notice is not None and kind in (None, self.notice.kind):
            self.notice = None
            self.hide()
