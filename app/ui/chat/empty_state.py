"""What an empty conversation shows: what this is, in a sentence, and prompts to click."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

WIDTH = 440


class EmptyState(QWidget):
    """Teaches and offers.

    Signals:
        chosen(str): the user clicked this prompt.
    """

    chosen = Signal(str)

    def __init__(self, prompts: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("emptyState")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        title = QLabel(self.tr("Ask something"), self)
        title.setObjectName("heading")
        font = title.font()
        font.setPointSizeF(font.pointSizeF() * 1.6)
        font.setBold(True)
        title.setFont(font)
        words = QLabel(
            self.tr(
                "A small drafter guesses the next few tokens, the target checks them all in one "
                "pass and keeps what it would have written itself. The panel shows it happen."
            ),
            self,
        )
        words.setObjectName("muted")
        words.setWordWrap(True)
        inner = QWidget(self)
        inner.setMaximumWidth(WIDTH)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(title)
        column.addWidget(words)
        column.addSpacing(12)
        for prompt in prompts:
            column.addWidget(self._button(prompt))
        centred = QHBoxLayout()
        centred.addStretch(1)
        centred.addWidget(inner, 1000)
        centred.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 24, 24, 24)
        outer.addStretch(1)
        outer.addLayout(centred)
        outer.addStretch(1)

    def _button(self, prompt: str) -> QPushButton:
        button = QPushButton(prompt, self)
        button.setObjectName("example")
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.clicked.connect(lambda _checked=False: self.chosen.emit(prompt))
        return button
