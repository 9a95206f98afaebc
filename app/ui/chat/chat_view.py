"""The middle of the window: conversation, notice and composer in one column."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from app.ui.chat.composer import Composer
from app.ui.chat.controller import ChatController
from app.ui.chat.conversation import Entry
from app.ui.chat.editing import Editing
from app.ui.chat.empty_state import EmptyState
from app.ui.chat.find.bar import FindBar
from app.ui.chat.find.finder import Finder
from app.ui.chat.latest_button import LatestButton
from app.ui.chat.not_kept import NotKept
from app.ui.chat.origin_legend import OriginLegend
from app.ui.chat.token_inspector import TokenInspector
from app.ui.chat.transcript import COLUMN_WIDTH, SIDE_MARGIN, Transcript
from app.ui.chat.waiting import WaitingMessages
from app.ui.notice import NoticeBar
from app.ui.theme_watcher import ThemeWatcher


class ChatView(QWidget):
    """Mirrors one conversation.

    Attributes:
        chat: the controller it mirrors.
    """

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
        self.chat, self._themes = chat, themes
        self.transcript = Transcript(themes.theme, self)
        self.empty = EmptyState(examples, self)
        self.legend = OriginLegend(themes, self)
        self.inspector = TokenInspector(themes, self)
        self.notice = NoticeBar(self)
        self.composer = Composer(self)
        self.editing = Editing(chat, self.composer, self)
        self.waiting = WaitingMessages(chat, self.composer, self)
        self.find_bar = FindBar(Finder(self.transcript, themes), self)
        self.latest = LatestButton(self.transcript, chat)
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self.empty)
        self._pages.addWidget(self.transcript)
        self._lay_out()
        self.composer.submitted.connect(self._send)
        self.composer.stop_requested.connect(chat.stop)
        self.empty.chosen.connect(chat.submit)
        chat.entry_added.connect(self._add)
        chat.answer_grew.connect(self.transcript.grow)
        chat.answer_ended.connect(self.transcript.finish)
        chat.cleared.connect(self._clear)
        chat.branch_changed.connect(self._show_branch)
        chat.busy_changed.connect(self.composer.set_busy)
        chat.origins_changed.connect(self._show_origins)
        chat.source_changed.connect(self.transcript.show_source)
        self.transcript.origins.chosen_changed.connect(self.inspector.show_token)
        self.inspector.stepped.connect(self.transcript.tokens.step)
        self.inspector.closed.connect(self._leave_tokens)
        self._show_origins(chat.conversation.origins)
        chat.held_changed.connect(self.composer.set_held)
        themes.changed.connect(self._retheme)

    def _lay_out(self) -> None:
        column = QWidget(self)
        column.setMaximumWidth(COLUMN_WIDTH + 2 * SIDE_MARGIN)
        lines = QVBoxLayout(column)
        lines.setContentsMargins(SIDE_MARGIN, 8, SIDE_MARGIN, 16)
        lines.setSpacing(8)
        lines.addWidget(self.inspector)
        lines.addWidget(self.legend)
        lines.addWidget(self.notice)
        lines.addWidget(NotKept(self.chat, self))
        lines.addWidget(self.waiting.lines)
        lines.addWidget(self.editing.line)
        lines.addWidget(self.composer)
        self._lines = lines
        centred = QHBoxLayout()
        centred.addStretch(1)
        centred.addWidget(column, 1000)
        centred.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.find_bar)
        outer.addWidget(self._pages, 1)
        outer.addLayout(centred)
        self.setMinimumWidth(360)
        self.setFocusProxy(self.composer.edit)

    @Slot(str)
    def _send(self, text: str) -> None:
        """Ask this, put it in the place of what is edited, or let it wait for the answer."""
        if self.editing.entry is not None:
            self.editing.submit(text)
        elif self.chat.busy:
            self.waiting.add(text)
        else:
            self.chat.submit(text)

    def place_above_composer(self, widget: QWidget) -> None:
        """Show this between notice and composer."""
        self._lines.insertWidget(self._lines.indexOf(self.composer), widget)

    def add_actions(self, menu: QMenu) -> None:
        """Add what this view can show to a menu of the window."""
        show = menu.addAction(self.tr("Tokens by &origin"))
        show.setShortcut(QKeySequence("Ctrl+Shift+T"))
        show.setCheckable(True)
        show.setChecked(self.chat.conversation.origins)
        show.toggled.connect(self.chat.show_origins)
        self.chat.origins_changed.connect(show.setChecked)
        self.find_bar.add_actions(menu)
        self.latest.add_actions(menu)
        source = menu.addAction(self.tr("Show &Markdown source"))
        source.setShortcut(QKeySequence("Ctrl+U"))
        source.setCheckable(True)
        source.setChecked(self.chat.conversation.source)
        source.toggled.connect(self.chat.show_source)
        self.chat.source_changed.connect(source.setChecked)
        inspect = menu.addAction(self.tr("&Inspect tokens"))
        inspect.setShortcut(QKeySequence("F6"))
        inspect.setEnabled(show.isChecked())
        inspect.triggered.connect(self._inspect_tokens)
        self.chat.origins_changed.connect(inspect.setEnabled)

    @Slot(bool)
    def _show_origins(self, shown: bool) -> None:
        self.transcript.show_origins(shown)
        self.legend.setVisible(shown)

    @Slot()
    def _inspect_tokens(self) -> None:
        """Take the keyboard to the tokens, or back from them."""
        if self.transcript.hasFocus() and self.transcript.origins.chosen is not None:
            self._leave_tokens()
        elif self.transcript.tokens.enter():
            self.transcript.setFocus()

    @Slot()
    def _leave_tokens(self) -> None:
        self.transcript.origins.choose(None)
        self.composer.edit.setFocus()

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

    @Slot()
    def _show_branch(self) -> None:
        self._pages.setCurrentWidget(self.transcript)
        self.transcript.show_entries(self.chat.conversation.entries)

    @Slot(object)
    def _retheme(self) -> None:
        self.transcript.set_theme(self._themes.theme, self.chat.conversation.entries)
