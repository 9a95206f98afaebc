"""The way back to the end of a conversation that was scrolled up."""

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QPushButton

from app.ui.chat.controller import ChatController
from app.ui.chat.transcript import Transcript

NEAR = 60
"""Pixels from the end at which it can still be seen that text comes."""

DISTANCE = 12


class LatestButton(QPushButton):
    """Stands over the transcript while its end is out of view.

    While an answer comes that is a little below the view, else more than a screen.
    """

    def __init__(self, transcript: Transcript, chat: ChatController) -> None:
        super().__init__(transcript)
        self.setObjectName("latest")
        self.setText(self.tr("Jump to latest"))
        self.setToolTip(self.tr("Show the end of the conversation (Alt+End)"))
        self._transcript, self._chat = transcript, chat
        self.hide()
        self.clicked.connect(self.jump)
        bar = transcript.verticalScrollBar()
        bar.valueChanged.connect(self._look)
        bar.rangeChanged.connect(self._look)
        chat.busy_changed.connect(self._look)
        transcript.viewport().installEventFilter(self)

    def add_actions(self, menu: QMenu) -> None:
        """Add the jump to a menu of the window."""
        jump = menu.addAction(self.tr("&Jump to latest"), self.jump)
        jump.setShortcut(QKeySequence("Alt+End"))

    @Slot()
    def jump(self) -> None:
        """Show the end."""
        self._transcript.scroll_to_bottom()

    @Slot()
    def _look(self) -> None:
        bar = self._transcript.verticalScrollBar()
        below = bar.maximum() - bar.value()
        shown = below > (NEAR if self._chat.busy else self._transcript.viewport().height())
        if shown and self.isHidden():
            self._place()
        self.setVisible(shown)

    def _place(self) -> None:
        self.adjustSize()
        view = self._transcript.viewport().geometry()
        self.move(view.center().x() - self.width() // 2, view.bottom() - self.height() - DISTANCE)
        self.raise_()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Stay at the lower end of a view that changes its size."""
        if event.type() is QEvent.Type.Resize:
            self._place()
            self._look()
        return False
