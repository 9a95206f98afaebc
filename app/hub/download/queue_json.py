"""Download jobs as JSON, and back: whatever does not look like one is left out."""

import dataclasses
from pathlib import Path
from typing import Any, cast

from app.core.downloads import DownloadJob, JobFile, JobState, Remedy


def job_record(job: DownloadJob) -> dict[str, Any]:
    """Return a job as JSON can hold it."""
    beside = None if job.beside is None else str(job.beside)
    return dataclasses.asdict(job) | {"folder": str(job.folder), "beside": beside}


def read_job(raw: object) -> DownloadJob | None:
    """Return the job that was written, None if it is none."""
    match raw:
        case {
            "job_id": str(job_id),
            "title": str(title),
            "folder": str(folder),
            "files": list(),
            "state": str(state),
            "done": int(done),
            "problem": str(problem),
            "hint": str(hint),
            "remedy": str(remedy),
        } if state in set(JobState) and remedy in set(Remedy):
            files = cast(dict[str, list[object]], raw)["files"]
            read = [_read_file(file) for file in files]
            known = tuple(file for file in read if file is not None)
            if not known or len(known) < len(read):
                return None
            beside = cast(dict[str, object], raw).get("beside")
            return DownloadJob(
                job_id, title, Path(folder), known, JobState(state), done, problem, hint,
                Remedy(remedy), Path(beside) if isinstance(beside, str) else None,
            )  # fmt: skip
        case _:
            return None


def _read_file(raw: object) -> JobFile | None:
    match raw:
        case {
            "repo_id": str(repo_id),
            "revision": str(revision),
            "path": str(path),
            "size": int(size),
            "sha256": str(sha256),
            "is_drafter": bool(is_drafter),
        }:
            return JobFile(repo_id, revision, path, size, sha256, is_drafter)
        case _:
            return None
