"""GGUF files that a command line names: paths, or OWNER/REPO:PATH of files on the hub."""

import argparse
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from app.cli.hub_access import hub_of
from app.cli.progress import ProgressLine
from app.core.hub_files import HubFile, read_hub_file
from app.core.paths import Profile
from app.core.repositories import RepoFile
from app.gguf.capabilities import Capabilities, describe
from app.hub import repository
from app.hub.advice import hub_file
from app.hub.header_cache import HeaderCache
from app.hub.headers import HeaderReader
from app.hub.http import HubClient


@dataclass(frozen=True, slots=True)
class NamedFile:
    """A file whose header was read; `siblings` are those of its repository, () of a path."""

    file: Path | HubFile
    capabilities: Capabilities
    siblings: tuple[RepoFile, ...] = ()


class GgufFiles:
    """Reads headers; the hub is opened with the first file on it."""

    def __init__(self, args: argparse.Namespace) -> None:
        self._args = args
        self._open = ExitStack()
        self._hub: HubClient | None = None
        self._reader: HeaderReader | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._open.close()

    def read(self, name: str) -> NamedFile:
        """Return what a file is. Raises AppError when it cannot be read."""
        found = None if Path(name).exists() else read_hub_file(name)
        if found is None:
            return NamedFile(Path(name), describe(Path(name)))
        details = repository.details(self.hub, found.repo_id)
        file = hub_file(details, found.path)
        line = ProgressLine()
        try:
            capabilities = self.reader.full(
                file,
                details.files,
                progress=lambda got, _: line.show(f"{file.name}: {got / 1e6:.1f} MB of its header"),
            )
        finally:
            line.clear()
        return NamedFile(file, capabilities, details.files)

    @property
    def hub(self) -> HubClient:
        """The hub, opened."""
        if self._hub is None:
            self._hub = self._open.enter_context(hub_of(self._args)).client
        return self._hub

    @property
    def reader(self) -> HeaderReader:
        """Reads files of the hub."""
        if self._reader is None:
            cache = HeaderCache(Profile(self._args.profile).headers)
            self._reader = HeaderReader(self.hub, cache)
            self._open.callback(self._reader.close)
        return self._reader
