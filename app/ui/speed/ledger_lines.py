"""Seconds saved and lost by speculation: an estimate, and it says against what."""

from PySide6.QtWidgets import QWidget

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
            self.tr("This sitting, saved"),
            self.tr("Summed over the answers since the program started that drafts made faster."),
        )
        self.add(
            self.tr("This sitting, lost"),
            self.tr("Summed over those that drafts made slower."),
        )
        self.add(
            self.tr("Answers compared"),
            self.tr("Of the answers with drafts: those for which plain decoding was measured."),
        )
        self.add(
            self.tr("Estimated against"),
            self.tr("The measured speed of plain decoding in force for this answer."),
        )

    def redraw(self, history: SpeedHistory) -> None:
        """Show the running answer's part, and the sums."""
        ledger = history.ledger
        if not history.finished:
            ledger.reckon(history.statistics, history.baseline)
        baseline, totals = history.baseline, ledger.sitting
        plain = baseline.tokens_per_second if baseline is not None else None
        words = self.tr("plain {rate}")
        self.show_values(
            [
                self._answer(ledger.answer),
                seconds(totals.saved) if totals.answers else "–",
                seconds(totals.lost) if totals.answers else "–",
                self.tr("{n} of {all}").format(
                    n=count(totals.answers), all=count(totals.answers + totals.unknown)
                ),
                words.format(rate=rate(plain)),
            ]
        )

    def _answer(self, saved: float | None) -> str:
        if saved is None:
            return "–"
        words = self.tr("{s} saved") if saved >= 0 else self.tr("{s} lost")
        return words.format(s=seconds(abs(saved)))
