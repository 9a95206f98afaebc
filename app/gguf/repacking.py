"""Which weights get repacked for the CPU, and what of them then lies in memory twice."""

from typing import Final

from app.gguf.layout import Layout

_UNPACKED: Final = frozenset({"Q8_0", "F32", "F16", "BF16"})
"""Repacking these for the CPU gains nothing at 0.7B and costs 1.3x at 7M (llama_cpp.md 1.14)."""

_REPACKED: Final = frozenset({"Q4_0", "Q4_K", "Q2_K", "IQ4_NL", "MXFP4"})
"""What ggml repacks on every processor with AVX2 (ggml-cpu/repack.cpp)."""


def wants_repacking(quantization: str) -> bool:
    """Whether a file of this quantization is worth repacking."""
    return quantization not in _UNPACKED


def repacked_head(layout: Layout) -> int:
    """Return the bytes of a second embedding table.

    A tied one is looked up as it is in the file and multiplied with repacked.
    """
    if not layout.tied or not wants_repacking(layout.quantization):
        return 0
    return layout.outer_weights["token_embd"] if layout.embedding_type in _REPACKED else 0
