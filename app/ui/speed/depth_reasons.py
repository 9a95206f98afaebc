"""Why the depth is what it is: the controller's last changes, the newest first."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from app.ui.speed.history import SpeedHistory
from app.ui.wording import depth_reason

SHOWN = 3


class DepthReasons(QLabel):
    """A line a change; all of them in the tooltip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("caption")
        self.setAccessibleName(self.tr("Why the depth is what it is"))
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._lines: list[str] = []

    def redraw(self, history: SpeedHistory) -> None:
        """Tell the last changes, or what holds where nothing changed."""
        lines = [
            self.tr("Round {n}: {reason}").format(n=number, reason=depth_reason(change))
            for number, change in history.marks
        ]
        lines.reverse()
        if not lines and history.control is not None:
            lines = [history.control.reason]
        if not lines and history.statistics.rounds:
            fixed = history.finished and history.statistics.draft_tokens
            lines = [self.tr("Fixed depth")] if fixed else []
        if lines != self._lines:
            self._lines = lines
            self.setText("\n".join(lines[:SHOWN]))
            self.setToolTip("\n".join(lines) if len(lines) > SHOWN else "")
