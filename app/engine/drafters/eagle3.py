"""EAGLE-3: a one-layer drafter with a cache of its own, fed with inputs of the target's layers.

llama.cpp common/speculative.cpp, draft-eagle3. At position P its cache holds the pair (token P+1,
features of P), so the pair behind the last cached token waits for the token that comes next. Unlike
llama.cpp, which runs the drafter over every verified row, only kept rows are read, and they share
one evaluation with the first guess: the same acceptance for one evaluation less a round.
"""

from collections.abc import Callable, Sequence

from app.core.depth import MAX_DEPTH
from app.core.speculation import Draft
from app.engine.drafters.base import DraftBuilder
from app.engine.drafters.pending_rows import PendingRows
from app.engine.eagle_features import FeatureEncoder, LayerInputs
from app.engine.llama import LlamaContext
from app.engine.sampler import GreedyPicker, Picker


class Eagle3Drafter:
    """Guesses with `context`'s model from what `inputs` keeps of the target."""

    max_depth = MAX_DEPTH

    def __init__(self, context: LlamaContext, inputs: LayerInputs) -> None:
        self._context = context
        self._inputs = inputs
        self._encoder = FeatureEncoder(context, inputs.width)
        self._picker: Picker = GreedyPicker()
        self._pending = PendingRows(inputs.width)

    @property
    def vocabulary_size(self) -> int:
        """The target's: llama.cpp spreads a reduced vocabulary over it, the rest at -inf."""
        return self._context.model.vocabulary_size

    @property
    def evaluation_seconds(self) -> float:
        return self._context.evaluation_seconds + self._encoder.seconds

    def resume(self, cached: int) -> int:
        return self._pending.cut(cached)

    def ingest(self, prompt: Sequence[int], start: int, stop: int) -> None:
        while self._pending.stop < stop:
            self._write(prompt, self._pending.stop)
            count = min(self._context.max_batch, stop - self._pending.stop)
            self._inputs.copy(self._pending.stop - start, self._pending.append(count))

    def begin(self, context: Sequence[int], last_row: int, picker: Picker) -> None:
        del last_row
        self._picker = picker
        self._write(context, self._pending.stop - 1)

    def propose(self, context: Sequence[int], depth: int, limit: int) -> Draft:
        del limit
        pending = self._pending
        if pending.start == pending.stop:
            return Draft()
        if depth == 0:
            if pending.stop - pending.start >= self._context.max_batch:
                self._write(context, pending.stop - 1)
            return Draft()
        if pending.stop - pending.start > MAX_DEPTH + 1:
            # Logits of many rows cost memory traffic; only those of the last one are wanted.
            self._write(context, pending.stop - 1)
        row = self._write(context, pending.stop, outputs=True)
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

    def _write(self, tokens: Sequence[int], stop: int, *, outputs: bool = False) -> int:
        """Read the pending rows before position `stop`; return the last one's row.

        `outputs` asks for logits. Drafted positions are forgotten: they rest on guesses.
        """
        pending, last = self._pending, -1
        if pending.start < stop:
            self._context.rewind(pending.start)
        while pending.start < stop:
            start = pending.start
            count = min(self._context.max_batch, stop - start)
            self._context.hidden_input[:count] = self._encoder.encode(pending.first(count))
            # Asked for fewer than all rows, llama.cpp's graph would give the first ones instead.
            self._context.evaluate(
                tokens[start + 1 : start + 1 + count], start, outputs=count if outputs else 0
            )
            pending.drop(count)
            last = count - 1
        return last

    def abort_when(self, asked: Callable[[], bool] | None) -> None:
        self._context.abort_when(asked)

    def close(self) -> None:
        model = self._context.model
        self._context.close()
        model.close()
