"""The Markdown of a selection in rendered text: what is marked up whole keeps its markup."""

import re

_FENCE = re.compile(r"^[ \t>]*(?:```|~~~)", re.MULTILINE)


def source_of_selection(source: str, edges: tuple[int, int, int, int]) -> str:
    """Return the source of a selection (see RenderedMap.edges).

    Of a bold word all letters give the asterisks too, some give themselves; a heading from its
    first letter has its marks; code alone is copied without its fences.
    """
    before, start, end, behind = edges
    first = start - len(_opening(source, before, start))
    last = end + len(_closing(source, first, end, behind))
    return source[first:last]


def _opening(source: str, before: int, start: int) -> str:
    """Return what of the markup between `before` and `start` belongs to what follows it."""
    hidden = source[before:start]
    line = hidden[hidden.rfind("\n") + 1 :]
    begins = line != hidden or before == 0
    return line if begins or not source[before - 1].isalnum() else ""


def _closing(source: str, first: int, end: int, behind: int) -> str:
    """Return what of the markup between `end` and `behind` belongs to what stands before it."""
    hidden = source[end:behind]
    if hidden.startswith("\n") and len(_FENCE.findall(source, first, end)) % 2:
        lines = hidden.split("\n", 2)
        return "\n" + lines[1] if _FENCE.match(lines[1]) else ""
    line = hidden.partition("\n")[0]
    return line if not source[end + len(line) : end + len(line) + 1].isalnum() else ""
