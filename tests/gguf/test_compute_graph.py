"""The compute buffer of known models is what llama.cpp's log says of them.

More shapes are compared with llama.cpp itself in tests/engine/test_simulated_memory.py.
"""

from dataclasses import replace
from pathlib import Path

import pytest

from app.gguf.compute_graph import compute_bytes
from app.gguf.context_plan import ContextPlan
from app.gguf.header import read_file_header
from app.gguf.layout import Layout, read_layout
from tests.gguf_architectures import Architecture, write_architecture

LLAMA_8B = Architecture("llama", 4096, 32, 32, 8, 128, 14336, vocabulary=32000)


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    return read_layout(read_file_header(write_architecture(tmp_path / "model.gguf", LLAMA_8B)))


def mebibytes(layout: Layout, plan: ContextPlan) -> float:
    return compute_bytes(layout, plan, blocks=layout.blocks) / 2**20


def test_llama_8b(layout: Layout) -> None:
    assert mebibytes(layout, ContextPlan(4096)) == pytest.approx(120.0, abs=0.1)
    assert mebibytes(layout, ContextPlan(32768)) == pytest.approx(148.0, abs=0.1)


def test_a_small_batch_takes_little(layout: Layout) -> None:
    assert mebibytes(layout, ContextPlan(4096, batch=16)) < 5


def test_without_flash_attention_all_scores_are_there_at_once(layout: Layout) -> None:
    scores = 32 * 512 * 16384 * 4 / 2**20
    assert mebibytes(layout, ContextPlan(16384, flash_attention=False)) > scores


def test_many_rows_of_logits_need_room(layout: Layout) -> None:
    layout = replace(layout, vocabulary=262144)
    few, many = (mebibytes(layout, ContextPlan(4096, outputs=count)) for count in (1, 512))
    assert many - few > 400
