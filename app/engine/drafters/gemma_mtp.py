"""Multi-token prediction with a Gemma 4 assistant, which attends to the target's own KV cache.

llama_cpp.md 1.4: every draft step runs at the same position, fed with the last token and a hidden
state: the target's behind the last cached token first, then the assistant's own. The assistant has
no cache, so there is nothing to rewind or catch up.
"""

from collections.abc import Callable, Sequence

from app.core.depth import MAX_DEPTH
from app.core.speculation import Draft
from app.engine.drafters.base import DraftBuilder, DrafterState
from app.engine.llama import Floats, LlamaContext
from app.engine.sampler import GreedyPicker, Picker


class GemmaMtpDrafter:
    """Guesses with an assistant whose context was created on top of `target`'s."""

    max_depth = MAX_DEPTH

    def __init__(self, context: LlamaContext, target: LlamaContext) -> None:
        self._context = context
        self._target = target
        self._picker: Picker = GreedyPicker()
        self._hidden: Floats | None = None

    @property
    def evaluation_seconds(self) -> float:
        return self._context.evaluation_seconds

    @property
    def vocabulary_size(self) -> int:
        return self._context.model.vocabulary_size

    def resume(self, cached: int) -> int:
        """Everything is kept: an assistant reads the target's own cache."""
        return cached

    def catch_up(self, prompt: Sequence[int], cached: int) -> int:
        """Nothing to read: an assistant has no cache."""
        del prompt
        return cached

    def ingest(self, prompt: Sequence[int], start: int, stop: int) -> None:
        """Nothing to do: only the hidden state behind the last token counts, see `begin`."""

    def begin(self, context: Sequence[int], last_row: int, picker: Picker) -> None:
        del context
        self._picker = picker
        self._hidden = self._target.hidden(last_row).copy() if last_row >= 0 else None

    def propose(self, context: Sequence[int], depth: int, limit: int) -> Draft:
        del limit
        hidden = self._hidden
        if hidden is None:
            return Draft()
        guesses = DraftBuilder(self._picker)
        token, position = context[-1], len(context) - 1
        while len(guesses) < depth:
            self._context.hidden_input[0] = hidden
            self._context.evaluate((token,), position, outputs=1)
            guess = guesses.pick(self._context.logits(0))
            if guess is None:
                break
            token, hidden = guess, self._context.hidden(0)
        return guesses.draft()

    def observe(self, row: int) -> None:
        kept = self._target.hidden(row)
        if self._hidden is None:
            self._hidden = kept.copy()
        else:
            self._hidden[:] = kept

    def save(self) -> None:
        """Nothing to copy: what it reads is the target's."""

    def restore(self, state: DrafterState | None) -> None:
        """Wait for the hidden state behind the last token of the next prompt, see `begin`."""
        del state
        self._hidden = None

    def abort_when(self, asked: Callable[[], bool] | None) -> None:
        """Nothing to poll: an assistant evaluates one token at a time."""
        del asked

    def close(self) -> None:
        model = self._context.model
        self._context.close()
        model.close()
