"""Where each round's time went: drafting, verifying, and everything else."""

from collections.abc import Sequence
from functools import cache

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.ui.speed.axes import nice_ceiling, value_ticks
from app.ui.speed.history import SpeedHistory
from app.ui.speed.inks import Ink
from app.ui.speed.legend import Legend
from app.ui.speed.round_row import RoundRow
from app.ui.speed.stacked_bars import MAX_BARS, StackedBars
from app.ui.speed.token_bars import last_rows
from app.ui.theme import Theme
from app.ui.wording import milliseconds


@cache
def time_inks(theme: Theme) -> tuple[Ink, Ink, Ink]:
    """Return the fills of drafting, verifying and overhead."""
    return (
        Ink(theme.accent, Qt.BrushStyle.FDiagPattern),
        Ink(theme.accent, Qt.BrushStyle.SolidPattern),
        Ink(theme.outline, Qt.BrushStyle.Dense4Pattern),
    )


class TimeBars(StackedBars):
    """Milliseconds of the last rounds."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("", "", theme, parent)
        self.setAccessibleName(self.tr("Milliseconds per round"))
        self.margins[3] = 6
        self.setFixedHeight(84)
        self._rows: list[RoundRow] = []

    def redraw(self, history: SpeedHistory) -> None:
        """Show the last rounds."""
        self._rows = last_rows(history)
        longest = max((1000 * row.seconds for row in self._rows), default=1.0)
        top = nice_ceiling(longest)
        self.set_axes(MAX_BARS, top, value_ticks(top))
        self.update()

    def inks(self) -> Sequence[Ink]:
        return time_inks(self.theme)

    def bars(self) -> Sequence[Sequence[float]]:
        return [
            (1000 * row.draft_seconds, 1000 * row.verify_seconds, 1000 * row.overhead_seconds)
            for row in self._rows
        ]

    def reading(self, stop: int) -> str:
        row = self._rows[stop]
        return self.tr("Round {n}: draft {draft}, verify {verify}, overhead {rest}").format(
            n=row.number,
            draft=milliseconds(row.draft_seconds),
            verify=milliseconds(row.verify_seconds),
            rest=milliseconds(row.overhead_seconds),
        )


class TimeLegend(Legend):
    """The three kinds of time, with the mean of each over the answer."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._means: tuple[float, float, float] | None = None
        self.refresh()

    def redraw(self, history: SpeedHistory) -> None:
        """Show the means of now."""
        now = history.statistics
        if now.rounds:
            parts = (now.draft_seconds, now.verify_seconds)
            rest = max(0.0, now.decode_seconds - sum(parts))
            draft, verify, overhead = (part / now.rounds for part in (*parts, rest))
            self._means = (draft, verify, overhead)
        self.refresh()

    def entries(self) -> Sequence[tuple[Ink, str]]:
        names = (self.tr("draft"), self.tr("verify"), self.tr("overhead"))
        texts = names
        if self._means is not None:
            means = map(milliseconds, self._means)
            texts = tuple(f"{name} {mean}" for name, mean in zip(names, means, strict=True))
        return tuple(zip(time_inks(self.theme), texts, strict=True))
