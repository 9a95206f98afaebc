"""The functions of llama.cpp's src/llama-ext.h that EAGLE-3 needs and llama-cpp-python leaves out.

They are exported under C++ names, so each is looked up by its C, Itanium and MSVC name in turn; the
MSVC names are derived and were never seen at work.
"""

import ctypes
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, NamedTuple

import llama_cpp

from app.core.errors import AppError

_library: Any = llama_cpp.llama_cpp._lib  # pyright: ignore[reportPrivateUsage]


class EagleBindings(NamedTuple):
    """The functions; contexts and models are llama-cpp-python's handles.

    Attributes:
        keep_layer_inputs(context, layer, wanted): from now on every evaluation keeps what enters
            `layer`; aborts beyond the model's number of layers.
        layer_inputs(context, layer): address of [batch tokens, width] floats of the last
            evaluation, in batch order; aborts unless the layer was kept by it.
        target_layers(model), target_layer_count(model): which layers an EAGLE-3 drafter reads.
    """

    keep_layer_inputs: Callable[[Any, int, bool], None]
    layer_inputs: Callable[[Any, int], int | None]
    target_layers: Callable[[Any], Any]
    target_layer_count: Callable[[Any], int]


@cache
def eagle_bindings() -> EagleBindings:
    """Return the functions. Raises AppError if this build of llama.cpp lacks one."""
    handle, number = ctypes.c_void_p, ctypes.c_uint32
    return EagleBindings(
        keep_layer_inputs=_find(
            (
                "llama_set_embeddings_layer_inp",
                "_Z30llama_set_embeddings_layer_inpP13llama_contextjb",
                "?llama_set_embeddings_layer_inp@@YAXPEAUllama_context@@I_N@Z",
            ),
            None,
            (handle, number, ctypes.c_bool),
        ),
        layer_inputs=_find(
            (
                "llama_get_embeddings_layer_inp",
                "_Z30llama_get_embeddings_layer_inpP13llama_contextj",
                "?llama_get_embeddings_layer_inp@@YAPEAMPEAUllama_context@@I@Z",
            ),
            ctypes.c_void_p,
            (handle, number),
        ),
        target_layers=_find(
            (
                "llama_model_target_layer_ids",
                "_Z28llama_model_target_layer_idsPK11llama_model",
                "?llama_model_target_layer_ids@@YAPEBHPEBUllama_model@@@Z",
            ),
            ctypes.POINTER(ctypes.c_int32),
            (handle,),
        ),
        target_layer_count=_find(
            (
                "llama_model_target_layer_ids_n",
                "_Z30llama_model_target_layer_ids_nPK11llama_model",
                "?llama_model_target_layer_ids_n@@YAIPEBUllama_model@@@Z",
            ),
            number,
            (handle,),
        ),
    )


def _find(names: Sequence[str], result: Any, arguments: Sequence[Any]) -> Any:
    for name in names:
        try:
            return ctypes.CFUNCTYPE(result, *arguments)((name, _library))
        except AttributeError:
            continue
    raise AppError(
        f"This build of llama.cpp cannot run EAGLE-3 drafters: it lacks {names[0]}.",
        "Install llama-cpp-python 0.3.36, or choose another drafter.",
    )
