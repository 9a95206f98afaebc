"""The target model as core.speculation sees it, over a llama.cpp context."""

from collections.abc import Sequence

from app.core.sampling import Candidates
from app.engine.rollback import Rollback
from app.engine.sampler import Chooser


class LlamaTarget:
    """Implements core.speculation.Target for one turn."""

    def __init__(self, rollback: Rollback, chooser: Chooser) -> None:
        self._rollback = rollback
        self._context = rollback.context
        self._chooser = chooser

    def evaluate(self, tokens: Sequence[int]) -> None:
        self._rollback.verify(tokens)

    def choose(self, row: int) -> int:
        return self._chooser.choose(self._context.logits(row))

    def target_probs(self, row: int) -> Candidates:
        return self._chooser.candidates(self._context.logits(row))

    def shares(self, row: int, tokens: Sequence[int]) -> list[float]:
        """Return how likely `tokens` were behind the row last chosen from (see events.Verdict)."""
        return self._chooser.shares(self._context.logits(row), tokens)

    def commit(self, token: int) -> None:
        self._chooser.commit(token)

    def rewind(self, length: int) -> None:
        self._rollback.rewind(length)

    def is_end(self, token: int) -> bool:
        return self._context.model.is_end(token)
