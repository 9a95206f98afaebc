"""What became of each round's tokens: kept ones below, rejected ones on top."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from app.core.speculation import Origin
from app.ui.speed.axes import whole_ticks
from app.ui.speed.history import SpeedHistory
from app.ui.speed.inks import Ink, origin_ink, rejected_ink
from app.ui.speed.legend import Legend
from app.ui.speed.round_row import RoundRow
from app.ui.speed.stacked_bars import MAX_BARS, StackedBars
from app.ui.theme import Theme

STACK = (Origin.ACCEPTED, Origin.RECOVERED, Origin.BONUS, Origin.PLAIN)
"""From below; rejected ones on top."""


class TokenBars(StackedBars):
    """Tokens of the last rounds by origin."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("", "", theme, parent)
        self.setAccessibleName(self.tr("Tokens per round by origin"))
        self.margins[3] = 6
        self.setFixedHeight(96)
        self._rows: list[RoundRow] = []

    def redraw(self, history: SpeedHistory) -> None:
        """Show the last rounds."""
        self._rows = last_rows(history)
        highest = max((row.emitted + row.rejected for row in self._rows), default=1)
        highest = max(2, highest)
        self.set_axes(MAX_BARS, highest, whole_ticks(highest))
        self.update()

    def inks(self) -> Sequence[Ink]:
        return [*(origin_ink(self.theme, origin) for origin in STACK), rejected_ink(self.theme)]

    def bars(self) -> Sequence[Sequence[float]]:
        return [
            (row.accepted, row.recovered, row.bonus, row.plain, row.rejected) for row in self._rows
        ]

    def reading(self, stop: int) -> str:
        row = self._rows[stop]
        parts = [
            words.format(n=n)
            for words, n in (
                (self.tr("{n} accepted"), row.accepted),
                (self.tr("{n} rejected"), row.rejected),
                (self.tr("{n} recovered"), row.recovered),
                (self.tr("{n} bonus"), row.bonus),
                (self.tr("{n} plain"), row.plain),
            )
            if n
        ]
        return self.tr("Round {n}: {parts}").format(n=row.number, parts=", ".join(parts) or "–")


class TokenLegend(Legend):
    """The five origins."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.refresh()

    def entries(self) -> Sequence[tuple[Ink, str]]:
        accepted, recovered, bonus, plain = (origin_ink(self.theme, origin) for origin in STACK)
        return (
            (accepted, self.tr("accepted")),
            (rejected_ink(self.theme), self.tr("rejected")),
            (recovered, self.tr("recovered")),
            (bonus, self.tr("bonus")),
            (plain, self.tr("plain")),
        )


def last_rows(history: SpeedHistory) -> list[RoundRow]:
    """Return the rounds that bars are drawn of, oldest first."""
    rows = history.rows
    first = max(0, len(rows) - MAX_BARS)
    return [rows[index] for index in range(first, len(rows))]
