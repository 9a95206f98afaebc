"""One entrant's side of the replay: its name, its text growing by origin, its finish time."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QTextEdit, QVBoxLayout, QWidget

from app.core.events import DraftVerified
from app.core.race import Lap
from app.core.speculation import Origin
from app.ui.elided_label import ElidedLabel
from app.ui.race import wording
from app.ui.race.replay import Moment
from app.ui.theme import Theme
from app.ui.wording import count

_LINES = {
    Origin.ACCEPTED: QTextCharFormat.UnderlineStyle.SingleUnderline,
    Origin.RECOVERED: QTextCharFormat.UnderlineStyle.DotLine,
    Origin.BONUS: QTextCharFormat.UnderlineStyle.DashUnderline,
    Origin.PLAIN: QTextCharFormat.UnderlineStyle.NoUnderline,
}


class Lane(QWidget):
    """Shows a lap as far as the clock is."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rounds: tuple[DraftVerified, ...] = ()
        self._lap: Lap | None = None
        self._shown = 0
        self.name = ElidedLabel(self)
        font = self.name.font()
        font.setBold(True)
        self.name.setFont(font)
        self.figure = QLabel("", self)
        self.figure.setObjectName("muted")
        self.figure.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.text = QTextEdit(self)
        self.text.setReadOnly(True)
        self.text.setObjectName("laneText")
        self.text.setTabChangesFocus(True)
        self.text.document().setDocumentMargin(12)
        top = QHBoxLayout()
        top.addWidget(self.name, 1)
        top.addWidget(self.figure)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(top)
        column.addWidget(self.text, 1)

    def set_theme(self, theme: Theme) -> None:
        """Take this theme's colours."""
        self._theme = theme
        shown, self._shown = self._shown, 0
        self.text.clear()
        self._grow(shown)

    def enter(self, name: str, lap: Lap) -> None:
        """Show this lap from its beginning."""
        self._lap, self._rounds, self._shown = lap, lap.trace.rounds, 0
        self.name.set_whole_text(name)
        self.text.setAccessibleName(name)
        self.text.clear()
        self.figure.setText("")

    def show_moment(self, moment: Moment) -> None:
        """Show the lap as far as it is."""
        if moment.rounds < self._shown:
            self._shown = 0
            self.text.clear()
        self._grow(moment.rounds)
        if moment.over and self._lap is not None and self._lap.seconds > 0:
            self.figure.setText(wording.finish(self._lap.seconds, self._lap.emitted))
        else:
            self.figure.setText(self.tr("{n} tokens").format(n=count(moment.tokens)))

    def _grow(self, rounds: int) -> None:
        if rounds <= self._shown:
            return
        cursor = QTextCursor(self.text.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.beginEditBlock()
        for one in self._rounds[self._shown : rounds]:
            for piece in one.pieces:
                cursor.insertText(piece.text, self._format(piece.origin))
        cursor.endEditBlock()
        self._shown = rounds
        bar = self.text.verticalScrollBar()
        bar.setValue(bar.maximum())

    def _format(self, origin: Origin) -> QTextCharFormat:
        made = QTextCharFormat()
        made.setForeground(QColor(self._theme.text))
        made.setUnderlineStyle(_LINES[origin])
        made.setUnderlineColor(QColor(self._theme.origin(origin)))
        return made
