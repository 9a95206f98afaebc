"""Multi-token prediction with several heads, of which each makes one guess.

Each head has a layer, and so a cache, of its own, but they share the note of which positions are
taken: a head takes over by cutting back to the accepted tokens and evaluating the rest itself
(llama.cpp common/speculative.cpp, chain_heads).
"""

from collections.abc import Sequence

from app.engine.drafters.base import DraftBuilder
from app.engine.drafters.hidden_rows import HiddenRows
from app.engine.drafters.nextn_mtp import NextnMtpDrafter
from app.engine.llama import Floats, LlamaContext


class ChainedMtpDrafter(NextnMtpDrafter):
    """Guesses with as many heads as its model has, one guess each."""

    def __init__(self, context: LlamaContext, rows: HiddenRows, *, owns_model: bool) -> None:
        super().__init__(context, rows, owns_model=owns_model)
        self.max_depth = context.model.heads

    def _read(self, tokens: Sequence[int]) -> None:
        self._read_with(range(self.max_depth), tokens)

    def _read_with(self, heads: Sequence[int], tokens: Sequence[int]) -> None:
        try:
            for head in heads:
                self._context.use_head(head)
                self._evaluate(tokens, outputs=0)
        finally:
            self._context.use_head(0)

    def _guess(self, context: Sequence[int], depth: int, guesses: DraftBuilder) -> None:
        accepted = list(context[self._cached :])
        own: list[Floats] = []
        try:
            for head in range(depth):
                self._context.use_head(head)
                self._evaluate([*accepted, *guesses.tokens], outputs=1, own=own)
                row = len(accepted) + head - 1
                if guesses.pick(self._context.logits(row)) is None:
                    break
                own.append(self._context.hidden(row).copy())
        finally:
            self._context.use_head(0)
        self._read_with(range(max(1, len(own)), self.max_depth), accepted)
