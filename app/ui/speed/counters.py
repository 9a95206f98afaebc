"""Counters in plain words, each with a sentence saying what it counts."""

from PySide6.QtWidgets import QWidget

from app.core.stats import Statistics
from app.ui.speed.figures import Figures
from app.ui.speed.history import SpeedHistory
from app.ui.speed.terms import Term
from app.ui.wording import count, milliseconds, percent, rate


class Counters(Figures):
    """The running answer's counts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.add(self.tr("Speed"), Term.SPEED.meaning)
        self.add(self.tr("Draft tokens accepted"), Term.ACCEPTANCE.meaning)
        self.add(self.tr("Passes of the target"), Term.ROUND.meaning)
        self.add(self.tr("Tokens for each pass"), Term.LENGTH.meaning)
        self.add(self.tr("Prompt read"), Term.PROMPT.meaning)

    def redraw(self, history: SpeedHistory) -> None:
        """Show the counts of now."""
        self.show_values(self._texts(history.statistics))

    def _texts(self, now: Statistics) -> list[str]:
        if not now.rounds:
            return ["–"] * 4 + [self._prompt(now)]
        share = self.tr("{a} of {d} ({p})").format(
            a=count(now.accepted_tokens), d=count(now.draft_tokens), p=percent(now.acceptance_rate)
        )
        return [
            rate(now.tokens_per_second),
            share if now.draft_tokens else self.tr("no draft"),
            count(now.rounds),
            f"{now.mean_acceptance_length:.2f}",
            self._prompt(now),
        ]

    def _prompt(self, now: Statistics) -> str:
        if not now.prompt_tokens:
            return "–"
        return self.tr("{n} ({cached} cached), {time}").format(
            n=count(now.prompt_tokens),
            cached=count(now.cached_tokens),
            time=milliseconds(now.prompt_seconds),
        )
