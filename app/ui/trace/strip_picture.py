"""The rounds of a trace as stacked bars, painted around the one that is looked at."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from app.core.events import DraftVerified
from app.core.speculation import Origin
from app.core.trace_runs import Kind, Stand
from app.ui.theme import Theme
from app.ui.trace import marks

WIDEST, NARROWEST = 18.0, 7.0
"""Pixels a round, the gap to the next one included."""

STACK = (Kind.ACCEPTED, Kind.PLAIN, Kind.RECOVERED, Kind.BONUS, Kind.REJECTED)
"""From the bottom: what became text, then what did not."""


@dataclass(frozen=True, slots=True)
class RoundBar:
    """How many tokens of each kind a round had, in the order of STACK."""

    counts: tuple[int, ...]

    @classmethod
    def of(cls, one: DraftVerified) -> "RoundBar":
        """Count a round's tokens."""
        origins = Counter(piece.origin for piece in one.pieces)
        rejected = one.draft_tokens - one.accepted_tokens
        return cls(tuple(rejected if k is Kind.REJECTED else origins[Origin(k)] for k in STACK))

    @property
    def height(self) -> int:
        """All of them."""
        return sum(self.counts)


class StripPicture:
    """Where each round's bar is in a strip of `size`, and painting them."""

    def __init__(self, rounds: Sequence[DraftVerified], theme: Theme) -> None:
        self.bars = [RoundBar.of(one) for one in rounds]
        self.theme = theme
        self._highest = max((bar.height for bar in self.bars), default=1) or 1

    def _pitch(self, width: float) -> float:
        return min(WIDEST, max(NARROWEST, width / max(1, len(self.bars))))

    def first_shown(self, width: float, latest: int) -> int:
        """Return the first round that fits so that `latest` is in view, with what comes next."""
        fits = max(1, int(width / self._pitch(width)))
        return max(0, min(len(self.bars) - fits, latest - 2 * fits // 3))

    def round_at(self, x: float, width: float, latest: int) -> int | None:
        """Return the round (from 0) whose bar is at `x`, None where there is none."""
        index = self.first_shown(width, latest) + int(x // self._pitch(width))
        return index if 0 <= x < width and index < len(self.bars) else None

    def paint(self, painter: QPainter, stand: Stand, where: QRectF) -> None:
        """Paint the rounds around `stand`; those to come are pale."""
        pitch = self._pitch(where.width())
        first = self.first_shown(where.width(), stand.latest)
        fits = int(where.width() / pitch)
        ground = where.bottom() - 4.0
        unit = (ground - where.top()) / self._highest
        painter.setPen(QPen(QColor(self.theme.hairline), 1.0))
        painter.drawLine(QPointF(where.left(), ground + 0.5), QPointF(where.right(), ground + 0.5))
        for place, bar in enumerate(self.bars[first : first + fits]):
            index = first + place
            left = where.left() + place * pitch
            painter.setOpacity(1.0 if index < stand.rounds else 0.28)
            self._paint_bar(painter, bar, QRectF(left, ground, pitch - 2.0, unit))
            painter.setOpacity(1.0)
            if index == stand.latest:
                pointer = QRectF(left, ground + 2.0, pitch - 2.0, 2.0)
                painter.fillRect(pointer, QColor(self.theme.accent))

    def _paint_bar(self, painter: QPainter, bar: RoundBar, foot: QRectF) -> None:
        """Stack the bar's parts on the top of `foot`, whose height is that of one token."""
        top = foot.top()
        for kind, count in zip(STACK, bar.counts, strict=True):
            if count:
                height = count * foot.height()
                top -= height
                part = QRectF(foot.left(), top + 1.0, foot.width(), max(1.0, height - 1.0))
                marks.bar(painter, kind, self.theme, part)
