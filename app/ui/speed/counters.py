"""Counters in plain words, each with a sentence saying what it counts."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from app.core.stats import Statistics
from app.ui.speed.history import SpeedHistory
from app.ui.wording import count, milliseconds, percent


class Counters(QWidget):
    """Two columns: what is counted, and how many."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        self._values: list[QLabel] = []
        for words, meaning in self._rows():
            self._add(words, meaning)

    def _rows(self) -> list[tuple[str, str]]:
        return [
            (
                self.tr("Draft tokens accepted"),
                self.tr("Draft tokens the target would have chosen itself, of all submitted."),
            ),
            (
                self.tr("Passes of the target"),
                self.tr("Each pass checks one draft and adds at least one token to the answer."),
            ),
            (
                self.tr("Tokens for each pass"),
                self.tr("How many tokens one pass of the target yields; plain decoding yields 1."),
            ),
            (
                self.tr("Drafting a round"),
                self.tr("Mean time the drafter takes to guess the next few tokens."),
            ),
            (
                self.tr("Verifying a round"),
                self.tr("Mean time the target takes to check them all in one pass."),
            ),
            (
                self.tr("Prompt read"),
                self.tr("Tokens of the conversation, those still in the cache in brackets."),
            ),
        ]

    def _add(self, words: str, meaning: str) -> None:
        row = len(self._values)
        label, value = QLabel(words, self), QLabel("–", self)
        label.setObjectName("muted")
        value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        value.setAccessibleName(words)
        for widget in (label, value):
            widget.setToolTip(meaning)
        self._grid.addWidget(label, row, 0)
        self._grid.addWidget(value, row, 1)
        self._values.append(value)

    def redraw(self, history: SpeedHistory) -> None:
        """Show the running answer's counts."""
        for label, text in zip(self._values, self._texts(history.statistics), strict=True):
            if label.text() != text:
                label.setText(text)

    def _texts(self, now: Statistics) -> list[str]:
        if not now.rounds:
            return ["–"] * 5 + [self._prompt(now)]
        drafted = bool(now.draft_tokens)
        share = self.tr("{a} of {d} ({p})").format(
            a=count(now.accepted_tokens), d=count(now.draft_tokens), p=percent(now.acceptance_rate)
        )
        return [
            share if drafted else self.tr("no draft"),
            count(now.rounds),
            f"{now.mean_acceptance_length:.2f}",
            milliseconds(now.draft_seconds / now.rounds) if drafted else "–",
            milliseconds(now.verify_seconds / now.rounds),
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
