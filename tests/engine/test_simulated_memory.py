"""The estimate from a header is what llama.cpp would allocate, for real shapes and many of them."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.core.errors import AppError
from app.core.pairs import Method
from app.engine.simulated_memory import Simulation, simulate
from app.gguf.capabilities import describe
from app.gguf.context_plan import ContextPlan
from app.gguf.memory import PairPlan, Part, estimate_pair
from app.gguf.pair_plan import plan_pair
from tests.gguf_architectures import Architecture, DeltaNet, Experts, write_architecture

LLAMA_8B = Architecture("llama", 4096, 32, 32, 8, 128, 14336, vocabulary=128256)
QWEN3_32B = Architecture("qwen3", 5120, 64, 64, 8, 128, 25600, vocabulary=151936)
QWEN2_7B = Architecture("qwen2", 3584, 28, 28, 4, 128, 18944, vocabulary=151936)
GEMMA3_27B = Architecture(
    "gemma3", 5376, 62, 32, 16, 128, 21504, vocabulary=262144, window=1024, tied=True
)
QWEN3_30B_A3B = Architecture(
    "qwen3moe", 2048, 48, 32, 4, 128, 6144, vocabulary=151936, experts=Experts(128, 8, 768)
)
QWEN35_27B = Architecture(
    "qwen35", 5120, 64, 24, 4, 256, 17408, vocabulary=248320, delta_net=DeltaNet(48, 16), nextn=1
)
QWEN35_35B_A3B = Architecture(
    *("qwen35moe", 2048, 40, 16, 2, 256, 512),
    vocabulary=248320,
    experts=Experts(256, 8, 512, shared=512),
    delta_net=DeltaNet(32, 16),
    nextn=1,
)
GEMMA4_26B_A4B = Architecture(
    *("gemma4", 2816, 30, 16, 8, 256, 2112),
    vocabulary=262144,
    window=1024,
    tied=True,
    experts=Experts(128, 8, 704),
)
GEMMA4_E4B = Architecture(
    *("gemma4", 2560, 42, 8, 2, 256, 10240),
    vocabulary=262144,
    window=512,
    tied=True,
    shared=18,
    per_layer=256,
)
MODELS = (
    *(LLAMA_8B, QWEN3_32B, QWEN2_7B, GEMMA3_27B, GEMMA4_26B_A4B, GEMMA4_E4B),
    *(QWEN3_30B_A3B, QWEN35_27B, QWEN35_35B_A3B),
    # Attention larger than the rest of a layer, and a width that is no power of two.
    replace(LLAMA_8B, heads=64, ffn=4096),
    replace(QWEN2_7B, width=896, heads=14, kv_heads=2, head_dim=64, ffn=4864, tied=True),
)


def compare(path: Path, plan: PairPlan, **how: bool) -> None:
    estimated = dict(estimate_pair(describe(path).layout, None, plan).sizes())
    estimated.pop(Part.CHECKPOINTS, None)  # copies of its states are not llama.cpp's
    simulated = dict(simulate(Simulation(path, None, plan, **how)))
    assert estimated.keys() == simulated.keys()
    for part, size in simulated.items():
        assert estimated[part] == pytest.approx(size, rel=0.02, abs=0.02 * 2**20), part


@pytest.mark.parametrize("model", MODELS, ids=lambda m: f"{m.name}-{m.width}")
def test_plain_decoding(tmp_path: Path, model: Architecture) -> None:
    path = write_architecture(tmp_path / "model.gguf", model)
    compare(path, plan_pair(describe(path).layout, None, Method.OFF, 16384))


@pytest.mark.parametrize(
    "plan",
    [
        ContextPlan(3000, outputs=4),
        ContextPlan(131072, batch=2048, outputs=1),
        ContextPlan(8192, outputs=4, cache_type="Q8_0"),
        ContextPlan(8192, outputs=4, cache_type="Q8_0", value_type="F16"),
        ContextPlan(8192, outputs=4, cache_type="F16", value_type="Q4_0"),
        ContextPlan(8192, outputs=4, flash_attention=False),
        ContextPlan(100, outputs=4),
    ],
    ids=[
        "padded",
        "long",
        "quantized cache",
        "keys only",
        "values only",
        "no flash attention",
        "shorter than a batch",
    ],
)
def test_other_contexts(tmp_path: Path, plan: ContextPlan) -> None:
    compare(write_architecture(tmp_path / "model.gguf", GEMMA3_27B), PairPlan(plan))


@pytest.mark.parametrize("model", [QWEN35_27B, QWEN35_35B_A3B], ids=lambda m: m.name)
def test_prediction_layers_in_the_file(tmp_path: Path, model: Architecture) -> None:
    path = write_architecture(tmp_path / "model.gguf", model)
    plan = plan_pair(describe(path).layout, None, Method.MTP, 32768, rollback=3)
    assert plan.drafter is not None
    compare(path, plan, mtp=True)


def test_a_file_that_ends_the_process_is_an_error_here(tmp_path: Path) -> None:
    small = replace(LLAMA_8B, vocabulary=512, layers=2)
    path = write_architecture(tmp_path / "model.gguf", small)
    path.write_bytes(path.read_bytes()[:4096])
    with pytest.raises(AppError, match="cannot be simulated"):
        simulate(Simulation(path, None, PairPlan(ContextPlan(512))))
