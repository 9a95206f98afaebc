"""Names one file on the hub, also as users write it: OWNER/REPO:PATH."""

from dataclasses import dataclass
from pathlib import PurePosixPath


@dataclass(frozen=True, slots=True)
class HubFile:
    """A file of a repository.

    Attributes:
        path: inside the repository. revision: a branch, tag or commit.
        size: bytes, None while unknown. sha256: of the content, "" while unknown; it names what
            is cached of the file, so that a second look needs no request.
    """

    repo_id: str
    path: str
    revision: str = "main"
    size: int | None = None
    sha256: str = ""

    @property
    def name(self) -> str:
        """The file's name without its folders."""
        return PurePosixPath(self.path).name

    def __str__(self) -> str:
        return f"{self.repo_id}:{self.path}"
