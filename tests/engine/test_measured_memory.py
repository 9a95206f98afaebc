"""What llama.cpp really allocates, and what the process then occupies, is what was estimated."""

import ctypes
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import gguf
import pytest

from app.core.depth import MAX_DEPTH
from app.core.pairs import Method, PairInfo, PairSpec
from app.engine.host import EngineHost
from app.engine.llama import LlamaContext
from app.engine.log_lines import LogLines
from app.engine.parts import Parts
from app.engine.process_memory import ProcessMemory, process_memory
from app.gguf.capabilities import describe
from app.gguf.memory import DRAFTER, Part, Sizes, estimate_pair
from app.gguf.pair_plan import PREFILL_BATCH, plan_pair
from tests.engine.conftest import answer, load, request
from tests.gguf_architectures import Architecture, DeltaNet, Experts, write_architecture
from tests.gguf_eagle3 import PLANTED_EAGLE3, Eagle3Parts, write_eagle3
from tests.gguf_factory import TinyShape, write_gemma4, write_gemma4_assistant, write_llama

CONTEXT = 8192
GROWS = Part.OUTPUT.value
"""llama.cpp says the size of its first row; see the test of its full size."""

LLAMA = TinyShape(512, 8, 8, 4, 64, 2048, vocabulary=16384, context=CONTEXT)
GEMMA = replace(LLAMA, sliding_window=512, full_head_dim=128, full_kv_heads=2)
QWEN2 = Architecture("qwen2", 512, 8, 8, 2, 64, 2816, vocabulary=16384, context=CONTEXT)
GEMMA3 = Architecture(
    "gemma3", 512, 12, 8, 4, 64, 2048, vocabulary=16384, context=CONTEXT, window=512, tied=True
)
QWEN3_MOE = Architecture(
    *("qwen3moe", 512, 8, 8, 4, 64, 512),
    vocabulary=16384,
    context=CONTEXT,
    experts=Experts(16, 4, 512),
)
QWEN35 = Architecture(
    *("qwen35", 512, 12, 8, 4, 96, 2048),
    vocabulary=16384,
    context=CONTEXT,
    delta_net=DeltaNet(8, 4),
    nextn=1,
)


def agree(estimated: Sizes, measured: Sizes) -> None:
    """Every part within 10 %, none of them a trifle. Checkpoints come with a conversation."""
    there, said = dict(estimated), dict(measured)
    for part in (Part.CHECKPOINTS, f"{DRAFTER}{Part.CHECKPOINTS}"):
        there.pop(part, None)
    assert there.keys() == said.keys()
    for part, size in said.items():
        if not part.endswith(GROWS):
            assert there[part] == pytest.approx(size, rel=0.1, abs=100_000), part
            assert size > 500_000, part


@pytest.fixture
def engine() -> Iterator[EngineHost]:
    made = EngineHost()
    yield made
    made.close()


def loaded(
    engine: EngineHost, target: Path, drafter: Path | None = None, method: Method = Method.AUTO
) -> PairInfo:
    return load(engine, target, drafter, context_length=CONTEXT, method=method)


def test_llama_with_a_draft_model(engine: EngineHost, tmp_path: Path) -> None:
    target = write_llama(tmp_path / "target.gguf", LLAMA, quant="q8_0")
    drafter = write_llama(tmp_path / "draft.gguf", replace(LLAMA, layers=2), quant="q8_0")
    files = describe(target).layout, describe(drafter).layout
    plan = plan_pair(*files, Method.DRAFT, CONTEXT)
    agree(estimate_pair(*files, plan).sizes(), loaded(engine, target, drafter).memory)


def test_gemma4_with_its_assistant(engine: EngineHost, tmp_path: Path) -> None:
    target = write_gemma4(tmp_path / "gemma.gguf", GEMMA, quant="q8_0")
    shape = replace(GEMMA, width=448, layers=4)
    drafter = write_gemma4_assistant(tmp_path / "a.gguf", GEMMA, shape, quant="q8_0")
    files = describe(target).layout, describe(drafter).layout
    plan = plan_pair(*files, Method.MTP, CONTEXT)
    agree(estimate_pair(*files, plan).sizes(), loaded(engine, target, drafter).memory)


@pytest.mark.parametrize("reduced", [0, 4096])
def test_llama_with_an_eagle3_drafter(engine: EngineHost, tmp_path: Path, reduced: int) -> None:
    target = write_llama(tmp_path / "target.gguf", LLAMA, quant="q8_0")
    drafter = write_eagle3(
        *(tmp_path / "eagle.gguf", LLAMA, replace(PLANTED_EAGLE3, width=512, ffn=2048)),
        quant="q8_0",
        parts=Eagle3Parts(draft_vocabulary=reduced, own_embedding=not reduced),
    )
    files = describe(target).layout, describe(drafter).layout
    plan = plan_pair(*files, Method.EAGLE3, CONTEXT)
    agree(estimate_pair(*files, plan).sizes(), loaded(engine, target, drafter).memory)


@pytest.mark.parametrize("model", [QWEN2, GEMMA3, QWEN3_MOE, QWEN35], ids=lambda model: model.name)
def test_other_architectures_alone(engine: EngineHost, tmp_path: Path, model: Architecture) -> None:
    path = write_architecture(tmp_path / "model.gguf", model, weights=True)
    plan = plan_pair(describe(path).layout, None, Method.OFF, CONTEXT)
    agree(
        estimate_pair(describe(path).layout, None, plan).sizes(),
        loaded(engine, path, method=Method.OFF).memory,
    )


def test_repacked_weights_count_once_and_a_tied_head_twice(
    engine: EngineHost, tmp_path: Path
) -> None:
    for tied in (True, False):
        path = write_architecture(
            *(tmp_path / "model.gguf", replace(GEMMA3, tied=tied)),
            weights=True,
            kind=gguf.GGMLQuantizationType.Q4_0,
        )
        plan = plan_pair(describe(path).layout, None, Method.OFF, CONTEXT)
        agree(estimate_pair(describe(path).layout, None, plan).sizes(), loaded(engine, path).memory)


def test_prediction_layers_and_states_to_go_back_to(tmp_path: Path) -> None:
    path = write_architecture(tmp_path / "model.gguf", QWEN35, weights=True)
    file = describe(path)
    plan = plan_pair(file.layout, None, Method.MTP, CONTEXT, rollback=3)
    parts = Parts(PairSpec(path, threads=1), describe(path), LogLines(), lambda *_: None)
    try:
        model = parts.open_model(file, "target", (0.0, 1.0), prediction_layers=True)
        size = {"capacity": CONTEXT, "max_batch": PREFILL_BATCH}
        parts.open_context(model, "", **size, max_outputs=MAX_DEPTH + 1, rollback=3)
        parts.open_context(model, "drafter ", **size, max_outputs=1, mtp=True)
        agree(estimate_pair(file.layout, None, plan).sizes(), tuple(parts.memory))
    finally:
        parts.close()


@pytest.mark.skipif(sys.platform != "linux", reason="asks glibc how large an allocation is")
def test_the_output_buffer_grows_to_its_estimate(tmp_path: Path) -> None:
    path = write_llama(tmp_path / "model.gguf", LLAMA, quant="q8_0")
    parts = Parts(PairSpec(path, threads=1), describe(path), LogLines(), lambda *_: None)
    try:
        model = parts.open_model(describe(path), "target", (0.0, 1.0))
        context: LlamaContext = parts.open_context(
            *(model, ""), capacity=512, max_batch=512, max_outputs=MAX_DEPTH + 1
        )
        context.evaluate([5] * (MAX_DEPTH + 1), 0, outputs=MAX_DEPTH + 1)
        usable = ctypes.CDLL(None).malloc_usable_size
        usable.argtypes, usable.restype = [ctypes.c_void_p], ctypes.c_size_t
        grown = usable(context.logits(0).ctypes.data)
    finally:
        parts.close()
    plan = plan_pair(describe(path).layout, None, Method.OFF, 512)
    assert estimate_pair(describe(path).layout, None, plan).target.output == pytest.approx(
        grown, rel=0.1
    )


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_the_process_occupies_what_was_measured(engine: EngineHost, tmp_path: Path) -> None:
    shape = replace(LLAMA, layers=24, vocabulary=32768)
    small = occupied(engine, write_llama(tmp_path / "small.gguf", replace(LLAMA, layers=1)))
    large = occupied(engine, write_llama(tmp_path / "large.gguf", shape, quant="q8_0"))
    difference = sum(large[1].values()) - sum(small[1].values())
    assert large[0].resident - small[0].resident == pytest.approx(difference, rel=0.1)
    assert difference > 200e6


def occupied(engine: EngineHost, path: Path) -> tuple[ProcessMemory, dict[str, int]]:
    """Return what the process occupies after a prompt of a full batch, and what was measured."""
    info = load(engine, path, context_length=CONTEXT)
    answer(engine, request("hello there " * 400, max_tokens=2))
    assert engine.process_id is not None
    found = process_memory(engine.process_id)
    assert found is not None
    return found, dict(info.memory)
