"""Caches, states and buffers have the sizes that arithmetic and users' logs give them."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.core.pairs import Method
from app.gguf.capabilities import describe
from app.gguf.context_plan import ContextPlan
from app.gguf.fit import place
from app.gguf.header import read_file_header
from app.gguf.layout import Layout, read_layout
from app.gguf.memory import PairPlan, Part, checkpoint_bytes, estimate_pair, most_weights
from app.gguf.pair_plan import plan_pair
from tests.gguf_architectures import Architecture, DeltaNet, write_architecture
from tests.gguf_factory import PLANTED_TARGET, TINY, write_gemma4
from tests.gguf_pairs import write_classic_pair, write_gemma_pair
from tests.gguf_qwen35 import HEADLESS, write_qwen35

LLAMA_8B = Architecture("llama", 4096, 32, 32, 8, 128, 14336, vocabulary=512, context=131072)
QWEN36_27B = Architecture(
    *("qwen35", 5120, 64, 24, 4, 256, 17408),
    vocabulary=512,
    delta_net=DeltaNet(48, 16),
    nextn=1,
)
MEBIBYTE = 2**20


def sizes(file: Layout, plan: PairPlan) -> dict[str, int]:
    return dict(estimate_pair(file, None, plan).sizes())


@pytest.fixture
def llama(tmp_path: Path) -> Layout:
    return describe(write_architecture(tmp_path / "llama.gguf", LLAMA_8B)).layout


def test_llama_8b_takes_a_gibibyte_for_8192_tokens(llama: Layout) -> None:
    assert sizes(llama, PairPlan(ContextPlan(8192)))[Part.CACHE] == 2**30


def test_a_quantized_cache_is_almost_half(llama: Layout) -> None:
    plan = PairPlan(ContextPlan(8192, cache_type="Q8_0"))
    assert sizes(llama, plan)[Part.CACHE] == 2**30 * 34 // 64


def test_the_cache_grows_with_the_context_and_weights_do_not(llama: Layout) -> None:
    short, long = (
        sizes(llama, plan_pair(llama, None, Method.OFF, length)) for length in (4096, 131072)
    )
    assert long[Part.CACHE] == 32 * short[Part.CACHE]
    assert long[Part.WEIGHTS] == short[Part.WEIGHTS]


def test_a_sliding_cache_does_not_grow(tmp_path: Path) -> None:
    file = describe(
        write_gemma4(tmp_path / "gemma.gguf", replace(PLANTED_TARGET, context=65536))
    ).layout
    short, long = (sizes(file, PairPlan(ContextPlan(length))) for length in (4096, 65536))
    assert long[Part.CACHE] == 16 * short[Part.CACHE]
    assert long[Part.WINDOW_CACHE] == short[Part.WINDOW_CACHE]


def test_states_to_go_back_to_multiply(tmp_path: Path) -> None:
    file = describe(write_architecture(tmp_path / "qwen.gguf", QWEN36_27B)).layout
    for rollback in (0, 3, 16):
        size = sizes(file, PairPlan(ContextPlan(4096, rollback=rollback)))[Part.STATES]
        assert size / MEBIBYTE == pytest.approx(149.6 * (1 + rollback), rel=0.001)


def test_copies_of_states_are_as_many_as_may_be_kept() -> None:
    assert checkpoint_bytes(0) == 0
    assert checkpoint_bytes(1000) == 65_000
    assert checkpoint_bytes(150 * MEBIBYTE) == 4 * 150 * MEBIBYTE
    assert checkpoint_bytes(600 * MEBIBYTE) == 2 * 600 * MEBIBYTE


def test_checkpoints_are_counted_once_for_each_model_with_states(tmp_path: Path) -> None:
    """Also for a draft model, not for prediction layers; they stay in RAM."""
    target = describe(write_architecture(tmp_path / "q.gguf", QWEN36_27B)).layout
    small = describe(write_qwen35(tmp_path / "d.gguf", extent=HEADLESS)).layout
    plan = plan_pair(target, small, Method.DRAFT, 4096)
    parts = dict(estimate_pair(target, small, plan).sizes())
    assert parts[Part.CHECKPOINTS] == 4 * target.state_bytes
    assert parts["drafter checkpoints"] == 65 * small.state_bytes
    inside = estimate_pair(target, None, plan_pair(target, None, Method.MTP, 4096))
    assert "drafter checkpoints" not in dict(inside.sizes())
    on_gpu = place(inside, 99)
    assert on_gpu.ram_others > 4 * target.state_bytes
    assert (
        place(replace(inside, target=replace(inside.target, checkpoints=0)), 99).gpu == on_gpu.gpu
    )


def test_prediction_layers_have_a_cache_of_their_own_and_cost_weights(tmp_path: Path) -> None:
    """Weights also where they do not draft: they are loaded to be there when they are to."""
    file = describe(write_architecture(tmp_path / "qwen.gguf", QWEN36_27B)).layout
    headless = replace(file, nextn=())
    without = sizes(headless, plan_pair(headless, None, Method.OFF, 4096))
    alone = sizes(file, plan_pair(file, None, Method.OFF, 4096))
    both = sizes(file, plan_pair(file, None, Method.MTP, 4096))
    assert both["drafter KV cache"] == 4096 * 2 * 4 * 256 * 2
    assert both[Part.WEIGHTS] - without[Part.WEIGHTS] == file.nextn[0].weights
    assert both[Part.WEIGHTS] == alone[Part.WEIGHTS]
    assert both[Part.CACHE] == alone[Part.CACHE]


def test_prediction_layers_in_a_file_of_their_own_cost_the_same_apart(tmp_path: Path) -> None:
    header = read_file_header(write_architecture(tmp_path / "qwen.gguf", QWEN36_27B))
    target = read_layout(header)
    head = tuple(
        t for t in header.tensors if t.name.startswith(("blk.64.", "token_embd", "output"))
    )
    alone = read_layout(replace(header, tensors=head))
    assert alone.only_predicts
    inside = dict(estimate_pair(target, None, plan_pair(target, None, Method.MTP, 4096)).sizes())
    apart = dict(estimate_pair(target, alone, plan_pair(target, alone, Method.MTP, 4096)).sizes())
    assert apart["drafter weights"] == sum(tensor.byte_size for tensor in head)
    for part in ("drafter KV cache", "drafter compute", Part.COMPUTE):
        assert apart[part] == inside[part]


def test_an_assistant_has_no_cache_and_a_draft_model_has_one(tmp_path: Path) -> None:
    for pair, method, cached in (
        (write_gemma_pair(tmp_path), Method.MTP, False),
        (write_classic_pair(tmp_path), Method.DRAFT, True),
    ):
        files = [describe(path).layout for path in pair]
        plan = plan_pair(files[0], files[1], method, 2048)
        parts = dict(estimate_pair(files[0], files[1], plan).sizes())
        assert ("drafter KV cache" in parts) is cached
        assert parts["drafter weights"] > 0
        assert parts["drafter compute"] > 0


def test_an_assistant_is_masked_over_its_target_s_window(tmp_path: Path) -> None:
    target, drafter = (describe(path).layout for path in write_gemma_pair(tmp_path))
    plan = plan_pair(target, drafter, Method.MTP, 2048)
    assert plan.drafter is not None
    small = PairPlan(replace(plan.target, batch=16), plan.drafter)
    sizes = [estimate_pair(target, drafter, each).drafter for each in (plan, small)]
    assert sizes[0] is not None
    assert sizes[1] is not None
    assert sizes[0].compute > sizes[1].compute


def test_hidden_states_and_tapped_layers_are_copied_out(llama: Layout) -> None:
    bare = estimate_pair(llama, None, PairPlan(ContextPlan(4096))).target.output
    hidden = estimate_pair(llama, None, PairPlan(ContextPlan(4096, hidden_rows=512)))
    tapped = estimate_pair(llama, None, PairPlan(ContextPlan(4096, tapped_layers=3)))
    assert hidden.target.output - bare == 512 * 4096 * 4
    assert tapped.target.output - bare == 3 * 512 * 4096 * 4


def test_at_most_every_tensor_and_a_tied_table_twice(tmp_path: Path) -> None:
    file = describe(write_gemma4(tmp_path / "gemma.gguf", TINY)).layout
    assert most_weights(file, prediction_layers=False) == sum(
        (*file.outer_weights.values(), *(block.weights for block in file.blocks))
    )
    model = replace(LLAMA_8B, layers=2, tied=True)
    tied = describe(write_architecture(tmp_path / "tied.gguf", model)).layout
    table = tied.outer_weights["token_embd"]
    total = sum((*tied.outer_weights.values(), *(b.weights for b in tied.blocks)))
    assert most_weights(tied, prediction_layers=False) == total + table
