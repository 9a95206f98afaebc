"""EAGLE-3: a one-layer drafter with a cache of its own, fed with inputs of the target's layers.

llama.cpp common/speculative.cpp, draft-eagle3. At position P its cache holds the pair (token P+1,
features of P), so the pair behind the last cached token waits for the token that comes next. Unlike
llama.cpp, which runs the drafter over every verified row, only kept rows are read, and they share
one evaluation with the first guess: the same acceptance for one evaluation less a round. While no
draft is wanted nothing is computed at all.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from app.core.depth import MAX_DEPTH
from app.core.speculation import Draft
from app.engine.cache_state import CacheState, restore_cache, save_cache
from app.engine.drafters.base import DraftBuilder, DrafterState
from app.engine.drafters.pending_rows import PendingRows, SavedPending
from app.engine.eagle_features import FeatureEncoder, LayerInputs
from app.engine.llama import LlamaContext
from app.engine.sampler import GreedyPicker, Picker

WINDOW: Final = 128
"""After a pause the drafter starts anew from this many rows: reading all it missed would make
probing now and then as slow as drafting."""


@dataclass(frozen=True, slots=True)
class Eagle3State:
    """A drafter's cache of the pairs from position `oldest` up to `read`, and rows that wait."""

    oldest: int
    read: int
    pending: SavedPending
    cache: CacheState

    @property
    def size(self) -> int:
        return self.pending.rows.nbytes + len(self.cache.data)


class Eagle3Drafter:
    """Guesses with `context`'s model from what `inputs` keeps of the target."""

    max_depth = MAX_DEPTH

    def __init__(self, context: LlamaContext, inputs: LayerInputs) -> None:
        self._context = context
        self._inputs = inputs
        self._encoder = FeatureEncoder(context, inputs.width)
        self._picker: Picker = GreedyPicker()
        self._pending = PendingRows(inputs.width)
        # Pairs of true features are cached from position `_oldest` up to `_read`.
        self._oldest = 0
        self._read = 0

    @property
    def vocabulary_size(self) -> int:
        """The target's: llama.cpp spreads a reduced vocabulary over it, the rest at -inf."""
        return self._context.model.vocabulary_size

    @property
    def evaluation_seconds(self) -> float:
        return self._context.evaluation_seconds + self._encoder.seconds

    def resume(self, cached: int) -> int:
        pending = self._pending
        pending.cut(cached)
        self._read = min(self._read, pending.start)
        wanted = max(0, cached - WINDOW) if self._inputs.repeatable else cached
        if pending.stop < wanted or self._first() > wanted:
            pending.restart(wanted)
        return pending.stop

    def catch_up(self, prompt: Sequence[int], cached: int) -> int:
        """Nothing is read that was missed: `resume` has the target read it again."""
        del prompt
        return cached

    def ingest(self, prompt: Sequence[int], start: int, stop: int) -> None:
        pending = self._pending
        if start < self._first():
            pending.restart(start)  # the target had to read more, so this may have it, too
        while pending.stop < stop:
            self._read_until(pending.stop, prompt)
            count = min(self._context.max_batch, stop - pending.stop)
            self._inputs.copy(pending.stop - start, pending.append(count))

    def begin(self, context: Sequence[int], last_row: int, picker: Picker) -> None:
        del last_row
        self._picker = picker
        self._read_until(self._pending.stop - 1, context)

    def propose(self, context: Sequence[int], depth: int, limit: int) -> Draft:
        del limit
        pending = self._pending
        if depth == 0 or not pending:
            return Draft()
        if len(pending) > MAX_DEPTH + 1:
            # Logits come for all rows of an evaluation or for none: not for so many.
            self._read_until(pending.stop - 1, context)
        row = self._read_until(pending.stop, context, logits=True)
        guesses = DraftBuilder(self._picker)
        token = guesses.pick(self._context.logits(row))
        while token is not None and len(guesses) < depth:
            self._context.hidden_input[0] = self._context.hidden(row)
            self._context.evaluate((token,), pending.stop - 1 + len(guesses), outputs=1)
            row = 0
            token = guesses.pick(self._context.logits(row))
        return guesses.draft()

    def observe(self, row: int) -> None:
        self._inputs.copy(0, self._pending.append(row + 1))
        self._pending.drop(max(0, len(self._pending) - WINDOW))

    def _goes_on(self) -> bool:
        """Whether the pending rows follow upon what is cached."""
        return self._oldest < self._pending.start <= self._read

    def _first(self) -> int:
        """Return the first position of what can be had without a gap."""
        return self._oldest if self._goes_on() else self._pending.start

    def _read_until(self, stop: int, tokens: Sequence[int], *, logits: bool = False) -> int:
        """Read the pending rows before position `stop`; return the last one's row.

        What the cache holds from there on was drafted from guesses and is forgotten.
        """
        pending, last = self._pending, -1
        if pending.start < stop:
            self._oldest = self._first()
            self._context.keep(pending.start if self._goes_on() else 0)
        while pending.start < stop:
            start = pending.start
            count = min(self._context.max_batch, stop - start)
            self._context.hidden_input[:count] = self._encoder.encode(pending.first(count))
            # Of fewer outputs than rows, llama.cpp's graph returns the first ones instead.
            outputs = count if logits else 0
            self._context.evaluate(tokens[start + 1 : start + 1 + count], start, outputs=outputs)
            pending.drop(count)
            self._read = pending.start
            last = count - 1
        return last

    def save(self) -> Eagle3State | None:
        self._context.rewind(self._read)  # behind it are guesses
        cache = save_cache(self._context, whole=True)
        if cache is None:
            return None
        return Eagle3State(self._oldest, self._read, self._pending.save(), cache)

    def restore(self, state: DrafterState | None) -> None:
        self._context.clear()
        self._oldest = self._read = 0
        self._pending.restart(0)
        if isinstance(state, Eagle3State) and restore_cache(self._context, state.cache):
            self._oldest, self._read = state.oldest, state.read
            self._pending.restore(state.pending)

    def abort_when(self, asked: Callable[[], bool] | None) -> None:
        self._context.abort_when(asked)

    def close(self) -> None:
        self._inputs.release()
        model = self._context.model
        self._context.close()
        model.close()
