"""Stripes cover what is missing exactly once, in order, smaller towards the end."""

from app.hub.download.journal import CHUNK
from app.hub.download.schedule import LARGEST, SMALLEST, Schedule


def taken(schedule: Schedule) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    while stripe := schedule.take():
        found.append(stripe)
    return found


def test_every_missing_byte_is_handed_out_once_and_in_order() -> None:
    missing = [(5, 100 * CHUNK + 3), (200 * CHUNK + 17, 900 * CHUNK)]
    stripes = taken(Schedule(missing, 4))
    joined = [stripes[0]]
    for start, end in stripes[1:]:
        if start == joined[-1][1]:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    assert joined == missing


def test_stripes_end_between_chunks_so_that_each_has_one_writer() -> None:
    missing = [(5, 300 * CHUNK + 3)]
    assert all(end % CHUNK == 0 for _, end in taken(Schedule(missing, 4))[:-1])


def test_stripes_shrink_so_that_connections_end_together() -> None:
    sizes = [end - start for start, end in taken(Schedule([(0, 2000 * CHUNK)], 4))]
    assert sizes[0] == LARGEST
    assert sizes == sorted(sizes, reverse=True)
    assert all(size >= SMALLEST for size in sizes[:-1])


def test_a_cleared_schedule_hands_out_nothing() -> None:
    schedule = Schedule([(0, 10)], 4)
    schedule.clear()
    assert schedule.take() is None
