"""Why the depth is what it is: the controller's last changes, the newest first."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from app.core.pairs import Method
from app.ui.speed.history import SpeedHistory
from app.ui.wording import depth_reason

SHOWN = 3


class DepthReasons(QLabel):
    """A line a change; all of them in the tooltip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("caption")
        self.setAccessibleName(self.tr("Why the depth is what it is"))
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(SHOWN * self.fontMetrics().lineSpacing() + 2)
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
        if not lines and history.finished:
            lines = [self._fixed(history)]
        if lines != self._lines:
            self._lines = lines
            self.setToolTip("\n".join(lines))
            self.setAccessibleDescription("; ".join(lines))
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten the lines anew."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        measure, elide = self.fontMetrics(), Qt.TextElideMode.ElideRight
        shown = [measure.elidedText(line, elide, self.width()) for line in self._lines[:SHOWN]]
        self.setText("\n".join(shown))

    def _fixed(self, history: SpeedHistory) -> str:
        if history.method is Method.NGRAM:
            return self.tr("Lookup drafts as much as it finds")
        if not history.depth:
            return self.tr("Nothing is drafted")
        return self.tr("Fixed at {n}").format(n=history.depth)
