"""A strip below the conversation that tells the chosen token's story."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from app.ui.chat.origin_legend import OriginSample
from app.ui.chat.origin_marks import Chosen
from app.ui.chat.token_words import token_words
from app.ui.theme_watcher import ThemeWatcher


class TokenInspector(QFrame):
    """Hidden until a token is chosen.

    Signals:
        stepped(int): go to the neighbour this way, a Qt.Key (left or right).
        closed(): no token is to be chosen any more.
    """

    stepped = Signal(int)
    closed = Signal()

    def __init__(self, themes: ThemeWatcher, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._sample = OriginSample(None, themes, self)
        self._heading, self._story, self._round = QLabel(self), QLabel(self), QLabel(self)
        self._heading.setObjectName("heading")
        font = self._heading.font()
        font.setBold(True)
        self._heading.setFont(font)
        self._round.setObjectName("caption")
        for label in (self._heading, self._story, self._round):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            label.setWordWrap(True)
        self._lay_out()
        self.hide()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self._sample)
        top.addWidget(self._heading, 1)
        for sign, words, key in (
            ("‹", self.tr("Previous token"), Qt.Key.Key_Left),
            ("›", self.tr("Next token"), Qt.Key.Key_Right),
        ):
            top.addWidget(self._button(sign, words, lambda key=key: self.stepped.emit(key)))
        top.addWidget(self._button("×", self.tr("Close"), self.closed.emit))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 8, 12)
        column.setSpacing(4)
        column.addLayout(top)
        column.addWidget(self._story)
        column.addWidget(self._round)

    def _button(self, sign: str, words: str, run: object) -> QToolButton:
        button = QToolButton(self)
        button.setText(sign)
        button.setAutoRaise(True)
        button.setAccessibleName(words)
        button.setToolTip(words)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda _checked=False: run() if callable(run) else None)
        return button

    @property
    def words(self) -> str:
        """Everything it says, line by line."""
        return "\n".join((self._heading.text(), self._story.text(), self._round.text()))

    @Slot(object)
    def show_token(self, chosen: Chosen | None) -> None:
        """Tell of this token; None hides the strip."""
        if chosen is None:
            self.hide()
            return
        tokens = chosen.passage.entry.tokens
        words = token_words(tokens, chosen.token, chosen.passage.text)
        self._sample.show_origin(tokens.origin(chosen.token))
        self._heading.setText(words.heading)
        self._story.setText("\n".join(words.story))
        self._round.setText(words.round)
        self.setAccessibleName(self.words)
        self.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.words))
