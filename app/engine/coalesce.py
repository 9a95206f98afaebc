"""At most one message a frame: rounds of a small pair come faster than any screen shows them."""

import time
from collections.abc import Callable, Iterable, Iterator

from app.core.events import (
    FRAME_SECONDS,
    DraftProposed,
    DraftVerified,
    GenerationFailed,
    GenerationFinished,
    TurnEvent,
)


def coalesce(
    events: Iterable[TurnEvent],
    frame_seconds: float = FRAME_SECONDS,
    clock: Callable[[], float] = time.perf_counter,
) -> Iterator[tuple[TurnEvent, ...]]:
    """Batch events, a batch a frame at most while rounds are faster than that.

    Before the first round, and while verifying takes longer than a frame, each event passes at
    once: a draft must be seen before it is verified. None is lost but drafts already verified.
    """
    batch: list[TurnEvent] = []
    slow, sent = True, float("-inf")
    for event in events:
        if batch and isinstance(batch[-1], DraftProposed):
            batch.pop()
        batch.append(event)
        final = isinstance(event, GenerationFinished | GenerationFailed)
        now = clock()
        if final or slow or now - sent >= frame_seconds:
            yield tuple(batch)
            batch.clear()
            sent = now
        if isinstance(event, DraftVerified):
            slow = event.verify_seconds >= frame_seconds
    if batch:
        yield tuple(batch)
