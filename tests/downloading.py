"""What download tests share: a job for a test hub's repository, and services to run it."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from app.core.downloads import DownloadFinished, DownloadJob, DownloadProgress, JobFile, new_job
from app.hub.connection import Connection
from app.hub.download.fetcher import Options
from app.hub.download.job import Services, run_job
from app.hub.http import HubClient
from tests.hub_server.repos import Repository, ServedFile
from tests.hub_server.state import Hub

MIB = 1 << 20
REPO = "maker/chat-GGUF"


def served(*, mib: int = 9, seed: int = 1, path: str = "chat-Q4_K_M.gguf") -> ServedFile:
    """Return a large file that does not end with a chunk."""
    return ServedFile(path, length=mib * MIB + 12_345, seed=seed)


def pair_repository(revision_seed: int = 1) -> Repository:
    """Return a repository with a target and its drafter."""
    return Repository(
        REPO, (served(seed=revision_seed), served(mib=2, seed=7, path="MTP/chat-MTP-F16.gguf"))
    )


def job_for(repository: Repository, folder: Path, revision: str = "") -> DownloadJob:
    """Return a job for all files of a repository; those in `MTP/` are the drafter."""
    files = tuple(
        JobFile(
            repository.repo_id,
            revision or repository.commit,
            file.path,
            file.size,
            file.sha256 if file.lfs else "",
            is_drafter=file.path.startswith("MTP/"),
        )
        for file in repository.files
    )
    return new_job("chat Q4_K_M", folder, files)


@contextmanager
def services_for(
    hub: Hub, folder: Path, options: Options | None = None, token: str = ""
) -> Iterator[Services]:
    """Give what a job needs to reach this hub."""
    with HubClient(Connection(hub.url), lambda: token) as client:
        yield Services(client, folder / "library.json", options or Options(patience=30.0))


def fetch(
    job: DownloadJob,
    hub: Hub,
    options: Options | None = None,
    *,
    token: str = "",
    stop: threading.Event | None = None,
    report: Callable[[DownloadProgress], None] = lambda _: None,
) -> DownloadFinished:
    """Run a job to its end."""
    with services_for(hub, job.folder, options, token) as services:
        return run_job(job, services, stop or threading.Event(), report)


def holds(path: Path, file: ServedFile) -> bool:
    """Whether a file on the disk is that one."""
    if not path.is_file() or path.stat().st_size != file.size:
        return False
    return path.read_bytes() == content(file)


def content(file: ServedFile, start: int = 0, end: int = 1 << 62) -> bytes:
    """Return these bytes of a file."""
    found = bytearray()
    while piece := file.read(start + len(found), end):
        found += piece
    return bytes(found)
