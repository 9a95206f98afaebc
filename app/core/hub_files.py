"""Names one file on the hub, also as users write it: OWNER/REPO:PATH."""

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

_WRITTEN: Final = re.compile(r"([\w.-]+/[\w.-]+):([^\\:]+)")


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


def read_hub_file(text: str) -> HubFile | None:
    """Return the file that OWNER/REPO:PATH names; None for what is not written so, as a path."""
    named = _WRITTEN.fullmatch(text.strip())
    return HubFile(named[1], named[2]) if named else None
