"""Prompt lookup first, and the drafter behind it where nothing is found."""

from collections.abc import Callable, Sequence
from typing import Final

from app.core.depth import MAX_DEPTH
from app.core.lookup import PromptLookup
from app.core.speculation import Draft
from app.engine.drafters.base import DrafterState, EngineDrafter
from app.engine.sampler import Picker

EXACT_ROWS: Final = 9
"""Rows of Q8_0 weights that one CPU thread evaluates together as it would one by one."""


def longest_lookup(*, on_gpu: bool) -> int:
    """Return how many looked-up tokens a pass may verify: on a CPU no more than can be computed
    bit by bit as one at a time."""
    return MAX_DEPTH if on_gpu else EXACT_ROWS - 1


class LookupFirst:
    """Asks `lookup` for drafts of up to `longest` tokens, then the drafter `behind` it.

    That one is asked for nothing in rounds that lookup drafts, but asked, and it hears of their
    outcome: it may keep up or wait. Neither is closed here: both outlive the turn.
    """

    def __init__(self, lookup: PromptLookup, behind: EngineDrafter, longest: int) -> None:
        self._lookup = lookup
        self._behind = behind
        self._longest = longest

    @property
    def max_depth(self) -> int:
        return max(self._longest, self._behind.max_depth)

    @property
    def vocabulary_size(self) -> int:
        return self._behind.vocabulary_size

    @property
    def evaluation_seconds(self) -> float:
        return self._behind.evaluation_seconds

    def resume(self, cached: int) -> int:
        return self._behind.resume(cached)

    def catch_up(self, prompt: Sequence[int], cached: int) -> int:
        return self._behind.catch_up(prompt, cached)

    def ingest(self, prompt: Sequence[int], start: int, stop: int) -> None:
        self._behind.ingest(prompt, start, stop)

    def begin(self, context: Sequence[int], last_row: int, picker: Picker) -> None:
        self._lookup.begin(context)
        self._behind.begin(context, last_row, picker)

    def propose(self, context: Sequence[int], depth: int, limit: int) -> Draft:
        found = self._lookup.propose(context, min(limit, self._longest))
        if found is None:
            return self._behind.propose(context, depth, limit)
        self._behind.propose(context, 0, 0)
        return found

    def observe(self, row: int) -> None:
        self._behind.observe(row)

    def save(self) -> DrafterState | None:
        return self._behind.save()

    def restore(self, state: DrafterState | None) -> None:
        self._behind.restore(state)

    def abort_when(self, asked: Callable[[], bool] | None) -> None:
        self._behind.abort_when(asked)

    def close(self) -> None:
        """Nothing of its own is held."""
