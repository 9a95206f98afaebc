"""What would be downloaded for a chosen pair, and what of it is here already."""

from dataclasses import dataclass
from pathlib import Path

from app.core.downloads import DownloadJob, JobFile, new_job
from app.core.hub_files import HubFile
from app.core.library import Library
from app.core.repositories import Access, RepoDetails
from app.gguf.listing import ListedModel
from app.gguf.proposals import Proposal, Standing


@dataclass(frozen=True, slots=True)
class Choice:
    """A target of a repository, and the drafter it is to have.

    Attributes:
        drafter: None for none.
    """

    details: RepoDetails
    target: ListedModel
    drafter: Proposal | None = None

    @property
    def name(self) -> str:
        """What to call the target: its repository's name without the format, and the quant."""
        name = self.details.summary.name.removesuffix("-GGUF").removesuffix("-gguf")
        return f"{name} {self.target.quantization}".strip()

    @property
    def blocked(self) -> str:
        """Why this pair cannot be had, one sentence; "" if it can."""
        if self.details.access is not Access.GRANTED:
            return self.details.access_problem
        if self.target.classification.missing:
            return self.target.classification.reason
        drafter = self.drafter
        if drafter is not None and drafter.standing in (Standing.REFUSED, Standing.GONE):
            return drafter.reason
        return ""

    def target_files(self) -> tuple[JobFile, ...]:
        """Return the target's file, or all of its shards."""
        known = {file.path: file for file in self.details.files}
        return tuple(
            JobFile(
                self.details.repo_id,
                self.details.revision,
                path,
                known[path].size,
                known[path].sha256,
            )
            for path in self.target.paths
            if path in known
        )

    def drafter_file(self) -> JobFile | None:
        """Return the drafter's file on the hub, None where it has none there."""
        file = None if self.drafter is None else self.drafter.file
        if not isinstance(file, HubFile):
            return None
        return JobFile(
            file.repo_id, file.revision, file.path, file.size or 0, file.sha256, is_drafter=True
        )


@dataclass(frozen=True, slots=True)
class Plan:
    """How a choice comes to this machine.

    Attributes:
        job: what has to be fetched, None where all is here.
        target, drafter: where they are or will be.
        fetches_target, fetches_drafter: which of both the job is for.
    """

    job: DownloadJob | None
    target: Path
    drafter: Path | None
    fetches_target: bool
    fetches_drafter: bool


def plan(choice: Choice, library: Library, folder: Path, title: str) -> Plan:
    """Return what to do for this choice; files land below `folder`. Raises AppError."""
    wanted = choice.target_files()
    installed = _installed(wanted, library)
    fetch = [] if installed is not None else list(wanted)
    target = installed or wanted[0].destination(folder)
    drafter = choice.drafter.file if choice.drafter is not None else None
    local = drafter if isinstance(drafter, Path) else None
    on_hub = choice.drafter_file()
    if on_hub is not None:
        local = _installed((on_hub,), library)
        if local is None:
            fetch.append(on_hub)
            local = on_hub.destination(folder)
    fetches_drafter = on_hub is not None and on_hub in fetch
    beside = installed if fetches_drafter else local
    job = new_job(title, folder, tuple(fetch), beside) if fetch else None
    return Plan(job, target, local, installed is None, fetches_drafter)


def _installed(files: tuple[JobFile, ...], library: Library) -> Path | None:
    """Return the first path of an entry that is these files, by content or by where it is from."""
    hashes = tuple(file.sha256 for file in files)
    for entry in library.files:
        if entry.missing or len(entry.parts) != len(files):
            continue
        if all(hashes) and tuple(part.sha256 for part in entry.parts) == hashes:
            return entry.path
        origin = entry.origin
        same_place = (origin.repo_id, origin.path) == (files[0].repo_id, files[0].path)
        if same_place and origin.revision == files[0].revision:
            return entry.path
    return None
