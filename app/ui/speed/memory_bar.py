"""A loaded pair's memory as one bar: the target's parts, then what the drafter adds."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.core.pair_memory import PairMemory, Share
from app.ui.speed.history import SpeedHistory
from app.ui.speed.inks import Ink
from app.ui.speed.legend import Legend
from app.ui.theme import Theme
from app.ui.wording import percent, size

HEIGHT = 18

_PATTERNS = {
    Share.WEIGHTS: Qt.BrushStyle.SolidPattern,
    Share.CACHE: Qt.BrushStyle.VerPattern,
    Share.STATES: Qt.BrushStyle.CrossPattern,
    Share.COMPUTE: Qt.BrushStyle.Dense6Pattern,
    Share.DRAFTER_WEIGHTS: Qt.BrushStyle.SolidPattern,
    Share.DRAFTER_CACHE: Qt.BrushStyle.VerPattern,
    Share.DRAFTER_STATES: Qt.BrushStyle.CrossPattern,
    Share.DRAFTER_COMPUTE: Qt.BrushStyle.Dense6Pattern,
}


def memory_ink(theme: Theme, share: Share) -> Ink:
    """Return a share's fill: the colour says whose it is, the pattern what it is."""
    return Ink(theme.text if share.of_drafter else theme.accent, _PATTERNS[share])


def share_words(share: Share) -> str:
    """Return how the window calls a share."""
    return {
        Share.WEIGHTS: _tr("weights"),
        Share.CACHE: _tr("KV cache"),
        Share.STATES: _tr("rollback states"),
        Share.COMPUTE: _tr("compute"),
        Share.DRAFTER_WEIGHTS: _tr("drafter weights"),
        Share.DRAFTER_CACHE: _tr("drafter KV cache"),
        Share.DRAFTER_STATES: _tr("drafter rollback states"),
        Share.DRAFTER_COMPUTE: _tr("drafter compute"),
    }[share]


def _tr(text: str) -> str:
    return QCoreApplication.translate("MemoryBar", text)


class MemoryBar(QWidget):
    """Widths are bytes; every part's figure is in the tooltip and the accessible description."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._memory = PairMemory(())
        self.setAccessibleName(self.tr("Memory"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_theme(self, theme: Theme) -> None:
        """Take this theme's colours."""
        self._theme = theme
        self.update()

    def redraw(self, history: SpeedHistory) -> None:
        """Show the loaded pair's."""
        memory = history.memory
        if memory == self._memory:
            return
        self._memory = memory
        total = max(1, memory.total)
        lines = [
            self.tr("{part}: {size} ({share})").format(
                part=share_words(share), size=size(found), share=percent(found / total)
            )
            for share, found in memory.shares
        ]
        self.setToolTip("\n".join(lines))
        self.setAccessibleDescription("; ".join(lines))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(260, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the parts side by side."""
        del event
        painter = QPainter(self)
        left = 0.5
        room = self.width() - 1.0
        for share, found in self._memory.shares:
            width = room * found / self._memory.total
            ink = memory_ink(self._theme, share)
            painter.setPen(QPen(ink.edge, 1))
            painter.setBrush(ink.brush)
            painter.drawRect(QRectF(left, 0.5, max(1.0, width - 2.0), HEIGHT - 1.0))
            left += width
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self.palette().accent().color(), 2))
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        painter.end()


class MemoryLegend(Legend):
    """Each part with its size, and the sum."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._memory = PairMemory(())

    def redraw(self, history: SpeedHistory) -> None:
        """Show the loaded pair's."""
        self._memory = history.memory
        self.refresh()

    def entries(self) -> Sequence[tuple[Ink, str]]:
        return [
            (memory_ink(self.theme, share), f"{share_words(share)} {size(found)}")
            for share, found in self._memory.shares
        ]
