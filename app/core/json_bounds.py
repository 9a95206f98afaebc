"""How much a JSON text would cost to parse, found out without parsing it."""

import re
from dataclasses import dataclass
from itertools import accumulate

_STRING = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"?', re.DOTALL)
"""Also one that never ends: looking for its end again from every quote would take forever."""

_BRACKET = re.compile(rb"[\[{\]}]")


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a text may have at most: lists and objects, values behind commas, levels.

    An empty list costs 20 times the memory of its text, and parsers use the stack for each level.
    """

    containers: int
    commas: int
    depth: int

    def excess(self, data: bytes) -> str:
        """Return what `data` has too much of, "" for nothing: a cheap look, in linear time."""
        bare = _STRING.sub(b"", data)
        brackets = (bare.count(b"[") + bare.count(b"{"), bare.count(b"]") + bare.count(b"}"))
        if max(brackets) > self.containers or bare.count(b",") > self.commas:
            return "values"
        steps = (1 if bracket in b"[{" else -1 for bracket in _BRACKET.findall(bare))
        return "levels" if max(accumulate(steps), default=0) > self.depth else ""
