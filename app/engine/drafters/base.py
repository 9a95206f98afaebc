"""What the engine asks of every drafting method, beyond core.speculation.Drafter."""

from collections.abc import Callable, Sequence
from typing import Protocol

from app.core.speculation import Drafter


class EngineDrafter(Drafter, Protocol):
    """A drafter with a life: it hears of the prompt and frees what it holds."""

    @property
    def evaluation_seconds(self) -> float:
        """Seconds spent inside llama.cpp's evaluations so far."""
        ...

    def begin(self, context: Sequence[int], last_row: int) -> None:
        """Get ready for a turn.

        `context` is the prompt, all but its last token cached in the target; `last_row` is the row
        of the target's last evaluation that holds the last cached token (-1: nothing is cached).
        """
        ...

    def abort_when(self, asked: Callable[[], bool] | None) -> None:
        """Poll `asked` during long evaluations of the drafter's own; None stops polling."""
        ...

    def close(self) -> None:
        """Free contexts and weights."""
        ...


class NoDrafter:
    """Plain decoding: never proposes."""

    evaluation_seconds = 0.0

    def begin(self, context: Sequence[int], last_row: int) -> None:
        del context, last_row

    def propose(self, context: Sequence[int], depth: int) -> list[int]:
        del context, depth
        return []

    def observe(self, row: int) -> None:
        del row

    def abort_when(self, asked: Callable[[], bool] | None) -> None:
        del asked

    def close(self) -> None:
        """Nothing is held."""
