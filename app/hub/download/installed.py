"""Whole files: recognised when they are there already, recorded in the library when they came."""

import threading
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Final

from app.core.downloads import DownloadJob, JobFile
from app.core.library import FileOrigin, FilePart
from app.hub.download import problems
from app.hub.download.file import Fetched
from app.hub.download.hashing import Fingerprint
from app.hub.download.problems import DownloadStopped
from app.hub.library import index
from app.hub.library.names import group_shards

_PIECE: Final = 1 << 20


def recognise(
    file: JobFile, folder: Path, library: Path, stop: threading.Event, tick: Callable[[], None]
) -> Fetched | None:
    """Return the file if it lies under its final name already, with the job's SHA-256.

    It is hashed only if the library does not know it; `tick` is called meanwhile. Raises
    DownloadProblem when it cannot be read, DownloadStopped.
    """
    path = file.destination(folder)
    try:
        if not file.sha256 or not path.is_file() or path.stat().st_size != file.size:
            return None
        known = _part(path, file.sha256)
        recorded = index.load(library).files.get(path)
        is_known = recorded is not None and any(_is_same(part, known) for part in recorded.parts)
        if not is_known and _hash(path, file, stop, tick) != file.sha256:
            return None
    except OSError as problem:
        raise problems.disk(problem, path) from problem
    return Fetched(path, file.sha256, file.revision, 0, ())


def record(job: DownloadJob, fetched: Sequence[Fetched], library: Path) -> None:
    """Keep in the library what a job brought, and which pair that makes. Raises AppError."""
    came = {one.path: (file, one) for file, one in zip(job.files, fetched, strict=True)}
    for shards in group_shards(came):
        first, one = came[shards[0]]
        parts = [_part(path, came[path][1].sha256) for path in shards]
        origin = FileOrigin(first.repo_id, one.commit or first.revision, first.path)
        index.record_download(library, parts, origin)
    target, drafter = job.pair
    if target is not None and drafter is not None:
        index.record_pair(library, target, drafter)


def _part(path: Path, sha256: str) -> FilePart:
    found = path.stat()
    return FilePart(
        path,
        found.st_size,
        found.st_mtime_ns,
        found.st_dev,
        found.st_ino,
        sha256,
        date.today().isoformat(),
    )


def _is_same(one: FilePart, other: FilePart) -> bool:
    """Return whether nothing but the day of verification differs."""
    return one.is_verified and (one.path, one.size, one.mtime_ns, one.sha256) == (
        other.path,
        other.size,
        other.mtime_ns,
        other.sha256,
    )


def _hash(path: Path, file: JobFile, stop: threading.Event, tick: Callable[[], None]) -> str:
    fingerprint = Fingerprint(file.size, git=False)
    buffer = memoryview(bytearray(_PIECE))
    with path.open("rb", buffering=0) as opened:
        while count := opened.readinto(buffer):
            if stop.is_set():
                raise DownloadStopped
            fingerprint.update(buffer[:count])
            tick()
    return fingerprint.sha256
