"""How far a download is, on one line of the terminal; without a terminal a line now and then."""

import shutil
from typing import Final

from app.cli.progress import ProgressLine
from app.cli.tables import size_text
from app.core.downloads import DownloadProgress, JobState

_BAR: Final = 24


class DownloadBar:
    """Shows progress as it comes."""

    def __init__(self, line: ProgressLine | None = None) -> None:
        self._line = line or ProgressLine()

    def show(self, progress: DownloadProgress) -> None:
        """Show this much."""
        self._line.show(bar_text(progress, shutil.get_terminal_size().columns - 1))

    def clear(self) -> None:
        """Leave the terminal as it was."""
        self._line.clear()


def bar_text(progress: DownloadProgress, width: int) -> str:
    """Return one line of at most `width` characters."""
    share = progress.done / progress.total if progress.total else 1.0
    filled = int(share * _BAR)
    amount = f"{size_text(progress.done)} of {size_text(progress.total)}"
    words = [f"[{'#' * filled}{'.' * (_BAR - filled)}] {share:5.1%}", amount, *_rate(progress)]
    return f"{'  '.join(words)}  {progress.file}"[: max(0, width)]


def _rate(progress: DownloadProgress) -> list[str]:
    match progress.state:
        case JobState.WAITING:
            return [f"waiting: {progress.title}"]
        case JobState.VERIFYING:
            return [progress.title or "checking its SHA-256"]
        case _:
            left = progress.seconds_left
            speed = f"{size_text(round(progress.bytes_per_second))}/s"
            return [speed, f"{duration(left)} left"] if left is not None else [speed]


def duration(seconds: float) -> str:
    """Return a time as 0:07, 12:30 or 3:05:00."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
