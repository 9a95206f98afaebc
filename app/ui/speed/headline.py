"""What speculation does here, in one line: how many times as fast as plain, at what memory."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.core.pairs import Method
from app.ui.speed.history import SpeedHistory
from app.ui.wording import percent

FEWEST_ROUNDS = 8
"""Fewer are no speed yet."""

EQUAL = 0.03
"""Nearer to plain decoding than this is as fast as plain."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("Headline", text)


def verdict(history: SpeedHistory) -> str:
    """Say how the answer's speed compares with plain decoding, or what is missing to say it."""
    now, control = history.statistics, history.control
    if not now.rounds:
        return ""
    if control is not None and control.learnt.depth == 0 and control.speedup is not None:
        return _tr("Plain is faster here: drafting is off")
    if not now.draft_tokens:
        return _undrafted(history)
    if now.rounds < FEWEST_ROUNDS and not history.finished:
        return _tr("Comparing with plain")
    return _comparison(history)


def _comparison(history: SpeedHistory) -> str:
    speedup = history.speedup
    if speedup is None:
        if history.elsewhere is not None:
            return _tr("Plain is not measured at this length")
        return _tr("Plain is not measured yet")
    if speedup >= 1.0 + EQUAL:
        return _tr("{x}x faster than plain").format(x=f"{speedup:.2f}")
    if speedup > 1.0 - EQUAL:
        return _tr("As fast as plain")
    return _tr("Plain is {x}x faster").format(x=f"{1.0 / speedup:.2f}")


def _undrafted(history: SpeedHistory) -> str:
    if history.method is Method.NGRAM:
        return _tr("As plain: nothing repeats, so nothing is drafted")
    return _tr("Plain decoding")


def memory_words(history: SpeedHistory) -> str:
    """Say how much memory the drafter adds, "" where there is none."""
    added = history.memory.added
    if not added:
        return ""
    share = percent(added) if added >= 0.005 else _tr("under 1\u202f%")
    return _tr("+{share} memory").format(share=share)


def headline(history: SpeedHistory) -> str:
    """Return both in one line."""
    return ", ".join(part for part in (verdict(history), memory_words(history)) if part)


class Headline(QWidget):
    """The lines at the top of the panel: speed, and below it memory.

    Attributes:
        speed, memory: the two labels.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.speed, self.memory = QLabel(self), QLabel(self)
        self.speed.setObjectName("heading")
        self.speed.setAccessibleName(self.tr("What speculation does here"))
        self.memory.setObjectName("caption")
        self.memory.setAccessibleName(self.tr("Memory for the drafter"))
        font = self.speed.font()
        font.setPointSizeF(font.pointSizeF() * 1.25)
        font.setBold(True)
        self.speed.setFont(font)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for label in (self.speed, self.memory):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            column.addWidget(label)

    def redraw(self, history: SpeedHistory) -> None:
        """Say how it is now."""
        memory = memory_words(history)
        if memory:
            memory = self.tr("{memory} for the drafter").format(memory=memory)
        for label, text in ((self.speed, verdict(history)), (self.memory, memory)):
            if text != label.text():
                label.setText(text)
                label.setVisible(bool(text))
