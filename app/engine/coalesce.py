"""At most one message a frame: rounds of a small pair come faster than any screen shows them."""

import time
from collections.abc import Callable, Iterable, Iterator

from app.core.events import DraftProposed, GenerationFailed, GenerationFinished, TurnEvent

FRAME_SECONDS = 1 / 60


def coalesce(
    events: Iterable[TurnEvent], clock: Callable[[], float] = time.perf_counter
) -> Iterator[tuple[TurnEvent, ...]]:
    """Batch events, a batch a frame at most. No event is lost but drafts already verified."""
    batch: list[TurnEvent] = []
    sent = float("-inf")
    for event in events:
        if batch and isinstance(batch[-1], DraftProposed):
            batch.pop()
        batch.append(event)
        final = isinstance(event, GenerationFinished | GenerationFailed)
        now = clock()
        if final or now - sent >= FRAME_SECONDS:
            yield tuple(batch)
            batch.clear()
            sent = now
    if batch:
        yield tuple(batch)
