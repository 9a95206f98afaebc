"""Looks into files on the hub without downloading them: first keys, or the whole header."""

import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from app.core.hub_files import HubFile
from app.core.repositories import RepoFile
from app.gguf.capabilities import Capabilities, describe_header
from app.gguf.header import Header, read_header
from app.gguf.quick_look import QuickLook, look_quickly
from app.gguf.shards import later_parts, part_number, shard_in_name
from app.gguf.source import Excerpt
from app.hub.header_cache import HeaderCache
from app.hub.http import HubClient
from app.hub.ranges import Progress, RangeSource

_FIRST: Final = "first"
_WHOLE: Final = "header"
_REMEMBERED: Final = 4
"""Descriptions kept in memory; one of 262,144 tokens takes 30 MB."""


class HeaderReader:
    """Describes files of the hub. Every method may take seconds and raises AppError.

    A file whose SHA-256 is known is asked of the hub once; another one costs a HEAD each time.
    """

    def __init__(self, hub: HubClient, cache: HeaderCache) -> None:
        self._hub = hub
        self._cache = cache
        self._session = hub.new_session()
        self._described: OrderedDict[tuple[str, tuple[str, ...]], Capabilities] = OrderedDict()

    def quick(self, file: HubFile, cancel: threading.Event | None = None) -> QuickLook:
        """Return what the first keys say: at most 256 KiB in at most three requests."""
        if (kept := self.kept_look(file)) is not None:
            return kept
        source = RangeSource(self._hub, self._session, file, cancel)
        etag = source.location.etag
        if kept := self._cache.get(etag, source.size, _FIRST):
            return look_quickly(Excerpt(kept, source.size), file.name)
        look = look_quickly(source, file.name)
        self._cache.put(etag, source.size, _FIRST, source.beginning)
        return look

    def kept_look(self, file: HubFile) -> QuickLook | None:
        """Return what is known of the first keys without asking; None if nothing. Raises AppError
        for what was found to be no GGUF."""
        if not file.sha256 or file.size is None:
            return None
        for what in (_FIRST, _WHOLE):
            if kept := self._cache.get(file.sha256, file.size, what):
                return look_quickly(Excerpt(kept, file.size), file.name)
        return None

    def full(
        self,
        file: HubFile,
        siblings: Sequence[RepoFile] = (),
        cancel: threading.Event | None = None,
        progress: Progress | None = None,
    ) -> Capabilities:
        """Return everything that the header says; of a split model, those of all its parts.

        No byte of a tensor is fetched. `siblings`: all files of the repository, to find parts in.
        """
        parts, missing = _later_parts(file, siblings)
        key = (f"{file.sha256}{file.path}", tuple(part.sha256 for part in parts))
        if file.sha256 and key in self._described:
            self._described.move_to_end(key)
            return self._described[key]
        header = self._header(file, cancel, progress)
        others = tuple(self._header(part, cancel, progress) for part in parts)
        found = describe_header(Path(file.path), header, others, missing)
        self._described[key] = found
        while len(self._described) > _REMEMBERED:
            self._described.popitem(last=False)
        return found

    def close(self) -> None:
        """Close the connections."""
        self._session.close()

    def _header(
        self, file: HubFile, cancel: threading.Event | None, progress: Progress | None
    ) -> Header:
        kept = self._cache.get(file.sha256, file.size or 0, _WHOLE) if file.sha256 else None
        if kept is not None and file.size is not None:
            return read_header(Excerpt(kept, file.size), file.name)
        source = RangeSource(self._hub, self._session, file, cancel, progress)
        etag = source.location.etag
        if kept := self._cache.get(etag, source.size, _WHOLE):
            return read_header(Excerpt(kept, source.size), file.name)
        header = read_header(source, file.name)
        self._cache.put(etag, source.size, _WHOLE, source.beginning)
        return header


def _later_parts(
    file: HubFile, siblings: Sequence[RepoFile]
) -> tuple[tuple[HubFile, ...], tuple[int, ...]]:
    """Return the parts behind the first one, and the numbers of those that are not there."""
    known = {sibling.path: sibling for sibling in siblings}
    names = later_parts(file.path, shard_in_name(file.path))
    there = tuple(
        replace(file, path=name, size=known[name].size, sha256=known[name].sha256)
        for name in names
        if name in known
    )
    return there, tuple(part_number(name) for name in names if name not in known)
