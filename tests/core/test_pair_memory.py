"""Parts that llama.cpp reports become what the panel shows."""

from app.core.pair_memory import DRAFTER, PairMemory, Share
from app.gguf.memory import DRAFTER as WRITTEN
from app.gguf.memory import Part


def test_parts_are_summed_up_by_share() -> None:
    memory = PairMemory.of(
        [
            ("drafter weights", 20),
            ("weights", 100),
            ("KV cache", 30),
            ("sliding KV cache", 10),
            ("recurrent states", 5),
            ("compute", 40),
            ("output", 1),
            ("drafter KV cache", 3),
            ("drafter compute", 2),
            ("drafter output", 1),
        ]
    )
    assert memory.shares == (
        (Share.WEIGHTS, 100),
        (Share.CACHE, 40),
        (Share.STATES, 5),
        (Share.COMPUTE, 41),
        (Share.DRAFTER_WEIGHTS, 20),
        (Share.DRAFTER_CACHE, 3),
        (Share.DRAFTER_COMPUTE, 3),
    )
    assert (memory.total, memory.drafter) == (212, 26)
    assert memory.added == 26 / 186


def test_nothing_known_adds_nothing() -> None:
    assert PairMemory.of([]).added is None
    assert PairMemory.of([("weights", 100)]).added == 0.0


def test_every_part_has_a_share_of_its_kind() -> None:
    assert DRAFTER == WRITTEN
    for part in Part:
        (share, _), (theirs, _) = PairMemory.of([(part, 1), (DRAFTER + part, 1)]).shares
        assert not share.of_drafter
        assert theirs.of_drafter
        assert theirs.value == DRAFTER + share.value
