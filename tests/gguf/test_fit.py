"""A pair is placed on made-up devices, or refused with the numbers."""

import pytest

from app.core.errors import AppError
from app.gguf.fit import GPU_RESERVE, RAM_RESERVE, Fit, FreeMemory, Wish, fit_pair, place
from app.gguf.memory import ContextMemory, LayerMemory, PairMemory

GIB = 2**30
ROOMY = 1000 * GIB


def pair(length: int, *, layers: int = 30, weights: int = GIB, drafter: bool = True) -> PairMemory:
    """A target of 30 GiB and tables, whose cache takes 1 MiB a layer for every 32 tokens."""
    cache = length // 32 * 2**20
    target = ContextMemory(
        layers=(LayerMemory(weights, cache),) * layers,
        input_weights=2 * GIB,
        output_weights=GIB,
        head_copy=0,
        repacked_head=0,
        compute=GIB // 2,
        output=GIB // 8,
    )
    small = ContextMemory((LayerMemory(GIB // 4, cache // 8),) * 4, 0, GIB // 4, 0, 0, GIB // 4, 0)
    return PairMemory(target, small if drafter else None)


def fit(free: FreeMemory, context: int | None = None, layers: int | None = None) -> Fit:
    return fit_pair(pair, free, Wish(context, layers, 4096, 131072))


def test_without_a_gpu_nothing_is_placed_on_one() -> None:
    found = fit(FreeMemory(ROOMY))
    assert (found.context_length, found.gpu_layers) == (4096, 0)
    assert found.placement.gpu == 0
    assert found.placement.ram == pair(4096).total


def test_with_room_everything_goes_to_the_gpu_but_the_tables() -> None:
    found = fit(FreeMemory(ROOMY, (ROOMY,)))
    assert found.gpu_layers == 31
    assert found.placement.ram_weights == 2 * GIB
    placement = place(pair(4096), 31)
    assert placement.gpu == pair(4096).total - 2 * GIB - GIB // 8


def test_every_byte_is_placed_once_at_any_number_of_layers() -> None:
    memory = pair(4096)
    computing = GIB // 2 + GIB // 4
    for layers in range(1, 32):
        placement = place(memory, layers)
        assert len(placement.gpus) == 1
        assert placement.ram + placement.gpu == memory.total + computing
    assert place(memory, 0).ram == memory.total


def test_a_small_gpu_gets_as_many_layers_as_fit() -> None:
    found = fit(FreeMemory(ROOMY, (16 * GIB,)))
    assert 0 < found.gpu_layers < 31
    assert found.placement.gpu <= 16 * GIB - GPU_RESERVE
    assert place(pair(4096), found.gpu_layers + 1).gpu > 16 * GIB - GPU_RESERVE
    assert found.context_length == 4096


def test_two_gpus_take_more_than_one_but_less_than_one_of_twice_the_size() -> None:
    one, two = fit(FreeMemory(ROOMY, (16 * GIB,))), fit(FreeMemory(ROOMY, (16 * GIB,) * 2))
    double = fit(FreeMemory(ROOMY, (32 * GIB,)))
    assert one.gpu_layers < two.gpu_layers < double.gpu_layers


def test_a_full_gpu_is_left_alone() -> None:
    assert fit(FreeMemory(ROOMY, (GPU_RESERVE,))).gpu_layers == 0


def test_the_ram_that_a_gpu_shares_is_not_counted_twice() -> None:
    needed = pair(4096).total + RAM_RESERVE
    free = FreeMemory(needed + GIB, (needed + GIB,), shared=True)
    assert fit(free).placement.ram + fit(free).placement.gpu <= needed + GIB
    with pytest.raises(AppError):
        fit(FreeMemory(needed // 2, (needed,), shared=True), context=4096)


def test_the_context_is_shortened_when_nobody_asked_for_one() -> None:
    between = (pair(2048).total + pair(4096).total) // 2
    assert fit(FreeMemory(between + RAM_RESERVE)).context_length == 2048


def test_a_context_that_was_asked_for_is_never_shortened_but_the_longest_is_named() -> None:
    free = FreeMemory(pair(3072).total + RAM_RESERVE)
    with pytest.raises(AppError, match="for a context of 4096 tokens") as refused:
        fit(free, context=4096)
    assert refused.value.hint == "A context of up to 3072 tokens fits."


def test_a_refusal_names_what_is_needed_what_is_free_and_what_to_do() -> None:
    with pytest.raises(AppError) as refused:
        fit(FreeMemory(24 * GIB))
    assert "This needs 41.8 GB for a context of 4096 tokens" in refused.value.title
    assert "25.2 GB are free" in refused.value.title
    assert "weights 35.4 GB" in refused.value.title
    assert "smaller model" in refused.value.hint
    assert "without its drafter" in refused.value.hint
    assert "--gpu-layers" in refused.value.hint


def test_somebody_who_insists_may_have_weights_read_from_the_disk() -> None:
    found = fit(FreeMemory(24 * GIB), layers=0)
    assert found.gpu_layers == 0
    assert found.placement.ram > 24 * GIB


def test_nobody_may_insist_on_caches_that_do_not_fit() -> None:
    with pytest.raises(AppError):
        fit(FreeMemory(4 * GIB), context=131072, layers=0)


def test_layers_that_were_asked_for_are_not_changed() -> None:
    assert fit(FreeMemory(ROOMY, (16 * GIB,)), layers=31).gpu_layers == 31
