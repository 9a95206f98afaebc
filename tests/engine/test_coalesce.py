"""At most a batch a frame, and nothing lost but drafts that were verified in the same frame."""

from app.core.events import (
    FRAME_SECONDS,
    DraftProposed,
    DraftVerified,
    GenerationFailed,
    PromptEvaluated,
    TurnEvent,
)
from app.core.pairs import Method
from app.engine.coalesce import coalesce

END = GenerationFailed("t", "", "")


def proposed(index: int) -> DraftProposed:
    return DraftProposed("t", index, (1,), "x")


def verified(index: int, seconds: float = 0.0) -> DraftVerified:
    return DraftVerified("t", index, (), (), 1, 1, 2, 0.0, seconds, 0.0, 0)


def batches(events: list[TurnEvent], step: float) -> list[tuple[TurnEvent, ...]]:
    ticks = iter(range(10**6))
    return list(coalesce(events, clock=lambda: next(ticks) * step))


def test_slow_rounds_pass_through_one_by_one() -> None:
    events = [proposed(0), verified(0), proposed(1), verified(1), END]
    assert batches(events, FRAME_SECONDS) == [(event,) for event in events]


def test_fast_rounds_share_a_batch_and_shed_stale_ghosts() -> None:
    events = [e for i in range(40) for e in (proposed(i), verified(i))]
    found = batches([*events, END], FRAME_SECONDS / 20)
    assert len(found) <= 80 / 20 + 2
    flat = [event for batch in found for event in batch]
    assert [e for e in flat if not isinstance(e, DraftProposed)] == [*map(verified, range(40)), END]
    assert len(flat) < len(events) + 1


def test_whoever_does_not_watch_gets_fewer_batches() -> None:
    events = [verified(i) for i in range(40)]
    ticks = iter(range(10**6))
    step = FRAME_SECONDS / 2
    found = list(coalesce(events, 10 * FRAME_SECONDS, clock=lambda: next(ticks) * step))
    assert len(found) == 3
    assert [event for batch in found for event in batch] == events


def test_the_first_round_does_not_wait_for_a_frame_to_end() -> None:
    events = [PromptEvaluated("t", 9, 0, 0.1, Method.MTP, 3), proposed(0), verified(0)]
    found = batches([*events, proposed(1), verified(1)], FRAME_SECONDS / 20)
    assert found == [*((event,) for event in events), (verified(1),)]


def test_a_draft_is_seen_while_it_is_verified_slowly() -> None:
    slow = FRAME_SECONDS * 3
    events = [e for i in range(3) for e in (proposed(i), verified(i, slow))]
    # Drafting takes no time: each draft follows the round before it within the same frame.
    times = iter([i // 2 * slow for i in range(1, 7)])
    assert list(coalesce(events, clock=lambda: next(times))) == [(event,) for event in events]


def test_a_stream_that_just_ends_loses_nothing() -> None:
    assert [e for b in batches([verified(0), verified(1)], 0.0) for e in b] == [
        verified(0),
        verified(1),
    ]
