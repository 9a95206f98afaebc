"""What depth controllers learnt, kept in the profile from one start of the program to the next."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from app.core import files
from app.core.depth_learnt import LearntDepth, read_learnt
from app.core.sampling import GREEDY_BELOW

MAX_ENTRIES = 200
"""Kept at most, 1 to 2 KB each; the ones not written for longest go first."""

_TEMPERATURES = (GREEDY_BELOW, 0.4, 0.8, 1.2)
"""Where one temperature bucket ends and the next begins: acceptance changes with temperature."""

_CONTEXT_UNIT = 1024
"""The first context bucket, in tokens; each further one ends at twice the length."""


@dataclass(frozen=True, slots=True)
class LearntKey:
    """What a depth was learnt for.

    Attributes:
        pair: names the two files' contents, as whoever loads them sees fit.
        method: by which drafts are made. device: on which the target runs.
        context, temperature: buckets, see `of`.
    """

    pair: str
    method: str
    device: str
    context: int
    temperature: int

    @classmethod
    def of(
        cls, pair: str, method: str, device: str, *, context_tokens: int, temperature: float
    ) -> "LearntKey":
        """Return the key for an answer that starts with so many tokens in its context."""
        return cls(
            pair,
            method,
            device,
            context=(max(0, context_tokens) // _CONTEXT_UNIT).bit_length(),
            temperature=sum(temperature >= edge for edge in _TEMPERATURES),
        )


def load(path: Path) -> dict[LearntKey, LearntDepth]:
    """Return all that is kept, oldest first; a damaged file gives nothing and is set aside."""
    known: dict[LearntKey, LearntDepth] = {}
    for entry in files.read_entries(path, "what was learnt of depths"):
        match entry:
            case {"key": key, "learnt": learnt}:
                read, value = read_key(key), read_learnt(learnt)
                if read is not None and value is not None:
                    known[read] = value
            case _:
                pass
    return known


def recall(known: Mapping[LearntKey, LearntDepth], key: LearntKey) -> LearntDepth | None:
    """Return what was learnt for `key`, or else for the nearest context and temperature.

    From a neighbour it is a beginning: a controller notices where its costs or acceptance differ.
    """
    same = {
        other: value
        for other, value in known.items()
        if (other.pair, other.method, other.device) == (key.pair, key.method, key.device)
    }
    if not same:
        return None
    return same[min(same, key=lambda other: _distance(other, key))]


def remember(path: Path, key: LearntKey, learnt: LearntDepth) -> None:
    """Keep `learnt` for `key` as the newest entry. Raises OSError when it cannot be written."""
    known = load(path)
    known.pop(key, None)
    known[key] = learnt
    newest = list(known.items())[-MAX_ENTRIES:]
    files.write_entries(
        path,
        (
            {"key": dataclasses.asdict(kept), "learnt": dataclasses.asdict(value)}
            for kept, value in newest
        ),
    )


def _distance(one: LearntKey, other: LearntKey) -> int:
    return abs(one.context - other.context) + 2 * abs(one.temperature - other.temperature)


def read_key(raw: object) -> LearntKey | None:
    """Return the key that was written as JSON, None if it is none."""
    match raw:
        case {
            "pair": str(pair),
            "method": str(method),
            "device": str(device),
            "context": int(context),
            "temperature": int(temperature),
        }:
            return LearntKey(pair, method, device, context, temperature)
        case _:
            return None
