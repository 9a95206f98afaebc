"""Taking tokens back from a cache, also from one with a recurrent state, which cannot be cut.

llama_cpp.md 1.6. llama.cpp keeps a few earlier recurrent states, of the last pass only; further
back there is none. What lies deeper goes back to a checkpoint: a copy of the state, from which the
tokens that stay are evaluated again. Caches without recurrent states are simply cut.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from app.core.errors import AppError
from app.engine.cache_state import CacheState, restore_cache, save_cache
from app.engine.llama import EvaluationAborted, LlamaContext
from app.gguf.context_plan import CHECKPOINT_BYTES, MAX_CHECKPOINTS


@dataclass(frozen=True, slots=True)
class SavedCache:
    """A whole cache, and the checkpoints that it can go back to."""

    whole: CacheState
    marks: tuple[CacheState, ...]

    @property
    def size(self) -> int:
        """Bytes."""
        return sum(len(state.data) for state in (self.whole, *self.marks))


class Rollback:
    """Drives one context, and knows what can be taken back from its cache.

    Attributes:
        length: tokens in the cache.
        needs_marks: whether it can go back, between turns, only to where `mark` was called: there
            is a recurrent state, or a sliding window that forgets what has left it.
        checkpoint_bytes: of the copies of states that are held (gguf.memory.checkpoint_bytes).
    """

    def __init__(self, context: LlamaContext) -> None:
        self.context = context
        self.length = 0
        self.needs_marks = context.recurrent or context.model.sliding_window > 0
        self._start = 0
        self._pass: Sequence[int] = ()
        self._spoilt = False
        self._before_pass: CacheState | None = None
        self._marks: list[CacheState] = []

    @property
    def checkpoint_bytes(self) -> int:
        states = [*self._marks, *([self._before_pass] if self._before_pass else [])]
        return sum(len(state.data) for state in states)

    def move(self, context: LlamaContext) -> None:
        """Go on with another context of the same model that holds the same tokens."""
        self.context = context
        self._stand_at(self.length)

    def evaluate(self, tokens: Sequence[int], *, outputs: int) -> None:
        """Append tokens in one pass (see LlamaContext.evaluate)."""
        start = self.length
        try:
            self.context.evaluate(tokens, start, outputs=outputs)
        except (EvaluationAborted, AppError):
            self._spoilt = self.context.recurrent
            raise
        self._start, self._pass, self.length = start, tokens, start + len(tokens)

    def protect(self, tokens: int) -> None:
        """Make sure that the next `tokens` tokens, at least, can be taken back.

        Raises AppError when there is no memory for it.
        """
        self._before_pass = None
        if self.context.recurrent and tokens > self.context.rollback:
            self._before_pass = save_cache(self.context, whole=False)
            if self._before_pass is None:
                raise AppError(
                    "There is not enough memory for a copy of the model's state.",
                    "Draft fewer tokens a round.",
                )

    def verify(self, tokens: Sequence[int]) -> None:
        """Append tokens in one pass with logits of all rows; `rewind` may take back all but one."""
        self.protect(len(tokens) - 1)
        self.evaluate(tokens, outputs=len(tokens))

    def rewind(self, length: int) -> None:
        """Cut the cache back to `length` tokens, at least one of the last pass among them.

        The hidden rows of what stays of that pass are still to be had. Raises AppError.
        """
        kept = self._pass[: length - self._start]
        if not self.context.recurrent or self._in_reach(length):
            self.context.rewind(length)
            self._stand_at(length)
        elif self._before_pass is not None and restore_cache(self.context, self._before_pass):
            self._stand_at(self._before_pass.length)
            self.evaluate(kept, outputs=0)
        else:
            self._spoilt = True
            raise AppError(
                f"llama.cpp could not go back to token {length}.",
                "Draft fewer tokens a round; if it happens again, load the model anew.",
            )

    def mark(self) -> None:
        """Remember the cache as it is now, to come back to it in another turn."""
        known = {mark.length for mark in self._marks}
        if not self.needs_marks or self.length in known or not self.length:
            return
        state = save_cache(self.context, whole=False)
        if state is None:
            return
        most = MAX_CHECKPOINTS if self.context.recurrent else 1
        kept = max(1, min(most, CHECKPOINT_BYTES // len(state.data)))
        self._marks = [*self._marks, state][-kept:]

    def keep(self, length: int) -> int:
        """Cut the cache back to at most `length` tokens; return how many are usable."""
        if length >= self.length and not self._spoilt:
            return self.length
        if not self.context.recurrent and self._in_window(length):
            self._stand_at(self.context.keep(length))
        elif self.context.recurrent and self._in_reach(length) and not self._spoilt:
            self.context.rewind(length)
            self._stand_at(length)
        else:
            self._go_back(length)
        self._marks = [mark for mark in self._marks if mark.length <= self.length]
        return self.length

    def save(self) -> SavedCache | None:
        """Copy the whole cache; None if there is nothing of use, or no memory for it."""
        if self._spoilt or not self.length:
            return None
        whole = save_cache(self.context, whole=True)
        return SavedCache(whole, tuple(self._marks)) if whole is not None else None

    def restore(self, saved: SavedCache | None) -> bool:
        """Put what was saved in the cache's place; without it, or if that fails, it is empty."""
        self.context.clear()
        self._spoilt, self._before_pass, self._marks = False, None, []
        restored = saved is not None and restore_cache(self.context, saved.whole)
        if saved is None or not restored:
            self.context.clear()
            self._stand_at(0)
            return False
        self._marks = list(saved.marks)
        self._stand_at(saved.whole.length)
        return True

    def _in_window(self, length: int) -> bool:
        """Whether a sliding window still holds what is before `length`, or some mark is no use."""
        marked = any(mark.length <= length for mark in self._marks)
        return not marked or self.context.reaches(length)

    def _go_back(self, length: int) -> None:
        """Restore the last checkpoint at or before `length`; without one the cache is empty."""
        found = [*self._marks, *([self._before_pass] if self._before_pass else [])]
        usable = [state for state in found if state.length <= length]
        nearest = max(usable, key=lambda state: state.length, default=None)
        self._spoilt = False
        if nearest is not None and restore_cache(self.context, nearest):
            self._stand_at(nearest.length)
        else:
            self.context.clear()
            self._stand_at(0)

    def _in_reach(self, length: int) -> bool:
        """Whether llama.cpp has the state behind `length`: only of the last pass, and only once."""
        return self._start < length < self.length <= length + self.context.rollback

    def _stand_at(self, length: int) -> None:
        self._start = self.length = length
        self._pass = ()
        if self._before_pass is not None and self._before_pass.length > length:
            self._before_pass = None
