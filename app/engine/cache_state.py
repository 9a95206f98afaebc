"""A context's cache, or only its recurrent states, copied out of llama.cpp and put back."""

import ctypes
from dataclasses import dataclass, field
from typing import Any, Final

import llama_cpp
import numpy as np
from numpy.typing import NDArray

from app.engine.llama import LlamaContext

_WHOLE: Final = 0
_RECURRENT_ONLY: Final = 1  # LLAMA_STATE_SEQ_FLAGS_PARTIAL_ONLY

# For one sequence: the functions for whole contexts restore a sliding window's cells so that new
# tokens replace any of them first, not the oldest.
_get_size: Any = llama_cpp.llama_state_seq_get_size_ext
_get_data: Any = llama_cpp.llama_state_seq_get_data_ext
_set_data: Any = llama_cpp.llama_state_seq_set_data_ext


@dataclass(frozen=True, slots=True)
class CacheState:
    """What was copied.

    Attributes:
        length: tokens in the cache then. whole: attention caches too, not only recurrent states.
    """

    length: int
    whole: bool
    data: NDArray[np.uint8] = field(repr=False)


def save_cache(context: LlamaContext, *, whole: bool) -> CacheState | None:
    """Copy the cache; None if llama.cpp or the memory does not allow it.

    Of a sliding window only what is inside it is saved, none of what has left it.
    """
    flags = _WHOLE if whole else _RECURRENT_ONLY
    size = int(_get_size(context.handle, 0, flags))
    try:
        data = np.empty(size, np.uint8)
    except MemoryError:
        return None
    written = _get_data(context.handle, _pointer(data), size, 0, flags)
    return CacheState(context.length, whole, data) if size and written == size else None


def restore_cache(context: LlamaContext, state: CacheState) -> bool:
    """Put a state of this context back; False if the cache does not hold its tokens afterwards.

    Recurrent states alone go back to a cache whose attention part still holds those tokens.
    """
    flags = _WHOLE if state.whole else _RECURRENT_ONLY
    size = len(state.data)
    if _set_data(context.handle, _pointer(state.data), size, 0, flags) != size:
        return False
    context.rewind(state.length)
    return context.length == state.length


def _pointer(data: NDArray[np.uint8]) -> Any:
    return data.ctypes.data_as(ctypes.POINTER(ctypes.c_uint8))
