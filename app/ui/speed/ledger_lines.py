"""Seconds saved and lost by speculation: an estimate, and it says against what."""

from PySide6.QtWidgets import QWidget

from app.core.ledger import Totals
from app.ui.speed.figures import Figures
from app.ui.speed.history import SpeedHistory
from app.ui.wording import count, rate, seconds


class LedgerLines(Figures):
    """This answer, and this sitting with both sums apart."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.add(
            self.tr("This answer"),
            self.tr(
                "How much longer plain decoding would have taken for as many tokens, at its "
                "measured speed."
            ),
        )
        self.add(
            self.tr("This sitting"),
            self.tr(
                "All answers with drafts since the program started; what some saved and what "
                "others lost is summed apart."
            ),
        )
        self.add(
            self.tr("Estimated against"),
            self.tr("The measured speed of plain decoding in force for this answer."),
        )

    def redraw(self, history: SpeedHistory) -> None:
        """Show the running answer's part, and the sum."""
        ledger = history.ledger
        if not history.finished:
            ledger.reckon(history.statistics, history.baseline)
        baseline = history.baseline
        plain = rate(baseline.tokens_per_second) if baseline is not None else "–"
        self.show_values([self._answer(ledger.answer), self._sitting(ledger.sitting), plain])

    def _answer(self, saved: float | None) -> str:
        if saved is None:
            return "–"
        words = self.tr("{s} saved") if saved >= 0 else self.tr("{s} lost")
        return words.format(s=seconds(abs(saved)))

    def _sitting(self, totals: Totals) -> str:
        if not totals.answers:
            return "–"
        return self.tr("{saved} saved, {lost} lost").format(
            saved=seconds(totals.saved), lost=seconds(totals.lost)
        )
