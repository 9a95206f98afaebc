"""Cells and rows as llama.cpp rounds them."""

import pytest

from app.gguf.context_plan import ContextPlan


@pytest.mark.parametrize(
    ("length", "window", "batch", "cells"),
    [
        (4096, 0, 512, 4096),
        (4000, 0, 512, 4096),
        (4096, 1024, 512, 1536),
        (4096, 1000, 512, 1536),
        (1000, 1024, 512, 1024),
        (100, 0, 512, 256),
    ],
)
def test_cells_are_padded(length: int, window: int, batch: int, cells: int) -> None:
    assert ContextPlan(length, batch=batch).cells(window) == cells


def test_a_borrowed_window_has_the_lender_s_size() -> None:
    assert ContextPlan(4096, batch=16).cells(1024) == 1280
    assert ContextPlan(4096, batch=16, cache_batch=512).cells(1024) == 1536


def test_rows_of_a_cache_take_whole_blocks() -> None:
    assert ContextPlan(4096).cache_bytes(1024, 512) == 3072
    quantized = ContextPlan(4096, cache_type="Q8_0")
    assert quantized.cache_bytes(1024, 1024) == 2 * 1088
    assert quantized.keys_are_quantized
    assert quantized.values_are_quantized
    keys_only = ContextPlan(4096, cache_type="Q8_0", value_type="F16")
    assert keys_only.cache_bytes(1024, 1024) == 1088 + 2048
    assert not keys_only.values_are_quantized
