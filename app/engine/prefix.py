"""What a cache and a prompt have in common."""

from collections.abc import Sequence


def common_prefix(cached: Sequence[int], wanted: Sequence[int]) -> int:
    """Return how many leading tokens agree, looking from the end where changes are."""
    length = min(len(cached), len(wanted))
    if list(cached[:length]) == list(wanted[:length]):
        return length
    for index in range(length):
        if cached[index] != wanted[index]:
            return index
    return length
