"""Multi-token prediction with a head that is part of the target, or in a file of its own.

llama_cpp.md 1.5. Row k of the head's own cache is (token k, the target's hidden state behind token
k - 1). What the target has accepted since and its last token are evaluated in one batch, whose last
row gives the first guess; further guesses are fed with the head's own hidden states.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.core.depth import MAX_DEPTH
from app.core.speculation import Draft
from app.engine.cache_state import CacheState, restore_cache, save_cache
from app.engine.drafters.base import DraftBuilder, DrafterState
from app.engine.drafters.hidden_rows import HiddenRows, SavedRows
from app.engine.llama import Floats, LlamaContext
from app.engine.sampler import GreedyPicker, Picker


@dataclass(frozen=True, slots=True)
class HeadState:
    """The hidden states that a head was fed with, and its cache of `cached` tokens."""

    rows: SavedRows
    cached: int
    cache: CacheState

    @property
    def size(self) -> int:
        return self.rows.rows.nbytes + len(self.cache.data)


class NextnMtpDrafter:
    """Guesses with one MTP head, again and again.

    `context` is the head's, with hidden states of all its rows; it is closed with the drafter, its
    model only if `owns_model`.
    """

    max_depth = MAX_DEPTH

    def __init__(self, context: LlamaContext, rows: HiddenRows, *, owns_model: bool) -> None:
        self._context = context
        self._rows = rows
        self._owns_model = owns_model
        self._picker: Picker = GreedyPicker()
        self._cached = 0
        self._position = 0

    @property
    def evaluation_seconds(self) -> float:
        return self._context.evaluation_seconds

    @property
    def vocabulary_size(self) -> int:
        return self._context.model.vocabulary_size

    def resume(self, cached: int) -> int:
        """Everything is kept: tokens that this drafter has missed are left out of its cache."""
        self._rows.cut(cached)
        self._cached = min(self._cached, cached)
        return cached

    def catch_up(self, prompt: Sequence[int], cached: int) -> int:
        """What was missed is left out, see `resume`."""
        del prompt
        return cached

    def ingest(self, prompt: Sequence[int], start: int, stop: int) -> None:
        self.resume(start)
        self._rows.take(start, stop - start)
        self._catch_up(prompt, stop)

    def begin(self, context: Sequence[int], last_row: int, picker: Picker) -> None:
        del context, last_row
        self._picker = picker

    def propose(self, context: Sequence[int], depth: int, limit: int) -> Draft:
        del limit
        self._position = len(context) - 1
        depth = min(depth, self.max_depth)
        if depth == 0 or not self._rows.reaches(self._position):
            return Draft()
        room = max(1, self._context.max_batch - depth)
        self._catch_up(context, len(context) - room)
        guesses = DraftBuilder(self._picker)
        self._guess(context, depth, guesses)
        self._cached = len(context)
        return guesses.draft()

    def observe(self, row: int) -> None:
        self._rows.take(self._position, row + 1)

    def save(self) -> HeadState | None:
        self._context.rewind(self._cached)  # behind it are guesses
        cache = save_cache(self._context, whole=True)
        return HeadState(self._rows.save(), self._cached, cache) if cache is not None else None

    def restore(self, state: DrafterState | None) -> None:
        self._context.clear()
        self._cached = 0
        if isinstance(state, HeadState) and restore_cache(self._context, state.cache):
            self._rows.restore(state.rows)
            self._cached = state.cached
        else:
            self._context.clear()
            self._rows.restore(None)

    def _catch_up(self, tokens: Sequence[int], stop: int) -> None:
        """Evaluate tokens up to `stop` as far as the head's cache lacks them.

        Where rows are missing the cache begins behind them: a head with a short memory guesses
        worse, but still for the right position.
        """
        if not self._rows.reaches(self._cached):
            self._cached = self._rows.first + 1
            self._context.clear()
        while self._cached < stop:
            last = min(self._cached + self._context.max_batch, stop)
            self._read(tokens[self._cached : last])
            self._cached = last

    def _read(self, tokens: Sequence[int]) -> None:
        """Append accepted tokens to the cache."""
        self._evaluate(tokens, outputs=0)

    def _evaluate(self, tokens: Sequence[int], *, outputs: int, own: Sequence[Floats] = ()) -> None:
        """Evaluate tokens behind the cache: accepted ones, fed with the target's hidden states,
        and as many guessed ones as there are hidden states of the head's `own`."""
        hidden_input = self._context.hidden_input
        self._context.rewind(self._cached)
        accepted = len(tokens) - len(own)
        self._rows.fill(hidden_input, self._cached, accepted)
        for row, hidden in enumerate(own, accepted):
            hidden_input[row] = hidden
        self._context.evaluate(tokens, self._cached, outputs=outputs)

    def _guess(self, context: Sequence[int], depth: int, guesses: DraftBuilder) -> None:
        """Add `depth` guesses: the first from accepted tokens, each further one from the last."""
        accepted = context[self._cached :]
        self._evaluate(accepted, outputs=1)
        row, position = len(accepted) - 1, len(context)
        while (guess := guesses.pick(self._context.logits(row))) is not None:
            if len(guesses) == depth:
                return
            self._context.hidden_input[0] = self._context.hidden(row)
            self._context.evaluate((guess,), position, outputs=1)
            row, position = 0, position + 1

    def abort_when(self, asked: Callable[[], bool] | None) -> None:
        self._context.abort_when(asked)

    def close(self) -> None:
        model = self._context.model
        self._context.close()
        if self._owns_model:
            model.close()


class HiddenListener:
    """Stands in for an MTP head in a turn without speculation, so that it misses nothing."""

    max_depth = 0
    vocabulary_size = 0
    evaluation_seconds = 0.0

    def __init__(self, rows: HiddenRows) -> None:
        self._rows = rows
        self._position = 0

    def resume(self, cached: int) -> int:
        return cached

    def catch_up(self, prompt: Sequence[int], cached: int) -> int:
        del prompt
        return cached

    def ingest(self, prompt: Sequence[int], start: int, stop: int) -> None:
        del prompt
        self._rows.take(start, stop - start)

    def begin(self, context: Sequence[int], last_row: int, picker: Picker) -> None:
        del context, last_row, picker

    def propose(self, context: Sequence[int], depth: int, limit: int) -> Draft:
        del depth, limit
        self._position = len(context) - 1
        return Draft()

    def observe(self, row: int) -> None:
        self._rows.take(self._position, row + 1)

    def save(self) -> None:
        """The rows are the head's to save."""

    def restore(self, state: DrafterState | None) -> None:
        del state

    def abort_when(self, asked: Callable[[], bool] | None) -> None:
        del asked

    def close(self) -> None:
        """Nothing is held."""
