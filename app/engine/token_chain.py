"""A llama_sampler chain without its dice: from a row of logits to a truncated distribution."""

import ctypes
from collections.abc import Sequence
from typing import Any, Final, Self

import llama_cpp
import numpy as np

from app.core.sampling import Candidates, SamplingSettings, softmax
from app.engine.llama import Floats

_ROW: Final = np.dtype([("id", np.int32), ("logit", np.float32), ("p", np.float32)])
"""struct llama_token_data."""

_NEVER: Final = -1e30
"""A bias that no logit outweighs; an infinite one would become NaN where it meets another."""

_apply: Any = llama_cpp.llama_sampler_apply


class TokenChain:
    """A chain over one vocabulary, with the array it works on; not for NaN: that aborts.

    The array is filled anew for each row (0.2 ms at 262,144 tokens), since samplers reorder it.
    """

    def __init__(self, vocabulary_size: int, stages: Sequence[Any]) -> None:
        params = llama_cpp.llama_sampler_chain_default_params()
        params.no_perf = True
        self._chain: Any = llama_cpp.llama_sampler_chain_init(params)
        for stage in stages:
            llama_cpp.llama_sampler_chain_add(self._chain, stage)
        self._ids = np.arange(vocabulary_size, dtype=np.int32)
        self._rows = np.zeros(vocabulary_size, _ROW)
        self._array: Any = llama_cpp.llama_token_data_array()

    @classmethod
    def of_target(
        cls, settings: SamplingSettings, vocabulary_size: int, ends: Sequence[int]
    ) -> Self:
        """Return the chain of `settings`; its last `ends` are the tokens that end a turn."""
        stages: list[Any] = []
        if settings.end_bias:
            bias = (llama_cpp.llama_logit_bias * len(ends))()
            for entry, token in zip(bias, ends, strict=True):
                entry.token = token
                entry.bias = max(settings.end_bias, _NEVER)
            stages.append(llama_cpp.llama_sampler_init_logit_bias(vocabulary_size, len(ends), bias))
        if settings.penalized:
            stages.append(
                llama_cpp.llama_sampler_init_penalties(
                    vocabulary_size,
                    settings.penalty_last_n,
                    settings.repeat_penalty,
                    settings.frequency_penalty,
                    settings.presence_penalty,
                )
            )
        return cls(vocabulary_size, stages + _truncation(settings))

    @classmethod
    def of_draft(cls, settings: SamplingSettings, vocabulary_size: int) -> Self:
        """Return the chain a draft is drawn from: the target's, but blind to what came before.

        Its distribution may be any; the closer to the target's, the more is accepted.
        """
        return cls(vocabulary_size, _truncation(settings))

    @classmethod
    def likeliest(cls, vocabulary_size: int, count: int) -> Self:
        """Return a chain that keeps the `count` likeliest tokens."""
        return cls(vocabulary_size, [llama_cpp.llama_sampler_init_top_k(count)])

    def candidates(self, logits: Floats) -> Candidates:
        """Return what the chain leaves of a row of finite logits, shape (vocabulary,)."""
        self._rows["id"] = self._ids
        self._rows["logit"] = logits
        array = self._array
        array.data = ctypes.cast(self._rows.ctypes.data, llama_cpp.llama_token_data_p)
        array.size, array.selected, array.sorted = len(self._rows), -1, False
        _apply(self._chain, ctypes.byref(array))
        address = ctypes.addressof(array.data.contents)
        raw: Any = (ctypes.c_char * (array.size * _ROW.itemsize)).from_address(address)
        kept = np.frombuffer(raw, _ROW)
        return Candidates(kept["id"].astype(np.int32), softmax(kept["logit"].astype(np.float64)))

    def accept(self, token: int) -> None:
        """Tell the penalties that this token came."""
        llama_cpp.llama_sampler_accept(self._chain, token)

    def close(self) -> None:
        """Free the chain."""
        if self._chain:
            llama_cpp.llama_sampler_free(self._chain)
            self._chain = None


def _truncation(settings: SamplingSettings) -> list[Any]:
    """Return top-k first (it makes the rest cheap), top-p, min-p, temperature."""
    if settings.greedy:
        return [llama_cpp.llama_sampler_init_top_k(1)]
    stages: list[Any] = []
    if settings.top_k:
        stages.append(llama_cpp.llama_sampler_init_top_k(settings.top_k))
    if settings.top_p < 1.0:
        stages.append(llama_cpp.llama_sampler_init_top_p(settings.top_p, 1))
    if settings.min_p > 0.0:
        stages.append(llama_cpp.llama_sampler_init_min_p(settings.min_p, 1))
    stages.append(llama_cpp.llama_sampler_init_temp(settings.temperature))
    return stages
