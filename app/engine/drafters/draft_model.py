"""Classic speculative decoding: a smaller model of the same vocabulary with a cache of its own.

llama.cpp common/speculative.cpp, draft-simple; unlike it, only what the drafter's cache lacks is
replayed: at most the last accepted draft token, when all were accepted.
"""

from collections.abc import Callable, Sequence

from app.core.depth import MAX_DEPTH
from app.core.speculation import Draft
from app.engine.drafters.base import DraftBuilder
from app.engine.llama import LlamaContext
from app.engine.sampler import GreedyPicker, Picker


class DraftModelDrafter:
    """Guesses with its own model; `context`'s cache follows the conversation by itself."""

    max_depth = MAX_DEPTH

    def __init__(self, context: LlamaContext) -> None:
        self._context = context
        self._picker: Picker = GreedyPicker()
        self._cached: list[int] = []

    @property
    def vocabulary_size(self) -> int:
        return self._context.model.vocabulary_size

    @property
    def evaluation_seconds(self) -> float:
        return self._context.evaluation_seconds

    def resume(self, cached: int) -> int:
        """Everything is kept: what this drafter lacks it evaluates itself."""
        return cached

    def ingest(self, prompt: Sequence[int], start: int, stop: int) -> None:
        """Nothing to do: `begin` reads the whole prompt."""

    def begin(self, context: Sequence[int], last_row: int, picker: Picker) -> None:
        del last_row
        self._picker = picker
        self._catch_up(context[:-1])

    def propose(self, context: Sequence[int], depth: int, limit: int) -> Draft:
        del limit
        if depth == 0:
            return Draft()
        self._catch_up(context[:-1])
        guesses = DraftBuilder(self._picker)
        token: int | None = context[-1]
        while token is not None and len(guesses) < depth:
            if len(self._cached) >= self._context.capacity:
                break
            self._context.evaluate((token,), len(self._cached), outputs=1)
            self._cached.append(token)
            token = guesses.pick(self._context.logits(0))
        return guesses.draft()

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
            self._context.evaluate(chunk, start, outputs=0)
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
