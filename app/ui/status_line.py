"""Below everything: tokens, speed, acceptance, in one line."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from app.core.events import PromptProgress, TurnEvent
from app.ui.elided_label import ElidedLabel
from app.ui.speed.history import SpeedHistory
from app.ui.wording import count, percent, rate, time_left


class StatusLine(ElidedLabel):
    """The figures of the running or last answer."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("muted")
        self.setAccessibleName(self.tr("Status"))
        self._paced = False

    def set_paced(self, paced: bool) -> None:
        """Learn whether text is shown at reading speed."""
        self._paced = paced

    @Slot()
    def forget(self) -> None:
        """Show nothing: there is no answer yet."""
        self.set_whole_text("")

    def redraw(self, history: SpeedHistory) -> None:
        """Show the figures of now."""
        now = history.statistics
        if not now.rounds:
            return
        speed = rate(now.tokens_per_second)
        if self._paced:
            speed = self.tr("shown at reading speed; measured {rate}").format(rate=speed)
        parts = [
            self.tr("{n} tokens", "", now.completion_tokens).format(n=count(now.completion_tokens)),
            speed,
        ]
        if now.acceptance_rate is not None:
            parts.append(self.tr("{p} accepted").format(p=percent(now.acceptance_rate)))
        self.set_whole_text("  ·  ".join(parts))

    @Slot(object)
    def take(self, events: tuple[TurnEvent, ...]) -> None:
        """Say how far the prompt is read, while it is."""
        last = events[-1]
        if isinstance(last, PromptProgress) and last.evaluated < last.total:
            words = self.tr("Reading the conversation: {n} of {total} tokens").format(
                n=count(last.evaluated), total=count(last.total)
            )
            left = time_left(seconds_left(last))
            self.set_whole_text(f"{words}, {left}" if left else words)


def seconds_left(progress: PromptProgress) -> float:
    """Return how long reading still takes at the pace so far; 0 before there is any."""
    read = progress.evaluated - progress.cached
    pace = progress.seconds / read if read > 0 else 0.0
    return pace * (progress.total - progress.evaluated)
