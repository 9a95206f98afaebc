"""Packed rounds come out as they went in, and take little room."""

import tracemalloc

from app.core.depth_changes import DepthChange, Why
from app.core.packed_rounds import PACK, PackedRounds
from app.core.speculation import Origin, Source
from tests.rounds import Rounds, told_round

COUNT = 20_000


def test_rounds_come_out_as_they_went_in() -> None:
    changed = Rounds().next(2)
    object.__setattr__(changed, "depth_change", DepthChange(1, 3, 0, Why.NO_GAIN, 0.9, 12))
    kinds = [
        told_round([(" é\n", Origin.ACCEPTED), ("🙂", Origin.RECOVERED)], ("x", "y")),
        told_round([(" a", Origin.BONUS)], source=Source.LOOKUP),
        changed,
    ]
    rounds = [kinds[index % 3] for index in range(2 * PACK + 5)]
    kept = PackedRounds()
    for number, one in enumerate(rounds):
        assert len(kept) == number
        kept.append(one)
    assert list(kept) == rounds
    assert list(kept) == rounds, "they can be read again"


def test_a_long_answer_takes_little_memory() -> None:
    source, kept = Rounds(), PackedRounds()
    tracemalloc.start()
    for index in range(COUNT):
        kept.append(source.next(index % 4))
    taken = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert len(kept) == COUNT
    assert taken < 4 * 2**20
