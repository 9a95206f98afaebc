"""One entrant's side of the replay: its name, its text growing by origin, its finish time."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.core.race import Lap
from app.core.trace_runs import Stand
from app.ui.elided_label import ElidedLabel
from app.ui.race import wording
from app.ui.race.replay import Moment
from app.ui.theme import Theme
from app.ui.trace.text_view import TraceText
from app.ui.wording import count


class Lane(QWidget):
    """Shows a lap as far as the clock is.

    Attributes:
        text: the lap's tokens, marked by origin; None before the first lap.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lap: Lap | None = None
        self.text: TraceText | None = None
        self.name = ElidedLabel(self)
        font = self.name.font()
        font.setBold(True)
        self.name.setFont(font)
        self.figure = QLabel("", self)
        self.figure.setObjectName("muted")
        self.figure.setAlignment(Qt.AlignmentFlag.AlignRight)
        top = QHBoxLayout()
        top.addWidget(self.name, 1)
        top.addWidget(self.figure)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addLayout(top)

    def set_theme(self, theme: Theme) -> None:
        """Take this theme's colours."""
        self._theme = theme
        if self.text is not None:
            self.text.set_theme(theme)

    def enter(self, name: str, lap: Lap) -> None:
        """Show this lap from its beginning."""
        if self.text is not None:
            self._column.removeWidget(self.text)
            self.text.hide()
            self.text.deleteLater()
        self._lap = lap
        self.text = TraceText(lap.trace, self._theme, self)
        self.text.setAccessibleName(name)
        self.text.setAccessibleDescription(lap.trace.text)
        self._column.addWidget(self.text, 1)
        self.name.set_whole_text(name)
        self.figure.setText("")

    def show_moment(self, moment: Moment) -> None:
        """Show the lap as far as it is."""
        if self.text is not None:
            self.text.show_stand(Stand(moment.rounds))
        if moment.over and self._lap is not None and self._lap.seconds > 0:
            self.figure.setText(wording.finish(self._lap.seconds, self._lap.emitted))
        else:
            self.figure.setText(
                self.tr("{n} tokens", "", moment.tokens).format(n=count(moment.tokens))
            )
