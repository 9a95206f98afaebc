"""What to do about a wrong hash: which bytes are wrong, of those that came long ago?

The hub gives one hash for a whole file. So first the disk is asked whether it still has what was
written (by the journal's CRCs: cheap, no network). If so the wrong bytes came over the network:
the file is fetched again in order and compared, each difference replaced, until the hash is right.
On average that is half the file for one damaged place, never more than all of it.
"""

import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Final

from app.hub.download import problems
from app.hub.download.fetcher import Sink
from app.hub.download.hashing import FollowingHash
from app.hub.download.journal import CHUNK, Extent, Journal
from app.hub.download.writing import ChunkComparer, PartFile

_WINDOW: Final = 256 * CHUNK
"""Fetched again before the hash is asked whether that was enough."""


def lose_torn_chunks(
    path: Path, journal: Journal, check_stop: Callable[[], None]
) -> tuple[int, ...]:
    """Strike chunks from the journal that the disk has no longer as they were written; name them.

    Raises DownloadProblem, and what `check_stop` raises.
    """
    lost: list[int] = []
    try:
        with path.open("rb", buffering=0) as file:
            for index in range(journal.chunks):
                check_stop()
                if zlib.crc32(file.read(journal.length(index))) != journal.crc(index):
                    lost.append(index)
                    journal.lose(index)
                    file.seek((index + 1) * CHUNK)
    except OSError as problem:
        raise problems.disk(problem, path) from problem
    return tuple(lost)


def fetch_again(
    part: PartFile,
    journal: Journal,
    hashed: FollowingHash,
    identity: str,
    fetch: Callable[[Extent, Sink], None],
) -> tuple[Extent, ...]:
    """Fetch until the hash is right or all came a second time; return what was replaced.

    Raises what `fetch` raises.
    """
    comparer = ChunkComparer(part, journal)
    for start in range(0, journal.size, _WINDOW):
        before = len(comparer.differing)
        fetch((start, min(start + _WINDOW, journal.size)), comparer)
        if found := comparer.differing[before:]:
            hashed.back_to(min(found))
            hashed.follow_to_end()
            if hashed.fingerprint.matches(identity):
                break
    return extents(tuple(sorted(comparer.differing)), journal)


def extents(chunks: tuple[int, ...], journal: Journal) -> tuple[Extent, ...]:
    """Return these chunks as bytes, joined where they touch."""
    found: list[Extent] = []
    for index in chunks:
        start, end = index * CHUNK, index * CHUNK + journal.length(index)
        if found and found[-1][1] == start:
            start = found.pop()[0]
        found.append((start, end))
    return tuple(found)
