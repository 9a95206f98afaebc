"""Benchmark pairs hold the shapes that their names promise."""

from pathlib import Path

import pytest

from app.gguf.capabilities import describe
from tests.benchmark_pairs import LANGUAGE, SIZES, WRITERS, write_benchmark_pair


@pytest.mark.parametrize("method", WRITERS)
def test_the_smallest_pair_is_about_ten_million(tmp_path: Path, method: str) -> None:
    pair = write_benchmark_pair(tmp_path, method, "10m")
    assert 8e6 < pair.target.stat().st_size < 16e6
    assert describe(pair.target).quantization == "Q8_0"
    assert pair.drafter.stat().st_size < pair.target.stat().st_size / 3


@pytest.mark.parametrize("size", SIZES)
def test_every_size_can_hold_the_language(size: str) -> None:
    target, drafter = SIZES[size]
    for shape in (target, drafter):
        assert shape.width >= LANGUAGE.reserved
        assert LANGUAGE.code <= shape.kv_heads * shape.head_dim
    assert drafter.heads % target.kv_heads == 0  # an assistant reads the target's heads
