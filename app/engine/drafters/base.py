"""What the engine asks of every drafting method, beyond core.speculation.Drafter."""

from collections.abc import Callable, Sequence
from typing import Protocol

from app.core.errors import AppError
from app.core.sampling import Candidates
from app.core.speculation import Draft, Drafter
from app.engine.llama import Floats
from app.engine.logit_rows import NotFiniteError
from app.engine.sampler import Picker


class DrafterState(Protocol):
    """What a drafter held of a conversation; only that drafter knows what it is."""

    @property
    def size(self) -> int:
        """Bytes."""
        ...


class EngineDrafter(Drafter, Protocol):
    """A drafter with a life: it hears of the prompt and frees what it holds."""

    @property
    def max_depth(self) -> int:
        """The longest draft it can make."""
        ...

    @property
    def vocabulary_size(self) -> int:
        """Length of the logit rows it picks from; 0 if it picks from none."""
        ...

    @property
    def evaluation_seconds(self) -> float:
        """Seconds spent inside llama.cpp's evaluations so far."""
        ...

    def resume(self, cached: int) -> int:
        """Hear, before a prompt is read, that the target keeps its first `cached` tokens.

        Comes with every turn, also one that is answered without this drafter. Returns how many of
        them need not be evaluated anew for its sake: fewer if it has missed what they left behind.
        """
        ...

    def catch_up(self, prompt: Sequence[int], cached: int) -> int:
        """Read a batch of what the target's cache keeps, `prompt[:cached]`, and this one lacks.

        Returns how many of those tokens are read; `cached` when there is nothing more to do. Raises
        EvaluationAborted.
        """
        ...

    def ingest(self, prompt: Sequence[int], start: int, stop: int) -> None:
        """Hear that the target has just evaluated `prompt[start:stop]` at these positions.

        Its rows are to be had until its next evaluation; `prompt[stop]` is known, too. Raises
        EvaluationAborted.
        """
        ...

    def begin(self, context: Sequence[int], last_row: int, picker: Picker) -> None:
        """Get ready for a turn, whose guesses `picker` picks.

        `context` is the prompt, all but its last token cached in the target; `last_row` is the row
        of the target's last evaluation that holds the last cached token (-1: nothing is cached).
        """
        ...

    def save(self) -> DrafterState | None:
        """Copy what is held of the conversation; None if that is nothing, or memory is short."""
        ...

    def restore(self, state: DrafterState | None) -> None:
        """Hold what `save` of this very drafter returned, or nothing: another conversation is in
        the target's cache now."""
        ...

    def abort_when(self, asked: Callable[[], bool] | None) -> None:
        """Poll `asked` during long evaluations of the drafter's own; None stops polling."""
        ...

    def close(self) -> None:
        """Free contexts and weights."""
        ...


class NoDrafter:
    """Plain decoding: never proposes."""

    max_depth = 0
    vocabulary_size = 0
    evaluation_seconds = 0.0

    def resume(self, cached: int) -> int:
        return cached

    def catch_up(self, prompt: Sequence[int], cached: int) -> int:
        del prompt
        return cached

    def ingest(self, prompt: Sequence[int], start: int, stop: int) -> None:
        del prompt, start, stop

    def begin(self, context: Sequence[int], last_row: int, picker: Picker) -> None:
        del context, last_row, picker

    def propose(self, context: Sequence[int], depth: int, limit: int) -> Draft:
        del context, depth, limit
        return Draft()

    def observe(self, row: int) -> None:
        del row

    def save(self) -> None:
        """Nothing is held."""

    def restore(self, state: DrafterState | None) -> None:
        del state

    def abort_when(self, asked: Callable[[], bool] | None) -> None:
        del asked

    def close(self) -> None:
        """Nothing is held."""


class DraftBuilder:
    """Collects picked guesses into a Draft."""

    def __init__(self, picker: Picker) -> None:
        self._picker = picker
        self.tokens: list[int] = []
        self._probabilities: list[Candidates] = []
        self._shares: list[float] = []

    def __len__(self) -> int:
        return len(self.tokens)

    def pick(self, logits: Floats) -> int | None:
        """Add a guess from a row of the drafter's logits; None ends the draft. Raises AppError."""
        try:
            picked = self._picker.pick(logits)
        except NotFiniteError:
            raise AppError(
                "The drafter computed numbers that are not finite.",
                "Its file or the target's, which feeds it, is probably damaged: switch speculation "
                "off to see which, and download it again.",
            ) from None
        if picked is None:
            return None
        self.tokens.append(picked.token)
        if picked.candidates is not None:
            self._probabilities.append(picked.candidates)
        if picked.share is not None:
            self._shares.append(picked.share)
        return picked.token

    def draft(self) -> Draft:
        """Return what was collected."""
        return Draft(tuple(self.tokens), tuple(self._probabilities), shares=tuple(self._shares))
