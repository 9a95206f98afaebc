"""The pair run by llama.cpp through ctypes: one sequence, step by step."""

import ctypes
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self

import llama_cpp as lc
import numpy as np
from llama_cpp import llama_cpp_ext as ext

_MTP = 1


class Settings(NamedTuple):
    """How contexts are made; the defaults are what the app uses for this pair."""

    context: int = 2048
    threads: int = 2
    repack: bool = False
    flash_attention: bool = True
    full_precision_cache: bool = False


DEFAULTS = Settings()


def _load(path: Path, repack: bool) -> Any:
    params = lc.llama_model_default_params()
    params.n_gpu_layers = 0
    params.use_extra_bufts = repack
    model = lc.llama_model_load_from_file(str(path).encode(), params)
    if not model:
        raise OSError(f"llama.cpp could not load {path}")
    return model


class Pair:
    """A loaded target and drafter with one sequence; use as a context manager."""

    def __init__(self, target: Path, drafter: Path, settings: Settings = DEFAULTS) -> None:
        self._settings = settings
        self.target_model = _load(target, settings.repack)
        self._drafter_model = _load(drafter, settings.repack)
        self.vocab = lc.llama_model_get_vocab(self.target_model)
        self.width = lc.llama_model_n_embd_out(self.target_model)
        self.vocab_size = lc.llama_vocab_n_tokens(self.vocab)
        self._target = self._context(self.target_model, None)
        ext.llama_set_embeddings_nextn(self._target, True, False)
        self._drafter = self._context(self._drafter_model, self._target)
        ext.llama_set_embeddings_nextn(self._drafter, True, True)
        self._target_batch = lc.llama_batch_ext_init(self._target)
        self._drafter_batch = lc.llama_batch_ext_init(self._drafter)

    def _context(self, model: Any, other: Any) -> Any:
        params = lc.llama_context_default_params()
        params.n_ctx = self._settings.context
        params.n_threads = params.n_threads_batch = self._settings.threads
        params.flash_attn_type = int(self._settings.flash_attention)
        if self._settings.full_precision_cache:
            params.type_k = params.type_v = lc.GGML_TYPE_F32
        if other is not None:
            params.ctx_type = _MTP
            params.ctx_other = other
        context = lc.llama_init_from_model(model, params)
        if not context:
            raise RuntimeError("llama.cpp could not create a context")
        return context

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        lc.llama_batch_ext_free(self._drafter_batch)
        lc.llama_batch_ext_free(self._target_batch)
        for context in (self._drafter, self._target):
            lc.llama_free(context)
        for model in (self._drafter_model, self.target_model):
            lc.llama_model_free(model)

    def clear(self) -> None:
        """Forget the sequence."""
        lc.llama_memory_clear(lc.llama_get_memory(self._target), True)

    def truncate(self, position: int) -> None:
        """Forget everything from `position` on."""
        lc.llama_memory_seq_rm(lc.llama_get_memory(self._target), 0, position, -1)

    def ends(self, token: int) -> bool:
        """Tell whether the token ends the turn."""
        return bool(lc.llama_vocab_is_eog(self.vocab, token))

    def tokenize(self, text: str) -> list[int]:
        """Return token ids; special tokens in `text` are recognised, none are added."""
        raw = text.encode()
        room = (lc.llama_token * (len(raw) + 8))()
        count = lc.llama_tokenize(self.vocab, raw, len(raw), room, len(room), False, True)
        return list(room[:count])

    def run_target(self, tokens: list[int], position: int, all_rows: bool = True) -> None:
        """Decode tokens from `position` on; output every row or only the last."""
        batch = self._target_batch
        lc.llama_batch_ext_clear(batch)
        for offset, token in enumerate(tokens):
            self._add(batch, token, position + offset, all_rows or offset == len(tokens) - 1)
        self._process(self._target, batch)

    def run_drafter(self, token: int, hidden: np.ndarray, position: int) -> None:
        """Decode one draft step."""
        batch = self._drafter_batch
        lc.llama_batch_ext_clear(batch)
        index = self._add(batch, token, position, True)
        pointer = hidden.ctypes.data_as(ctypes.POINTER(ctypes.c_float))
        lc.llama_batch_ext_set_embd_token(batch, index, lc.llama_embd(pointer, 1, self.width))
        self._process(self._drafter, batch)

    def _add(self, batch: Any, token: int, position: int, output: bool) -> int:
        index = lc.llama_batch_ext_add_token(batch, 0, token)
        lc.llama_batch_ext_set_pos(batch, index, (lc.llama_pos * 4)(position, 0, 0, 0))
        lc.llama_batch_ext_set_output_logits(batch, index, output)
        return index

    def _process(self, context: Any, batch: Any) -> None:
        code = lc.llama_process(context, 1, batch)
        if code != 0:
            raise RuntimeError(f"llama_process returned {code}")

    def target_logits(self, row: int) -> np.ndarray:
        """Return a view of the target's logits of a row of the last batch."""
        pointer = lc.llama_get_logits_ith(self._target, row)
        return np.ctypeslib.as_array(pointer, (self.vocab_size,))

    def drafter_logits(self) -> np.ndarray:
        """Return a view of the drafter's logits."""
        return np.ctypeslib.as_array(lc.llama_get_logits_ith(self._drafter, 0), (self.vocab_size,))

    def target_hidden(self, row: int) -> np.ndarray:
        """Return a copy of the target's hidden state of a row."""
        pointer = ext.llama_get_embeddings_nextn_ith(self._target, row)
        return np.ctypeslib.as_array(pointer, (self.width,)).copy()

    def drafter_hidden(self) -> np.ndarray:
        """Return a copy of the hidden state for the next draft step."""
        pointer = ext.llama_get_embeddings_nextn_ith(self._drafter, 0)
        return np.ctypeslib.as_array(pointer, (self.width,)).copy()
