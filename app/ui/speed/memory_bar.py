"""A pair's memory as one bar: the target's parts, then what the drafter adds."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.core.pair_memory import PairMemory, Share
from app.ui.speed.history import SpeedHistory
from app.ui.speed.inks import Ink
from app.ui.speed.legend import Legend
from app.ui.theme import Theme
from app.ui.wording import percent, size

HEIGHT = 18

SCALE = 4
"""The bar shows at most so many times what the pair takes: of a tiny pair nothing would be seen
beside all that is free."""

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
    """Widths are bytes; every part's figure is in the tooltip and the accessible description.

    A tick marks how much is free, where that is known: what lies right of it does not fit.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._memory = PairMemory(())
        self._free: int | None = None
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
        self.show_memory(history.memory)

    def show_memory(self, memory: PairMemory, free: int | None = None) -> None:
        """Show these parts, against `free` bytes if it is known how many there are."""
        if (memory, free) == (self._memory, self._free):
            return
        self._memory, self._free = memory, free
        total = max(1, memory.total)
        lines = [
            self.tr("{part}: {size} ({share})").format(
                part=share_words(share), size=size(found), share=percent(found / total)
            )
            for share, found in memory.shares
        ]
        if free is not None:
            lines.append(
                self.tr("{total} of {free} free").format(total=size(memory.total), free=size(free))
            )
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
        whole = max(1, self._memory.total, min(self._free or 0, SCALE * self._memory.total))
        room = self.width() - 1.0
        for share, found in self._memory.shares:
            width = room * found / whole
            ink = memory_ink(self._theme, share)
            painter.setPen(QPen(ink.edge, 1))
            painter.setBrush(ink.brush)
            painter.drawRect(QRectF(left, 0.5, max(1.0, width - 2.0), HEIGHT - 1.0))
            left += width
        if self._free is not None:
            self._paint_limit(painter, room * self._free / whole, room)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self.palette().accent().color(), 2))
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        painter.end()

    def _paint_limit(self, painter: QPainter, place: float, room: float) -> None:
        """Paint what is free as an outline; it stays open where more is free than fits in here."""
        low, end = HEIGHT - 0.5, min(place, room)
        painter.setPen(QPen(QColor(self._theme.outline), 1))
        painter.drawPolyline([QPointF(end, 0.5), QPointF(0.5, 0.5), QPointF(0.5, low)])
        painter.drawLine(QLineF(0.5, low, end, low))
        if place <= room:
            painter.setPen(QPen(QColor(self._theme.text), 2))
            painter.drawLine(QLineF(place, 0.0, place, float(HEIGHT)))


class MemoryLegend(Legend):
    """Each part with its size, and the sum."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._memory = PairMemory(())

    def redraw(self, history: SpeedHistory) -> None:
        """Show the loaded pair's."""
        self.show_memory(history.memory)

    def show_memory(self, memory: PairMemory) -> None:
        """Name these parts."""
        self._memory = memory
        self.refresh()

    def entries(self) -> Sequence[tuple[Ink, str]]:
        return [
            (memory_ink(self.theme, share), f"{share_words(share)} {size(found)}")
            for share, found in self._memory.shares
        ]
