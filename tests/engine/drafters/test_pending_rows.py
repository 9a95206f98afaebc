"""A queue of rows that moves with the positions, against a plain list."""

import numpy as np
import pytest

from app.engine.drafters.pending_rows import PendingRows

WIDTH = 3


def fill(rows: PendingRows, count: int) -> None:
    begin = rows.stop
    room = rows.append(count)
    assert room.shape == (count, WIDTH)
    room[:] = np.arange(begin, begin + count)[:, None]


def positions(rows: PendingRows) -> list[int]:
    found = rows.first(len(rows))
    assert found.flags.c_contiguous
    return found[:, 0].astype(int).tolist()


def test_rows_come_out_in_order_through_growth_and_moves() -> None:
    rows, expected = PendingRows(WIDTH), []
    random = np.random.default_rng(3)
    for _ in range(300):
        count = int(random.integers(1, 40))
        expected += range(rows.stop, rows.stop + count)
        fill(rows, count)
        gone = int(random.integers(0, len(expected) + 1))
        rows.drop(gone)
        del expected[:gone]
        assert positions(rows) == expected
        assert (rows.start, rows.stop) == (rows.stop - len(expected), rows.stop)


@pytest.mark.parametrize(
    ("dropped", "length", "left"),
    [
        (4, 12, (4, 10)),  # it has missed what came behind
        (4, 10, (4, 10)),
        (4, 7, (4, 7)),
        (4, 5, (4, 5)),
        (4, 4, (3, 3)),  # the pair of row 3 may have another token now
        (10, 10, (9, 9)),
        (4, 2, (1, 1)),
        (4, 0, (0, 0)),
    ],
)
def test_a_cut(dropped: int, length: int, left: tuple[int, int]) -> None:
    rows = PendingRows(WIDTH)
    fill(rows, 10)
    rows.drop(dropped)
    rows.cut(length)
    assert (rows.start, rows.stop) == left
    assert positions(rows) == list(range(*left))
    rows.cut(length)
    assert (rows.start, rows.stop) == left, "a second cut changes nothing"
    fill(rows, 2)
    assert positions(rows) == list(range(left[0], left[1] + 2))


def test_a_fresh_start_elsewhere() -> None:
    rows = PendingRows(WIDTH)
    fill(rows, 5)
    rows.restart(40)
    assert len(rows) == 0
    fill(rows, 3)
    assert positions(rows) == [40, 41, 42]
