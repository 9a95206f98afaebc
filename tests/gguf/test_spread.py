"""Every byte of a pair lies on one device, layers by the devices' shares."""

import pytest

from app.gguf.memory import ContextMemory, LayerMemory, PairMemory
from app.gguf.spread import RAM, spread

LAYER = LayerMemory(weights=100, cache=10)
TARGET = ContextMemory((LAYER,) * 7, 1000, 500, 0, 0, compute=7, output=3)
SMALL = ContextMemory((LAYER,), 20, 30, 5, 40, compute=1, output=2)
HEAD = ContextMemory((LayerMemory(cache=10),), 0, 0, 0, 0, compute=1, output=2)


def totals(memory: PairMemory, layers: int, *shares: float) -> list[dict[str, int]]:
    return [dict(sizes) for sizes in spread(memory, layers, shares)]


def test_without_gpu_layers_all_is_in_ram() -> None:
    for layers, shares in ((0, (1.0,)), (9, ())):
        ram, *others = totals(PairMemory(TARGET, SMALL), layers, *shares)
        assert sum(ram.values()) == PairMemory(TARGET, SMALL).total
        assert not any(others)


def test_layers_follow_the_shares_and_the_output_is_the_last() -> None:
    ram, first, second = totals(PairMemory(TARGET, None), 8, 3.0, 1.0)
    assert ram == {"weights": 1000, "output": 3, "compute": 7}
    assert first == {"weights": 600, "KV cache": 60, "compute": 7}
    assert second == {"weights": 600, "KV cache": 10, "compute": 7}


def test_the_layers_in_front_stay_in_ram() -> None:
    ram, gpu = totals(PairMemory(TARGET, None), 3, 1.0)
    assert ram["weights"] == 1000 + 5 * 100
    assert gpu["weights"] == 2 * 100 + 500


def test_a_device_without_a_share_gets_nothing() -> None:
    _, first, second = totals(PairMemory(TARGET, SMALL), 99, 0.0, 1.0)
    assert first == {}
    assert second["drafter weights"] == 100 + 30 + 5


def test_heads_of_the_target_lie_where_its_last_layers_are() -> None:
    _, first, second = totals(PairMemory(TARGET, HEAD), 8, 1.0, 1.0)
    assert "drafter KV cache" not in first
    assert second["drafter KV cache"] == 10


@pytest.mark.parametrize("layers", range(10))
def test_nothing_is_lost_or_doubled_but_compute_buffers(layers: int) -> None:
    memory = PairMemory(TARGET, SMALL)
    places = totals(memory, layers, 1.0, 2.0)
    kept = sum(size for place in places for part, size in place.items() if "compute" not in part)
    copies = SMALL.head_copy - SMALL.repacked_head if layers else 0
    assert kept == memory.total - TARGET.compute - SMALL.compute + copies
    assert places[RAM]["compute"] == 7
