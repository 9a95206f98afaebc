"""What the window and the command line ask of an engine, whichever process it lives in."""

from collections.abc import Iterator
from typing import Protocol

from app.core.events import GenerateRequest, LoadEvent, TurnEvent
from app.core.pairs import PairSpec


class Engine(Protocol):
    """Loads one pair at a time and answers one turn at a time; used from one thread."""

    def load(self, spec: PairSpec) -> Iterator[LoadEvent]:
        """Replace the loaded pair. Ends with PairLoaded or PairLoadFailed, never raises AppError.

        Where only the drafter and the method change, the target stays and with it what it has
        read; should that fail it answers alone.
        `spec.cancel` may be set from any thread.
        """
        ...

    def stream(self, request: GenerateRequest) -> Iterator[tuple[TurnEvent, ...]]:
        """Answer one turn in batches of events, at most about sixty batches a second.

        The last event of the last batch is GenerationFinished or GenerationFailed.
        `request.cancel` may be set from any thread; the turn then ends within 300 ms.
        """
        ...

    def count(self, texts: tuple[str, ...]) -> tuple[int, ...]:
        """Return how many tokens each text has for the loaded target, without special ones.

        Raises AppError when nothing is loaded.
        """
        ...

    def close(self) -> None:
        """Unload the pair and give its memory back; safe to call twice."""
        ...
