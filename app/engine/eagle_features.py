"""What EAGLE-3 drafters are fed with: inputs of some of the target's layers, encoded to one row.

With llama.py the only file that calls llama.cpp's context functions. Those used here abort the
process when asked for what was not kept, so every request is checked first (llama_cpp.md 1.9).
"""

import ctypes
import time
from collections.abc import Sequence
from typing import Any, Final

import llama_cpp
import numpy as np
from llama_cpp import llama_cpp_ext

from app.core.errors import AppError
from app.engine.eagle_bindings import eagle_bindings
from app.engine.llama import EvaluationAborted, Floats, LlamaContext
from app.engine.llama_model import LlamaModel

_ABORTED: Final = 2

_encode: Any = llama_cpp.llama_encode


def target_layers(drafter: LlamaModel) -> tuple[int, ...]:
    """Return the target's layers that an EAGLE-3 drafter reads; () for any other model."""
    bindings = eagle_bindings()
    count = bindings.target_layer_count(drafter.handle)
    return tuple(bindings.target_layers(drafter.handle)[:count]) if count else ()


class LayerInputs:
    """What enters `layers` of `target`, kept by every evaluation from now on.

    A layer one beyond the last means what the last one puts out. Raises AppError for a layer that
    the target does not have.
    """

    def __init__(self, target: LlamaContext, layers: Sequence[int]) -> None:
        count = int(llama_cpp.llama_model_n_layer(target.model.handle))
        if not layers or not all(0 <= layer <= count for layer in layers):
            raise AppError(
                f"The drafter reads the target's layers {layers}; it has {count}.",
                "Choose the drafter published with this target.",
            )
        self._bindings = eagle_bindings()
        self._target = target
        self._layers = tuple(layers)
        self._last = count
        self._views: dict[int, Floats] = {}
        for layer in set(layers):
            if layer == count:
                target.keep_hidden_states(only_outputs=False)
            else:
                self._bindings.keep_layer_inputs(target.handle, layer, True)
        target.forget_rows()

    def release(self) -> None:
        """Keep no layer's input from now on."""
        for layer in set(self._layers) - {self._last}:
            self._bindings.keep_layer_inputs(self._target.handle, layer, False)
        self._target.forget_rows()

    @property
    def width(self) -> int:
        """Numbers a row: all layers' inputs one after the other."""
        return len(self._layers) * self._target.model.width

    @property
    def repeatable(self) -> bool:
        """Whether the target can be made to evaluate tokens anew without reading everything."""
        return not self._target.model.hybrid

    def copy(self, first: int, out: Floats) -> None:
        """Fill `out`, shape (rows, width), from row `first` of the target's last evaluation on."""
        stop = first + len(out)
        if not 0 <= first < stop <= self._target.rows:
            raise IndexError(f"rows {first} to {stop} were not evaluated")
        width = self._target.model.width
        for index, layer in enumerate(self._layers):
            kept = self._view(layer)[first:stop]
            out[:, index * width : (index + 1) * width] = kept

    def _view(self, layer: int) -> Floats:
        """Return a layer's rows of the last evaluation, zero-copy, as many as a batch can hold."""
        if layer == self._last:
            pointer = llama_cpp_ext.llama_get_embeddings_nextn(self._target.handle)
            address = ctypes.cast(pointer, ctypes.c_void_p).value
        else:
            address = self._bindings.layer_inputs(self._target.handle, layer)
        if not address:
            raise AppError("llama.cpp kept no input of a layer.", "Load the model anew.")
        view = self._views.get(address)
        if view is None:
            shape = self._target.max_batch, self._target.model.width
            raw = (ctypes.c_float * (shape[0] * shape[1])).from_address(address)
            view = self._views[address] = np.ctypeslib.as_array(raw).reshape(shape)
        return view


class FeatureEncoder:
    """The encoder half of an EAGLE-3 drafter: from rows of layer inputs to rows it can read.

    Attributes:
        seconds: spent in llama.cpp so far.
    """

    def __init__(self, drafter: LlamaContext, width: int) -> None:
        self._drafter = drafter
        self._width = width
        self._batch: Any = llama_cpp.llama_batch()
        self.seconds = 0.0

    def encode(self, features: Floats) -> Floats:
        """Return the rows for `features`, shapes (rows, drafter width) and (rows, width).

        The result is zero-copy, valid until the drafter evaluates anything. Raises AppError, or
        EvaluationAborted.
        """
        count, width = features.shape
        if not 0 < count <= self._drafter.max_batch or width != self._width:
            raise AppError(
                f"{count} rows of {width} numbers do not fit one evaluation.",
                "Choose another drafter.",
            )
        kept = np.ascontiguousarray(features, np.float32)
        self._drafter.forget_rows()
        self._batch.n_tokens = count
        self._batch.embd = ctypes.cast(kept.ctypes.data, ctypes.POINTER(ctypes.c_float))
        started = time.perf_counter()
        code = _encode(self._drafter.handle, self._batch)
        self.seconds += time.perf_counter() - started
        if code == _ABORTED:
            raise EvaluationAborted
        pointer = llama_cpp_ext.llama_get_embeddings_nextn(self._drafter.handle)
        if code != 0 or not pointer:
            raise AppError(
                f"llama.cpp could not read the target's features (code {code}).",
                "Switch speculation off, or choose another drafter.",
            )
        return np.ctypeslib.as_array(pointer, shape=(count, self._drafter.model.width_out))
