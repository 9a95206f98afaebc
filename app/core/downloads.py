"""Downloads as plain values: what is asked for, how far it is, and how it ended."""

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from app.core.errors import AppError

PART_SUFFIX = ".part"
"""Of a file that is not whole yet: never taken for a model."""


class JobState(StrEnum):
    """Where a job stands. Only FINISHED files may be used."""

    QUEUED = "queued"
    RUNNING = "running"
    WAITING = "waiting"
    """The network is gone or the hub asked for a break; it goes on by itself."""
    VERIFYING = "verifying"
    PAUSED = "paused"
    FAILED = "failed"
    FINISHED = "finished"

    @property
    def is_active(self) -> bool:
        """Whether a process works on it now."""
        return self in (JobState.RUNNING, JobState.WAITING, JobState.VERIFYING)


class Remedy(StrEnum):
    """What the user can do about a failed job; the button to offer."""

    RETRY = "retry"
    """Try again: what is there already is kept."""
    RESTART = "restart"
    """The file changed on the hub: fetch the new one, from the start."""
    ACCESS = "access"
    """Open the repository's page to accept its conditions, or give a token."""
    FOLDER = "folder"
    """Free space, allow writing, or choose another models folder; then try again."""
    NONE = "none"
    """Only removing the job is left."""


@dataclass(frozen=True, slots=True)
class JobFile:
    """One file of a repository.

    Attributes:
        revision: a commit, or a branch; a commit cannot change during the download.
        path: in the repository, with forward slashes.
        size: in bytes.
        sha256: 64 hex digits as the hub has them for large files; "" if it has none, then the
            hash in the answer's ETag is used.
        is_drafter: whether it is (a shard of) the drafter; else of the target.
    """

    repo_id: str
    revision: str
    path: str
    size: int
    sha256: str = ""
    is_drafter: bool = False

    @property
    def name(self) -> str:
        """The last part of the path."""
        return self.path.rpartition("/")[2]

    def destination(self, folder: Path) -> Path:
        """Return `<folder>/<owner>/<repository>/<path>`. Raises AppError if that is not safe."""
        parts = [*self.repo_id.split("/"), *self.path.split("/")]
        for part in parts:
            if part in ("", ".", "..") or any(mark in part for mark in '\\:\0*?"<>|'):
                raise AppError(
                    f"The hub names a file that cannot be stored: {self.repo_id}/{self.path}.",
                    "Choose another file.",
                )
        return folder.joinpath(*parts)

    def partial(self, folder: Path) -> Path:
        """Return where it grows until it is whole and verified."""
        whole = self.destination(folder)
        return whole.with_name(whole.name + PART_SUFFIX)


@dataclass(frozen=True, slots=True)
class DownloadJob:
    """A target, its drafter and all their shards, fetched as one thing.

    Attributes:
        job_id: the same for the same files in the same folder; see `new_job`.
        title: for people, e.g. "gemma-4-12B-it Q4_K_M with its drafter".
        folder: the models folder it goes to.
        files: the target first; in the order in which they are fetched.
        done: bytes that are on the disk, as last written down.
        problem, hint: why it failed, else "".
        beside: the other file of the pair where that is on this machine already: the target of a
            job for a drafter alone, the drafter of one for a target; else None.
        remedy: what can be done about that; RESTART of a QUEUED job: it begins with asking the hub
            what is there now.
    """

    job_id: str
    title: str
    folder: Path
    files: tuple[JobFile, ...]
    state: JobState = JobState.QUEUED
    done: int = 0
    problem: str = ""
    hint: str = ""
    remedy: Remedy = Remedy.NONE
    beside: Path | None = None

    @property
    def paths(self) -> tuple[Path, ...]:
        """Where its files are once it is FINISHED, the target first."""
        return tuple(file.destination(self.folder) for file in self.files)

    @property
    def pair(self) -> tuple[Path | None, Path | None]:
        """The files to open as target and as drafter; None for one that nobody named."""
        ours = [file for file in self.files if not file.is_drafter]
        theirs = [file for file in self.files if file.is_drafter]
        return self._first(ours), self._first(theirs)

    def _first(self, files: list[JobFile]) -> Path | None:
        return files[0].destination(self.folder) if files else self.beside

    @property
    def total(self) -> int:
        """Bytes of all its files."""
        return sum(file.size for file in self.files)


def new_job(
    title: str, folder: Path, files: tuple[JobFile, ...], beside: Path | None = None
) -> DownloadJob:
    """Return a job to queue; asking for the same files again gives the same job_id."""
    named = "\n".join([str(folder), *(f"{file.repo_id}/{file.path}" for file in files)])
    job_id = hashlib.sha256(named.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return DownloadJob(job_id, title, folder, files, beside=beside)


@dataclass(frozen=True, slots=True)
class DownloadProgress:
    """How far a job is; at most ten a second each.

    Attributes:
        done, total: bytes.
        bytes_per_second: over the last seconds; 0.0 when nothing comes.
        seconds_left: None when nobody can tell.
        title, hint: what it waits for in state WAITING or why it failed in FAILED, else "".
        file: name of the file in hand.
    """

    job_id: str
    state: JobState
    done: int
    total: int
    bytes_per_second: float = 0.0
    seconds_left: float | None = None
    title: str = ""
    hint: str = ""
    file: str = ""


@dataclass(frozen=True, slots=True)
class DownloadFinished:
    """All files are whole, verified, and under their final names.

    Attributes:
        paths: as the job's files, the target first.
        fetched: body bytes that came over the network in this run.
        repaired: bytes that had come damaged, and were found and fetched again.
    """

    job_id: str
    paths: tuple[Path, ...]
    fetched: int = 0
    repaired: int = 0


@dataclass(frozen=True, slots=True)
class DownloadFailed:
    """A job stopped; what came so far is kept, unless RESTART is chosen.

    Attributes:
        title, hint: as of AppError.
    """

    job_id: str
    title: str
    hint: str
    remedy: Remedy = Remedy.RETRY


DownloadEvent = DownloadProgress | DownloadFinished | DownloadFailed
