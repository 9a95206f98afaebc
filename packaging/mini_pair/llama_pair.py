"""The pair run by llama.cpp through ctypes: plain and speculative greedy decoding."""

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
    flash_attention: bool = False
    full_precision_cache: bool = False


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

    def __init__(self, target: Path, drafter: Path, settings: Settings = Settings()) -> None:
        self._settings = settings
        self._target_model = _load(target, settings.repack)
        self._drafter_model = _load(drafter, settings.repack)
        self.vocab = lc.llama_model_get_vocab(self._target_model)
        self.width = lc.llama_model_n_embd_out(self._target_model)
        self.vocab_size = lc.llama_vocab_n_tokens(self.vocab)
        self._target = self._context(self._target_model, None)
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
        for model in (self._drafter_model, self._target_model):
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


class Rounds(NamedTuple):
    """Text of a run, and for each round how many of the submitted tokens were accepted."""

    tokens: list[int]
    submitted: list[int]
    accepted: list[int]


def decode_plain(pair: Pair, prompt: list[int], limit: int) -> list[int]:
    """Decode greedily one token at a time, until the turn ends or `limit`."""
    pair.clear()
    pair.run_target(prompt, 0, all_rows=False)
    tokens = [int(pair.target_logits(-1).argmax())]
    while len(tokens) < limit and not pair.ends(tokens[-1]):
        pair.run_target([tokens[-1]], len(prompt) + len(tokens) - 1)
        tokens.append(int(pair.target_logits(0).argmax()))
    return tokens


def draft(pair: Pair, last: int, hidden: np.ndarray, position: int, depth: int) -> list[int]:
    """Return `depth` greedily drafted tokens; every step stands at the same position."""
    tokens: list[int] = []
    for _ in range(depth):
        pair.run_drafter(last, hidden, position)
        last = int(pair.drafter_logits().argmax())
        hidden = pair.drafter_hidden()
        tokens.append(last)
    return tokens


def decode_speculative(pair: Pair, prompt: list[int], limit: int, depth: int) -> Rounds:
    """Decode greedily with drafts of `depth` tokens; the text equals `decode_plain`'s."""
    pair.clear()
    pair.run_target(prompt, 0, all_rows=False)
    hidden = pair.target_hidden(len(prompt) - 1)
    run = Rounds([int(pair.target_logits(-1).argmax())], [], [])
    position = len(prompt)
    while len(run.tokens) < limit and not pair.ends(run.tokens[-1]):
        proposed = draft(pair, run.tokens[-1], hidden, position, depth)
        pair.run_target([run.tokens[-1], *proposed], position)
        chosen = [int(pair.target_logits(row).argmax()) for row in range(depth + 1)]
        accepted = 0
        while accepted < depth and chosen[accepted] == proposed[accepted]:
            accepted += 1
        hidden = pair.target_hidden(accepted)
        position += accepted + 1
        pair.truncate(position)
        run.submitted.append(depth)
        run.accepted.append(accepted)
        for token in chosen[: accepted + 1]:
            run.tokens.append(token)
            if pair.ends(token) or len(run.tokens) == limit:
                break
    return run
