"""The target model as core.speculation sees it, over a llama.cpp context."""

from collections.abc import Sequence

from app.engine.llama import LlamaContext
from app.engine.sampler import Chooser


class LlamaTarget:
    """Implements core.speculation.Target for one turn."""

    def __init__(self, context: LlamaContext, chooser: Chooser, cached: int) -> None:
        self._context = context
        self._chooser = chooser
        self._cached = cached

    def evaluate(self, tokens: Sequence[int]) -> None:
        self._context.evaluate(tokens, self._cached, outputs=True)
        self._cached += len(tokens)

    def choose(self, row: int) -> int:
        return self._chooser.choose(self._context, row)

    def rewind(self, length: int) -> None:
        self._context.rewind(length)
        self._cached = length

    def is_end(self, token: int) -> bool:
        return self._context.model.is_end(token)
