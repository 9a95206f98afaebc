"""Whole numbers that llama.cpp is to read instead of those in a file's metadata."""

from collections.abc import Mapping
from typing import Any, Final

import llama_cpp

_INTEGER: Final = 0  # enum llama_model_kv_override_type: LLAMA_KV_OVERRIDE_TYPE_INT


def overrides(numbers: Mapping[str, int]) -> Any:
    """Return the array that llama.cpp reads up to an empty key; keep it while the model loads."""
    array: Any = (llama_cpp.llama_model_kv_override * (len(numbers) + 1))()
    for entry, (key, value) in zip(array, numbers.items(), strict=False):
        entry.tag = _INTEGER
        entry.key = key.encode()
        entry.value.val_i64 = value
    return array
