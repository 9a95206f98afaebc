"""`foretoken models pull`: a model and its drafter from the hub, resumed by the same command."""

import argparse
import contextlib
import json
import signal
import sys
import time
from collections.abc import Generator
from pathlib import Path
from typing import Any, Final

from app.cli.download_bar import DownloadBar, duration
from app.cli.hub_access import hub_of, note
from app.cli.tables import size_text
from app.core import settings
from app.core.downloads import (
    DownloadFailed,
    DownloadFinished,
    DownloadJob,
    JobFile,
    JobState,
    Remedy,
    new_job,
)
from app.core.errors import AppError
from app.core.paths import Profile
from app.core.repositories import Access, RepoDetails
from app.hub.choice import choose_drafter, choose_target, is_target, job_files
from app.hub.download.attempt import StopRequest, work_on
from app.hub.download.fetcher import USUAL_CONNECTIONS, USUAL_PATIENCE, Options
from app.hub.download.job import Services
from app.hub.download.pace import Limiter
from app.hub.download.queue import DownloadQueue
from app.hub.http import HubClient
from app.hub.repository import details
from app.hub.search import words_of

NO_DRAFTER: Final = "none"
INTERRUPTED: Final = 130


def add_parser(subparsers: Any) -> None:
    """Add the verb."""
    parser: argparse.ArgumentParser = subparsers.add_parser(
        "pull",
        help="download a model and its drafter",
        description="Download a model and the drafter beside it. Stopped or broken off, the same "
        "command goes on where it was.",
    )
    parser.add_argument(
        "model",
        metavar="OWNER/NAME[:WHICH]",
        help="WHICH is a quant such as Q4_K_M, or a file of the repository",
    )
    parser.add_argument(
        "--drafter",
        default="",
        metavar="FILE",
        help="a file of the repository, OWNER/NAME:FILE of another, or none "
        "(default: the best of those in the repository)",
    )
    parser.add_argument("--revision", metavar="REV", help="a commit, branch or tag")
    parser.add_argument(
        "--connections", type=_count, default=USUAL_CONNECTIONS, metavar="N", help="at once"
    )
    parser.add_argument("--limit", type=_rate, metavar="MB/S", help="of all connections together")
    parser.add_argument(
        "--patience",
        type=_seconds,
        default=USUAL_PATIENCE,
        metavar="SECONDS",
        help="without a byte until it fails (default: %(default)g)",
    )
    parser.add_argument(
        "--restart", action="store_true", help="if it changed on the hub, start again"
    )
    parser.add_argument("--json", action="store_true")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Download and say where it is; 130 after Ctrl-C. Raises AppError."""
    profile = Profile(args.profile)
    chosen = settings.load(profile.settings_file)
    limit = chosen.bandwidth_limit if args.limit is None else args.limit
    with hub_of(args) as hub:
        job = _job(hub.client, args, profile.models(chosen.models_folder))
        options = Options(args.connections, Limiter(limit), args.patience)
        services = Services(hub.client, profile.library_file, options)
        began = time.monotonic()
        finished = _pull(job, DownloadQueue(profile.downloads_file), services, args)
    if finished is None:
        note("Stopped. The same command goes on where it was.")
        return INTERRUPTED
    seconds = time.monotonic() - began
    if args.json:
        print(json.dumps(_record(job, finished, seconds), ensure_ascii=False))
    else:
        for path in finished.paths:
            print(path)
        if finished.repaired:
            note(f"{size_text(finished.repaired)} came damaged, and was found and fetched again.")
        note(f"{size_text(finished.fetched)} came in {duration(seconds)}; every SHA-256 is right.")
    return 0


def _job(client: HubClient, args: argparse.Namespace, folder: Path) -> DownloadJob:
    repo_id, which = _named(args.model)
    found = _allowed(client, repo_id, args.revision)
    target = choose_target(found, which)
    files = job_files(found, target)
    if is_target(target) or args.drafter:
        files += _drafter_files(client, found, args.drafter)
    name = target[0].path.rpartition("/")[2].removesuffix(".gguf")
    with_drafter = " with its drafter" if any(file.is_drafter for file in files) else ""
    job = new_job(f"{name}{with_drafter}", folder.absolute(), files)
    note(f"{job.title}: {size_text(job.total)}, licence: {found.licence_name or 'not said'}")
    return job


def _drafter_files(client: HubClient, found: RepoDetails, wanted: str) -> tuple[JobFile, ...]:
    if wanted == NO_DRAFTER:
        return ()
    repo_id, path = _named(wanted)
    if path:
        other = _allowed(client, repo_id, None)
        return job_files(other, choose_drafter(other, path), is_drafter=True)
    return job_files(found, choose_drafter(found, wanted), is_drafter=True)


def _named(text: str) -> tuple[str, str]:
    """Return a repository, which may be given by its address, and what is meant in it."""
    if "://" in text:
        return words_of(text), ""
    repo_id, _, which = text.partition(":")
    return repo_id, which


def _allowed(client: HubClient, repo_id: str, revision: str | None) -> RepoDetails:
    found = details(client, repo_id, revision)
    if found.access is not Access.GRANTED:
        raise AppError(found.access_problem, found.access_hint)
    return found


def _pull(
    job: DownloadJob, queue: DownloadQueue, services: Services, args: argparse.Namespace
) -> DownloadFinished | None:
    bar, stop, restarted = DownloadBar(), StopRequest(), False
    queue.add(job)
    while True:
        with _interruptible(stop):
            result = work_on(job, queue, services, stop, bar.show)
        bar.clear()
        match result:
            case DownloadFailed(remedy=Remedy.RESTART) if not restarted and _may_restart(
                result, args
            ):
                restarted = True
                queue.retry(job.job_id, renew=True)
                job = queue.job(job.job_id) or job
            case DownloadFailed():
                raise AppError(result.title, result.hint)
            case None if not stop.event.is_set():
                raise AppError(
                    "Another Foretoken is fetching this now.", "Wait for it, or stop it there."
                )
            case _:
                return result


def _may_restart(failed: DownloadFailed, args: argparse.Namespace) -> bool:
    """Ask whether to fetch what is on the hub now, where somebody can answer."""
    if args.restart:
        note(failed.title)
        return True
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise AppError(failed.title, f"{failed.hint} With --restart, this command does.")
    note(f"{failed.title} {failed.hint}")
    print("Start again? [y/N] ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in ("y", "yes")


@contextlib.contextmanager
def _interruptible(stop: StopRequest) -> Generator[None]:
    """Let Ctrl-C (and a request to end) pause the job; a second Ctrl-C ends at once."""

    def handle(number: int, _: object) -> None:
        stop.ask(JobState.PAUSED)
        signal.signal(number, before[number])

    ends = (signal.SIGINT, signal.SIGTERM)
    before: dict[int, Any] = {number: signal.getsignal(number) for number in ends}
    for number in before:
        signal.signal(number, handle)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _record(job: DownloadJob, finished: DownloadFinished, seconds: float) -> dict[str, Any]:
    return {
        "files": [
            {
                "path": str(path),
                "repository": file.repo_id,
                "revision": file.revision,
                "file": file.path,
                "size": file.size,
                "sha256": file.sha256,
                "drafter": file.is_drafter,
            }
            for path, file in zip(finished.paths, job.files, strict=True)
        ],
        "fetched_bytes": finished.fetched,
        "repaired_bytes": finished.repaired,
        "seconds": round(seconds, 3),
    }


def _count(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 16:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1 to 16")
    return int(text)


def _rate(text: str) -> int:
    try:
        rate = round(float(text) * 1e6)
    except (ValueError, OverflowError):
        rate = -1
    if rate < 0:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of MB/s; 0 is no limit")
    return rate


def _seconds(text: str) -> float:
    if not text.isdigit():
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of seconds")
    return float(text)
