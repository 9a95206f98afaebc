"""How the state of a download is said."""

from PySide6.QtCore import QCoreApplication

from app.core.downloads import DownloadJob, DownloadProgress, JobState, Remedy
from app.ui.wording import percent, size, time_left


def _tr(text: str) -> str:
    return QCoreApplication.translate("downloads", text)


def speed(bytes_per_second: float) -> str:
    """Return 42 MB/s, "" for none."""
    if bytes_per_second < 1:
        return ""
    return _tr("{size}/s").format(size=size(round(bytes_per_second)))


def done_of(done: int, total: int) -> str:
    """Return 3.1 GB of 7.4 GB."""
    return _tr("{done} of {total}").format(done=size(done), total=size(total))


def job_words(job: DownloadJob, state: JobState, progress: DownloadProgress | None) -> str:
    """Say in a line where a job stands."""
    done = job.done if progress is None else progress.done
    far = done_of(done, job.total)
    if state is JobState.RUNNING:
        rate = speed(progress.bytes_per_second) if progress else ""
        left = progress.seconds_left if progress else None
        rest = "" if left is None else time_left(left)
        return ", ".join(part for part in (far, rate, rest) if part)
    if state is JobState.WAITING:
        reason = progress.title if progress else ""
        return " ".join(part for part in (reason, _tr("It goes on by itself."), far) if part)
    if state is JobState.FAILED:
        return " ".join(part for part in (job.problem, job.hint) if part)
    words = {
        JobState.QUEUED: _tr("waits for its turn, {far}"),
        JobState.VERIFYING: _tr("checking that every byte is right, {share}"),
        JobState.PAUSED: _tr("paused, {far}"),
    }.get(state, _tr("here and checked, {total}"))
    share = percent(done / job.total if job.total else 0.0)
    return words.format(far=far if done else size(job.total), share=share, total=size(job.total))


def remedy_label(remedy: Remedy) -> str:
    """Return the button that leads on from a failure, "" where none does."""
    return {
        Remedy.RETRY: _tr("Try again"),
        Remedy.RESTART: _tr("Fetch the new file"),
        Remedy.ACCESS: _tr("Get access…"),
        Remedy.FOLDER: _tr("Try again"),
        Remedy.NONE: "",
    }[remedy]
