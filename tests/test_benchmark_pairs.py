"""Benchmark pairs have the shapes that their names promise, and draft as they say."""

from pathlib import Path

import pytest

from app.core.events import GenerateRequest
from app.core.pairs import Method
from app.gguf.capabilities import describe
from tests.benchmark_pairs import LANGUAGE, SIZES, WRITERS, nextn_shape, write_benchmark_pair

METHODS = {
    "draft": Method.DRAFT,
    "mtp": Method.MTP,
    "nextn": Method.MTP,
    "eagle3": Method.EAGLE3,
}


@pytest.mark.parametrize("method", WRITERS)
def test_the_smallest_pair_is_about_ten_million(tmp_path: Path, method: str) -> None:
    pair = write_benchmark_pair(tmp_path, method, "10m")
    assert 8e6 < pair.target.stat().st_size < 16e6
    assert describe(pair.target).quantization == "Q8_0"
    if pair.drafter is not None:
        assert pair.drafter.stat().st_size < pair.target.stat().st_size / 3


@pytest.mark.parametrize("method", WRITERS)
def test_a_pair_drafts_as_often_right_as_its_name_says(tmp_path: Path, method: str) -> None:
    pytest.importorskip("llama_cpp")
    high, none = (acceptance(tmp_path / level, method, level) for level in ("high", "none"))
    assert high > 0.6
    assert none < 0.05


def acceptance(folder: Path, method: str, agreement: str) -> float:
    from app.engine.local import LocalEngine
    from tests.engine.conftest import answer, load

    files = write_benchmark_pair(folder, method, "10m", agreement)
    engine = LocalEngine()
    try:
        info = load(engine, files.target, files.drafter, context_length=512)
        assert info.method is METHODS[method]
        request = GenerateRequest("t", raw_prompt="coffee in the harbour", max_tokens=64, depth=3)
        return answer(engine, request).statistics.acceptance_rate or 0.0
    finally:
        engine.close()


@pytest.mark.parametrize("size", SIZES)
def test_every_size_can_hold_the_language(size: str) -> None:
    target, drafter = SIZES[size]
    for shape in (target, drafter):
        assert shape.width >= LANGUAGE.reserved
        assert LANGUAGE.code <= shape.kv_heads * shape.head_dim
    assert drafter.heads % target.kv_heads == 0  # an assistant reads the target's heads


@pytest.mark.parametrize("size", SIZES)
def test_smaller_heads_cost_the_same_and_hold_the_language(size: str) -> None:
    whole = SIZES[size].target
    shape = nextn_shape(whole)
    assert shape.heads * shape.head_dim == whole.heads * whole.head_dim
    assert shape.kv_heads * shape.head_dim == whole.kv_heads * whole.head_dim
    assert 2 * LANGUAGE.code <= shape.heads * shape.head_dim
    assert (LANGUAGE.code // 2) % shape.head_dim == 0
