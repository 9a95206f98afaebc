"""Classic speculative decoding: a smaller model of the same vocabulary with a cache of its own.

llama.cpp common/speculative.cpp, draft-simple; unlike it, only what the drafter's cache lacks is
replayed: at most the last accepted draft token, when all were accepted.
"""

from collections.abc import Callable, Sequence

from app.engine.llama import LlamaContext
from app.engine.sampler import argmax


class DraftModelDrafter:
    """Guesses with its own model; `context`'s cache follows the conversation by itself."""

    def __init__(self, context: LlamaContext) -> None:
        self._context = context
        self._cached: list[int] = []

    @property
    def evaluation_seconds(self) -> float:
        return self._context.evaluation_seconds

    def begin(self, context: Sequence[int], last_row: int) -> None:
        del last_row
        self._catch_up(context[:-1])

    def propose(self, context: Sequence[int], depth: int) -> list[int]:
        self._catch_up(context[:-1])
        draft: list[int] = []
        token = context[-1]
        while len(draft) < depth and len(self._cached) < self._context.capacity:
            self._context.evaluate((token,), len(self._cached), outputs=True)
            self._cached.append(token)
            token = argmax(self._context.logits(0))
            draft.append(token)
        return draft

    def observe(self, row: int) -> None:
        """Nothing to do: the next proposal compares what is cached with what was kept."""

    def _catch_up(self, wanted: Sequence[int]) -> None:
        """Make the cache hold exactly `wanted`, evaluating only what it lacks."""
        common = _common_prefix(self._cached, wanted)
        if common < len(self._cached):
            common = self._context.keep(common)
            del self._cached[common:]
        while len(self._cached) < len(wanted):
            start = len(self._cached)
            chunk = wanted[start : start + self._context.max_batch]
            self._context.evaluate(chunk, start, outputs=False)
            self._cached.extend(chunk)

    def abort_when(self, asked: Callable[[], bool] | None) -> None:
        self._context.abort_when(asked)

    def close(self) -> None:
        model = self._context.model
        self._context.close()
        model.close()


def _common_prefix(cached: Sequence[int], wanted: Sequence[int]) -> int:
    """Return how many leading tokens agree, looking from the end where changes are."""
    length = min(len(cached), len(wanted))
    if cached[:length] == wanted[:length]:
        return length
    for index in range(length):
        if cached[index] != wanted[index]:
            return index
    return length
