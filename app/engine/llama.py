"""A model's context: its cache and its evaluations, through llama.cpp's context functions.

What only EAGLE-3 needs of them is in eagle_features.py, saving and restoring in cache_state.py.

Every call that could abort the process is checked here first (llama_cpp.md 1.9): batches never
exceed `n_batch`, rows with logits never exceed `n_outputs_max`, absent rows are errors.
"""

import ctypes
import time
from collections.abc import Callable, Sequence
from typing import Any, Final

import llama_cpp
import numpy as np
from llama_cpp import llama_cpp_ext
from numpy.typing import NDArray

from app.core.errors import AppError
from app.core.tuning import CacheType
from app.engine.llama_model import LlamaModel
from app.gguf.layout import ASSISTANT
from app.gguf.prediction import heads_are_chained

Floats = NDArray[np.float32]

_MTP_CONTEXT: Final = 1  # enum llama_context_type: LLAMA_CONTEXT_TYPE_MTP
_ABORTED: Final = 2  # llama_decode: the abort callback said so
_CACHE_TYPES: Final = {
    CacheType.F16: llama_cpp.GGML_TYPE_F16,
    CacheType.Q8_0: llama_cpp.GGML_TYPE_Q8_0,
    CacheType.Q4_0: llama_cpp.GGML_TYPE_Q4_0,
}

_address = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int32)
_library: Any = llama_cpp.llama_cpp._lib  # pyright: ignore[reportPrivateUsage]
_logits_address = _address(("llama_get_logits_ith", _library))
_hidden_address = _address(
    ctypes.cast(llama_cpp_ext.llama_get_embeddings_nextn_ith, ctypes.c_void_p).value or 0
)


class EvaluationAborted(Exception):  # noqa: N818 - a signal to unwind, not an error
    """The abort callback ended an evaluation; the cache may hold part of the batch."""


def supports_gpu() -> bool:
    """Whether this build of llama.cpp found a GPU to put layers on."""
    return bool(llama_cpp.llama_supports_gpu_offload())


def repacking_is_safe() -> bool:
    """Whether weights may be repacked for the CPU.

    With AMX, evaluating 4 or more rows of repacked Q8_0 weights was seen to end the process
    (llama-cpp-python 0.3.36, Sapphire Rapids); other types take the same kernels.
    """
    return b"AMX_INT8 = 1" not in llama_cpp.llama_print_system_info()


def _parameters(
    capacity: int,
    max_batch: int,
    max_outputs: int,
    threads: int,
    cache_types: tuple[CacheType, CacheType],
) -> Any:
    """Return llama_context_params of one sequence, sliding windows kept small."""
    params = llama_cpp.llama_context_default_params()
    params.n_ctx = capacity
    params.n_batch = params.n_ubatch = max_batch
    params.n_seq_max = 1
    params.n_outputs_max = params.n_outputs_max_per_seq = max_outputs
    params.n_threads = params.n_threads_batch = threads
    params.swa_full = False
    params.no_perf = True
    params.type_k, params.type_v = (_CACHE_TYPES[kind] for kind in cache_types)
    return params


class LlamaContext:
    """A model's cache of one sequence, and the batch it is fed with.

    `mtp` makes it a context of prediction layers; `other` is the target's context whose embeddings
    or cache the model borrows. Rows of either carry a hidden state. `rollback` is how many tokens
    of the last pass a recurrent model can take back (ignored where nothing is recurrent).
    `flash_attention` None leaves it to llama.cpp. `cache_types`: of keys and of values.

    Attributes:
        capacity: tokens of context. max_batch: tokens a call. max_outputs: rows with logits a call.
        hidden_input: what goes in with the tokens, row by row; shape (0, ...) where nothing does.
        rollback: as llama.cpp granted it.
        recurrent: it holds a state that an evaluation overwrites (see engine.rollback).
        evaluation_seconds: spent inside llama_decode so far.
    """

    def __init__(
        self,
        model: LlamaModel,
        *,
        capacity: int,
        max_batch: int,
        max_outputs: int,
        threads: int,
        mtp: bool = False,
        other: "LlamaContext | None" = None,
        rollback: int = 0,
        flash_attention: bool | None = None,
        cache_types: tuple[CacheType, CacheType] = (CacheType.F16, CacheType.F16),
    ) -> None:
        _refuse_deadly(model, other, mtp=mtp)
        max_batch = min(max_batch, capacity)
        params = _parameters(capacity, max_batch, max_outputs, threads, cache_types)
        if flash_attention is not None:
            params.flash_attn_type = int(flash_attention)
        # A batch no longer than the states kept would end the process (split_equal).
        params.n_rs_seq = max(0, min(rollback, max_batch - 2))
        if mtp:
            params.ctx_type = _MTP_CONTEXT
        if other is not None:
            params.ctx_other = other.handle
        handle = llama_cpp.llama_init_from_model(model.handle, params)
        if not handle and any(kind.quantized for kind in cache_types):
            kinds = " and ".join(dict.fromkeys(cache_types))
            raise AppError(
                f"This model cannot keep its context in {kinds}.",
                "Use f16; other types need flash attention, and heads of a suitable size.",
            )
        if not handle:
            raise AppError(
                f"There is not enough memory for a context of {capacity} tokens.",
                "Choose a shorter context or a smaller model.",
            )
        self.handle: Any = handle
        self.model = model
        self._borrowers: list[LlamaContext] = []
        self._other = other
        if other is not None:
            other._borrowers.append(self)
        self.max_batch = max_batch
        self.max_outputs = max_outputs
        self.capacity = min(capacity, int(llama_cpp.llama_n_ctx(handle)))
        self.rollback = int(llama_cpp.llama_n_rs_seq(handle))
        self.recurrent = model.hybrid and not mtp
        self._memory: Any = llama_cpp.llama_get_memory(handle)
        self._views: dict[tuple[int, int], Floats] = {}
        self.evaluation_seconds = 0.0
        self._outputs = 0
        self._rows = 0
        self._abort_callback: Any = None
        self._allocate_batch(with_embeddings=mtp or other is not None)

    def _allocate_batch(self, *, with_embeddings: bool) -> None:
        """Build one llama_batch over numpy arrays that live as long as the context."""
        size = self.max_batch
        self._tokens = np.zeros(size, np.int32)
        self._positions = np.zeros(size, np.int32)
        self._wants_logits = np.zeros(size, np.int8)
        self._counts = np.ones(size, np.int32)
        self._sequence = np.zeros(1, np.int32)
        self._sequences = np.full(size, self._sequence.ctypes.data, np.uintp)
        self._ramp = np.arange(size, dtype=np.int32)
        batch: Any = llama_cpp.llama_batch()
        kinds: dict[str, Any] = dict(batch._fields_)
        for name, array in (
            ("token", self._tokens),
            ("pos", self._positions),
            ("n_seq_id", self._counts),
            ("seq_id", self._sequences),
            ("logits", self._wants_logits),
        ):
            setattr(batch, name, ctypes.cast(array.ctypes.data, kinds[name]))
        rows = size if with_embeddings else 0
        self.hidden_input: Floats = np.zeros((rows, self.model.width_out), np.float32)
        if with_embeddings:
            address = self.hidden_input.ctypes.data
            batch.embd = ctypes.cast(address, ctypes.POINTER(ctypes.c_float))
        self._batch = batch

    def keep_hidden_states(self, *, only_outputs: bool) -> None:
        """Make `hidden(row)` available: of every row, or only of rows with logits."""
        llama_cpp_ext.llama_set_embeddings_nextn(self.handle, True, only_outputs)

    def drop_hidden_states(self) -> None:
        """Compute nothing but logits."""
        llama_cpp_ext.llama_set_embeddings_nextn(self.handle, False, False)

    def use_head(self, index: int) -> None:
        """Evaluate with MTP head `index` from here on."""
        llama_cpp_ext.llama_set_nextn_layer_offset(self.handle, index)

    def evaluate(self, tokens: Sequence[int], position: int, *, outputs: int) -> None:
        """Append `tokens` at `position`, with logits of the last `outputs` rows.

        Raises EvaluationAborted, or AppError when llama.cpp cannot; the cache is then as before,
        but a recurrent state is spoilt.
        """
        count = len(tokens)
        if not self.handle:
            raise AppError("This part of the pair was unloaded.", "Load the model anew.")
        if not 0 < count <= self.max_batch or outputs > min(count, self.max_outputs):
            raise AppError(
                f"{count} tokens do not fit one evaluation.", "Draft fewer tokens a round."
            )
        if position + count > self.capacity:
            raise AppError(
                f"The context of {self.capacity} tokens is full.",
                "Start a new conversation or load the model with a longer context.",
            )
        self._tokens[:count] = tokens
        np.add(self._ramp[:count], position, out=self._positions[:count])
        self._wants_logits[: count - outputs] = 0
        self._wants_logits[count - outputs : count] = 1
        self._batch.n_tokens = count
        started = time.perf_counter()
        code = llama_cpp.llama_decode(self.handle, self._batch)
        self.evaluation_seconds += time.perf_counter() - started
        self._rows = count if code == 0 else 0
        self._outputs = outputs if code == 0 else 0
        self.hidden_input[:1] = np.nan  # whoever forgets to set it will get no finite number
        if code != 0 and not self.recurrent:
            self.rewind(position)
        if code == _ABORTED:
            raise EvaluationAborted
        if code != 0:
            raise AppError(
                f"llama.cpp could not evaluate {count} tokens (code {code}).",
                "Start a new conversation; if it happens again, load the model anew.",
            )

    def logits(self, row: int) -> Floats:
        """Return row `row` of the last evaluation, shape (vocabulary,); valid until the next one.

        The view is zero-copy.
        """
        if not self._rows - self._outputs <= row < self._rows:
            raise IndexError(f"row {row} has no logits")
        return self._view(_logits_address(self.handle, row), self.model.vocabulary_size)

    @property
    def rows(self) -> int:
        """How many rows the last evaluation left; 0 after one that failed."""
        return self._rows

    def forget_rows(self) -> None:
        """Call the last evaluation's rows absent: something else has used their memory."""
        self._rows = self._outputs = 0

    def hidden(self, row: int) -> Floats:
        """Return the hidden state behind row `row`, shape (width_out,); copy it to keep it."""
        if not 0 <= row < self._rows:
            raise IndexError(f"row {row} was not evaluated")
        return self._view(_hidden_address(self.handle, row), self.model.width_out)

    def hidden_rows(self, count: int) -> Floats:
        """Return the hidden states behind the first `count` rows, shape (count, width_out), of a
        context that keeps those of every row; copy them to keep them."""
        if not 0 < count <= self._rows:
            raise IndexError(f"{count} rows were not evaluated")
        width = self.model.width_out
        return self._view(_hidden_address(self.handle, 0), count * width).reshape(count, width)

    def _view(self, address: int | None, size: int) -> Floats:
        if not address:
            raise AppError("llama.cpp kept no result for a row.", "Load the model anew.")
        view = self._views.get((address, size))
        if view is None:
            view = np.ctypeslib.as_array((ctypes.c_float * size).from_address(address))
            self._views[address, size] = view
        return view

    def rewind(self, length: int) -> None:
        """Cut the cache back to `length` tokens, inside the last evaluation only."""
        if not llama_cpp.llama_memory_seq_rm(self._memory, 0, length, -1):
            raise AppError(
                f"llama.cpp could not go back to token {length}.",
                "Start a new conversation; if it happens again, load the model anew.",
            )

    @property
    def length(self) -> int:
        """Tokens in the cache."""
        return int(llama_cpp.llama_memory_seq_pos_max(self._memory, 0)) + 1

    def clear(self) -> None:
        """Forget everything."""
        llama_cpp.llama_memory_clear(self._memory, False)

    def keep(self, length: int) -> int:
        """Cut the cache back to at most `length` tokens; return how many are usable.

        A sliding-window cache has forgotten what left the window: a cut too deep leaves nothing.
        """
        if not llama_cpp.llama_memory_seq_rm(self._memory, 0, length, -1):
            length = 0
        if length and not self.reaches(length):
            length = 0
        if length == 0:
            self.clear()
        return length

    def reaches(self, length: int) -> bool:
        """Whether the cache can be cut back to `length` tokens: a sliding window has not forgotten
        what they see."""
        first = llama_cpp.llama_memory_seq_pos_min(self._memory, 0)
        window = self.model.sliding_window
        return not window or first <= max(0, length - window)

    def abort_when(self, asked: Callable[[], bool] | None) -> None:
        """Poll `asked` between graph nodes (1-2 us each), or stop polling with None."""
        if asked is None:
            callback = llama_cpp.ggml_abort_callback()
        else:
            callback = llama_cpp.ggml_abort_callback(lambda *_: asked())
        llama_cpp.llama_set_abort_callback(self.handle, callback, ctypes.c_void_p())
        self._abort_callback = callback

    def close(self) -> None:
        """Free the cache, after those of contexts that borrow from it: they would read on."""
        for borrower in tuple(self._borrowers):
            borrower.close()
        if self.handle:
            llama_cpp.llama_free(self.handle)
            self.handle = None
            if self._other is not None:
                self._other._borrowers.remove(self)
        self._views.clear()


def _refuse_deadly(model: LlamaModel, other: LlamaContext | None, *, mtp: bool) -> None:
    """Raise AppError for a context that llama.cpp ends the process instead of making."""
    if model.architecture == ASSISTANT:
        target = other.model if other is not None and other.handle else None
        if target is None or target.architecture != "gemma4":
            raise AppError(
                "An assistant drafts only on top of the Gemma 4 target it was made for.",
                "Open that target, and this file as its drafter.",
            )
        if target.width != model.width_out:
            raise AppError(
                f"The drafter was made for a target of width {model.width_out}; this target has "
                f"{target.width}.",
                "Choose the drafter published with this target.",
            )
    elif mtp and model.heads == 0:
        raise AppError(
            "The model was loaded without MTP heads.", "Draft by another method, or not at all."
        )
    elif mtp and model.heads > 1 and not heads_are_chained(model.architecture):
        raise AppError(
            f"The model has {model.heads} MTP heads where llama.cpp can use only one.",
            "Draft by another method, or not at all.",
        )
