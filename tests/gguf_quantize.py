"""Quants that gguf-py cannot write, written by llama.cpp itself."""

from pathlib import Path
from typing import Any

import llama_cpp as bindings

llama_cpp: Any = bindings  # its annotations promise less than its functions take


def write_q4_k_m(source: Path) -> Path:
    """Quantize an F32 file to Q4_K_M beside it; rows should be multiples of 256."""
    written = source.with_suffix(".q4_k_m.gguf")
    params = llama_cpp.llama_model_quantize_default_params()
    params.ftype = llama_cpp.LLAMA_FTYPE_MOSTLY_Q4_K_M
    params.nthread = 1
    code = llama_cpp.llama_model_quantize(str(source).encode(), str(written).encode(), params)
    assert code == 0, f"llama_model_quantize returned {code}"
    return written
