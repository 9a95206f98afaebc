"""The middle of the window: conversation, notice and composer in one column."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.ui.chat.composer import Composer
from app.ui.chat.controller import ChatController
from app.ui.chat.conversation import Entry
from app.ui.chat.empty_state import EmptyState
from app.ui.chat.transcript import COLUMN_WIDTH, SIDE_MARGIN, Transcript
from app.ui.notice import NoticeBar
from app.ui.theme import ThemeWatcher


class ChatView(QWidget):
    """Mirrors one conversation."""

    def __init__(
        self,
        chat: ChatController,
        themes: ThemeWatcher,
        examples: Sequence[str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("chat")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._chat, self._themes = chat, themes
        self.transcript = Transcript(themes.theme, self)
        self.empty = EmptyState(examples, self)
        self.notice = NoticeBar(self)
        self.composer = Composer(self)
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self.empty)
        self._pages.addWidget(self.transcript)
        self._lay_out()
        self.composer.submitted.connect(chat.submit)
        self.composer.stop_requested.connect(chat.stop)
        self.empty.chosen.connect(chat.submit)
        chat.entry_added.connect(self._add)
        chat.answer_grew.connect(self.transcript.grow)
        chat.answer_ended.connect(self.transcript.finish)
        chat.cleared.connect(self._clear)
        chat.busy_changed.connect(self.composer.set_busy)
        chat.held_changed.connect(self.composer.set_held)
        themes.changed.connect(self._retheme)

    def _lay_out(self) -> None:
        column = QWidget(self)
        column.setMaximumWidth(COLUMN_WIDTH + 2 * SIDE_MARGIN)
        lines = QVBoxLayout(column)
        lines.setContentsMargins(SIDE_MARGIN, 8, SIDE_MARGIN, 16)
        lines.setSpacing(8)
        lines.addWidget(self.notice)
        lines.addWidget(self.composer)
        centred = QHBoxLayout()
        centred.addStretch(1)
        centred.addWidget(column, 1000)
        centred.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._pages, 1)
        outer.addLayout(centred)
        self.setMinimumWidth(420)

    @Slot(object)
    def _add(self, entry: Entry) -> None:
        self._pages.setCurrentWidget(self.transcript)
        self.transcript.add(entry)
        self.transcript.scroll_to_bottom()

    @Slot()
    def _clear(self) -> None:
        self.transcript.clear_entries()
        self._pages.setCurrentWidget(self.empty)
        self.composer.edit.setFocus()

    @Slot(object)
    def _retheme(self) -> None:
        self.transcript.set_theme(self._themes.theme, self._chat.conversation.entries)
