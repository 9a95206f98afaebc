"""Classic speculative decoding: a smaller model of the same vocabulary with a cache of its own.

llama.cpp common/speculative.cpp, draft-simple; unlike it, only what the drafter's cache lacks is
replayed, together with the last token: at most one draft token more, when all were accepted. A
drafter with a recurrent state goes back to a copy of it and replays what was accepted.

Vocabularies may differ in up to 128 tokens at their end. A token that the target does not know is
never proposed: llama.cpp ends the process when asked for its text. In place of one that the drafter
does not know it reads another.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from app.core.depth import MAX_DEPTH
from app.core.speculation import Draft
from app.engine.drafters.base import DraftBuilder, DrafterState
from app.engine.llama import Floats, LlamaContext
from app.engine.prefix import common_prefix
from app.engine.rollback import Rollback, SavedCache
from app.engine.sampler import GreedyPicker, Picker

_STAND_IN: Final = 0
"""Read in place of a token that the drafter does not know."""


@dataclass(frozen=True, slots=True)
class DraftModelState:
    """The tokens in a draft model's cache, and the cache."""

    tokens: tuple[int, ...]
    cache: SavedCache

    @property
    def size(self) -> int:
        return self.cache.size


class DraftModelDrafter:
    """Guesses with its own model; `context`'s cache follows the conversation by itself.

    Attributes:
        vocabulary_size: of the tokens that the drafter and the target, which has
            `target_vocabulary`, both know.
    """

    max_depth = MAX_DEPTH

    def __init__(self, context: LlamaContext, target_vocabulary: int) -> None:
        self._context = context
        own = context.model.vocabulary_size
        self.vocabulary_size = min(own, target_vocabulary)
        self._knows_all = own >= target_vocabulary
        self._rollback = Rollback(context)
        self._picker: Picker = GreedyPicker()
        self._cached: list[int] = []

    @property
    def evaluation_seconds(self) -> float:
        return self._context.evaluation_seconds

    def resume(self, cached: int) -> int:
        """Everything is kept: what this drafter lacks it evaluates itself."""
        return cached

    def catch_up(self, prompt: Sequence[int], cached: int) -> int:
        wanted = prompt[:cached]
        if self._lacks(wanted):
            self._cut(wanted, 0)
            self._read_batch(wanted, 0)
            return len(self._cached)
        return cached

    def ingest(self, prompt: Sequence[int], start: int, stop: int) -> None:
        """Read what the target has just read, so that both are done at once."""
        del start
        wanted = prompt[:stop]
        if self._lacks(wanted):
            self._read(wanted, outputs=0)

    def _lacks(self, wanted: Sequence[int]) -> bool:
        """Whether there is something to read; if not, what is cached beyond may be of use yet."""
        return common_prefix(self._cached, wanted) < len(wanted)

    def begin(self, context: Sequence[int], last_row: int, picker: Picker) -> None:
        del last_row
        self._picker = picker
        self._read(context[:-1], outputs=0)
        self._rollback.mark()

    def propose(self, context: Sequence[int], depth: int, limit: int) -> Draft:
        del limit
        depth = min(depth, self._context.capacity - len(context) + 1)
        if depth <= 0:
            return Draft()
        row = self._read(context, outputs=1)
        self._rollback.protect(depth - 1)
        guesses = DraftBuilder(self._picker)
        while (guess := guesses.pick(self._logits(row))) is not None:
            if len(guesses) == depth:
                break
            self._rollback.evaluate((guess,), outputs=1)
            self._cached.append(guess)
            row = 0
        return guesses.draft()

    def observe(self, row: int) -> None:
        """Nothing to do: the next proposal compares what is cached with what was kept."""

    def _read(self, wanted: Sequence[int], *, outputs: int) -> int:
        """Make the cache hold exactly `wanted`, evaluating only what it lacks and the last
        `outputs` tokens; return the last row."""
        self._cut(wanted, outputs)
        row = -1
        while len(self._cached) < len(wanted):
            row = self._read_batch(wanted, outputs)
        return row

    def _cut(self, wanted: Sequence[int], outputs: int) -> None:
        common = min(common_prefix(self._cached, wanted), len(wanted) - outputs)
        del self._cached[self._rollback.keep(common) :]

    def _read_batch(self, wanted: Sequence[int], outputs: int) -> int:
        start = len(self._cached)
        chunk = wanted[start : start + self._context.max_batch]
        last = start + len(chunk) == len(wanted)
        self._rollback.evaluate(self._readable(chunk), outputs=outputs if last else 0)
        self._cached.extend(chunk)
        return len(chunk) - 1

    def _logits(self, row: int) -> Floats:
        return self._context.logits(row)[: self.vocabulary_size]

    def _readable(self, tokens: Sequence[int]) -> Sequence[int]:
        if self._knows_all:
            return tokens
        return [token if token < self.vocabulary_size else _STAND_IN for token in tokens]

    def save(self) -> DraftModelState | None:
        cache = self._rollback.save()
        return DraftModelState(tuple(self._cached), cache) if cache is not None else None

    def restore(self, state: DrafterState | None) -> None:
        """Without a state nothing is lost: what the cache holds is compared with every prompt."""
        if isinstance(state, DraftModelState):
            restored = self._rollback.restore(state.cache)
            self._cached = list(state.tokens) if restored else []

    def abort_when(self, asked: Callable[[], bool] | None) -> None:
        self._context.abort_when(asked)

    def close(self) -> None:
        model = self._context.model
        self._context.close()
        model.close()
