"""Why a download stops, each as a sentence with a way on."""

import errno
from pathlib import Path

from app.core.downloads import JobFile, Remedy
from app.core.errors import AppError


class DownloadProblem(AppError):  # noqa: N818 - it is told, not raised at the user
    """A download cannot go on as it is; what came so far is kept.

    Attributes:
        remedy: what can be done about it.
    """

    def __init__(self, title: str, hint: str, remedy: Remedy = Remedy.RETRY) -> None:
        super().__init__(title, hint)
        self.remedy = remedy


class DownloadStopped(Exception):  # noqa: N818 - no error: pause, cancel or the end of the program
    """Whoever runs the job asked it to stop."""


class Trouble(Exception):  # noqa: N818 - tried again, told only if it lasts
    """Something that usually passes: a broken connection, a busy server.

    Attributes:
        title: what is wrong, one sentence.
        hint: what may be done about it.
        after: seconds the server asked to wait, else 0.0.
    """

    def __init__(self, title: str, hint: str = "", after: float = 0.0) -> None:
        super().__init__(title, hint, after)
        self.title = title
        self.hint = hint
        self.after = after


KEPT = "What came so far is kept."


def changed(file: JobFile) -> DownloadProblem:
    """The hub has another file there now."""
    return DownloadProblem(
        f"{file.name} was changed on the hub since this download began.",
        "What came so far belongs to the old file. Start again to get the new one.",
        Remedy.RESTART,
    )


def refused(file: JobFile, why: str) -> DownloadProblem:
    """The hub's answers make no sense."""
    return DownloadProblem(f"The hub does not give {file.name}: {why}.", f"Try again later. {KEPT}")


def unreachable(trouble: Trouble, seconds: float) -> DownloadProblem:
    """Trouble that did not pass."""
    return DownloadProblem(
        f"{trouble.title} Nothing came for {_duration(seconds)}.",
        f"{trouble.hint or 'Check the network, then try again.'} It goes on where it stopped.",
    )


def wrong_hash(file: JobFile) -> DownloadProblem:
    """Fetched twice, and still not what the hub promises."""
    return DownloadProblem(
        f"{file.name} came complete, but its SHA-256 is not the one the hub gives for it.",
        "All of it was fetched again and came the same. It is not used. The hub or a proxy on the "
        "way serves a damaged file: start again later, or choose another quant.",
        Remedy.RESTART,
    )


def busy(name: str) -> DownloadProblem:
    """Another process holds the lock."""
    return DownloadProblem(
        f"Another Foretoken is fetching {name} now.", "Wait for it, or stop it there first."
    )


def too_little_space(folder: Path, needed: int, free: int) -> DownloadProblem:
    """Checked before the first byte."""
    return DownloadProblem(
        f"{_amount(needed)} are still to come and some must stay free, but {folder} has only "
        f"{_amount(free)} free.",
        "Free some space, or choose another models folder; then try again.",
        Remedy.FOLDER,
    )


def _duration(seconds: float) -> str:
    return f"{seconds:.0f} seconds" if seconds < 120 else f"{seconds / 60:.0f} minutes"


def _amount(count: int) -> str:
    return f"{count / 1e9:.1f} GB" if count >= 1e9 else f"{count / 1e6:.0f} MB"


def disk(problem: OSError, path: Path) -> DownloadProblem:
    """Return what a failed write means."""
    match problem.errno:
        case errno.ENOSPC | errno.EDQUOT | errno.EFBIG:
            title = f"The disk is full: {path.name} cannot grow any more."
            hint = "Free some space, or choose another models folder; then try again."
        case errno.EACCES | errno.EPERM | errno.EROFS:
            title = f"{path.parent} may not be written."
            hint = "Allow writing there, or choose another models folder; then try again."
        case _:
            title = f"{path} could not be written: {problem.strerror or problem}."
            hint = "Check the disk, or choose another models folder; then try again."
    return DownloadProblem(title, f"{hint} {KEPT}", Remedy.FOLDER)
