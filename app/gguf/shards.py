"""Models split over several files: which part a file is, and where the others are."""

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from app.gguf.hyperparameters import Metadata

_NAMED: Final = re.compile(r"^(.*)-(\d{5})-of-(\d{5})\.gguf$", re.IGNORECASE)


class Shard(NamedTuple):
    """Which part (from 1) of how many a file is."""

    number: int
    parts: int


def shard_in_name(name: str) -> Shard | None:
    """Return the part that a name or path says, None for a whole file."""
    named = _NAMED.match(name)
    if named is None or int(named[3]) < 2:
        return None
    return Shard(int(named[2]), int(named[3]))


def shard_of(name: str, metadata: Metadata) -> Shard | None:
    """Return the part that a file is: what it says itself counts more than its name."""
    count = metadata.number("split.count") or 1
    if count > 1:
        return Shard((metadata.number("split.no") or 0) + 1, count)
    return shard_in_name(name)


def later_parts(name: str, shard: Shard | None) -> tuple[str, ...]:
    """Return what the parts behind the first one are called; () if the name does not say.

    `name` may be a path: the others are in the same folder.
    """
    if shard is None or shard.number != 1 or shard_in_name(name) != shard:
        return ()
    stem = name[: -len("-00001-of-00001.gguf")]
    end = name[-len(".gguf") :]
    return tuple(
        f"{stem}-{number:05d}-of-{shard.parts:05d}{end}" for number in range(2, shard.parts + 1)
    )


def part_number(name: str) -> int:
    """Return the number in a part's name, 1 for a whole file."""
    shard = shard_in_name(name)
    return shard.number if shard else 1


def shard_problems(name: str, shard: Shard | None, missing: Iterable[int]) -> tuple[str, ...]:
    """Return clauses that finish "FILE cannot be loaded: "."""
    if shard is None:
        return ()
    if shard.number != 1:
        return (f"it is part {shard.number} of {shard.parts}; open part 1",)
    if not later_parts(name, shard):
        return (f"it is one part of {shard.parts}, and its name does not say which",)
    return tuple(f"part {number} of {shard.parts} is not beside it" for number in missing)
