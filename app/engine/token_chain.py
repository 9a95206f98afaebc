"""A llama_sampler chain: from a row of logits to a truncated distribution and a token of it."""

import ctypes
from collections import deque
from collections.abc import Sequence
from typing import Any, Final, Self

import llama_cpp
import numpy as np

from app.core.sampling import Candidates, SamplingSettings
from app.engine.llama import Floats
from app.engine.logit_rows import NearBest, Shortlist, argmax

_ROW: Final = np.dtype([("id", np.int32), ("logit", np.float32), ("p", np.float32)])
"""struct llama_token_data."""

_NEVER: Final = -1e30
"""A bias that no logit outweighs; an infinite one would become NaN where it meets another."""

_DRAFTED: Final = 6.0
"""A token less likely than the likeliest one by a factor of e to the 6 is never drafted: the few
draft tokens that this forgoes cost less than sorting out a vocabulary for each."""

_apply: Any = llama_cpp.llama_sampler_apply
_accept: Any = llama_cpp.llama_sampler_accept


class TokenChain:
    """A chain over one vocabulary, with the array it works on.

    `narrowing` tells the tokens that may be left, None that all may; `biased` are tokens whose
    logits it changes always, and those of the last `remembered` accepted ones maybe. Samplers
    reorder the array, so it is filled anew for each row, with no more than can be left. Each row
    takes one number from the dice of `seed`, whether or not it is wanted.
    """

    def __init__(
        self,
        vocabulary_size: int,
        stages: Sequence[Any],
        *,
        seed: int,
        narrowing: Shortlist | NearBest | None,
        biased: Sequence[int] = (),
        remembered: int = 0,
    ) -> None:
        params = llama_cpp.llama_sampler_chain_default_params()
        params.no_perf = True
        self._chain: Any = llama_cpp.llama_sampler_chain_init(params)
        for stage in (*stages, llama_cpp.llama_sampler_init_dist(seed)):
            llama_cpp.llama_sampler_chain_add(self._chain, stage)
        self._biased = frozenset(biased)
        self._recent: deque[int] = deque(maxlen=remembered)
        self._narrowing = narrowing
        self._all = np.arange(vocabulary_size)
        rows = np.zeros(vocabulary_size, _ROW)
        self._ids, self._logits, self._shares = rows["id"], rows["logit"], rows["p"]
        self._array: Any = llama_cpp.llama_token_data_array()
        self._array.data = ctypes.cast(rows.ctypes.data, llama_cpp.llama_token_data_p)
        self._array_address = ctypes.byref(self._array)

    @classmethod
    def of_target(
        cls, settings: SamplingSettings, vocabulary_size: int, ends: Sequence[int], seed: int
    ) -> Self:
        """Return the chain of `settings`; its last `ends` are the tokens that end a turn."""
        stages: list[Any] = []
        biased = ends if settings.end_bias else ()
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
        return cls(
            vocabulary_size,
            stages + _truncation(settings),
            seed=seed,
            narrowing=_shortlist(vocabulary_size, _kept(settings)),
            biased=biased,
            remembered=settings.penalty_last_n if settings.penalized else 0,
        )

    @classmethod
    def of_draft(cls, settings: SamplingSettings, vocabulary_size: int, seed: int) -> Self:
        """Return the chain a draft is drawn from: the target's, but blind to what came before.

        Its distribution may be any; the closer to the target's, the more is accepted.
        """
        near = NearBest(vocabulary_size, _DRAFTED * settings.temperature)
        return cls(vocabulary_size, _truncation(settings), seed=seed, narrowing=near)

    @classmethod
    def likeliest(cls, vocabulary_size: int, count: int) -> Self:
        """Return a chain that keeps the `count` likeliest tokens."""
        top_k = llama_cpp.llama_sampler_init_top_k(count)
        return cls(vocabulary_size, [top_k], seed=0, narrowing=_shortlist(vocabulary_size, count))

    def draw(self, logits: Floats) -> int:
        """Return a token drawn from what the chain leaves of a row, shape (vocabulary,).

        Raises AppError for numbers that are not finite: llama.cpp would end the process.
        """
        self._apply(logits)
        return int(self._ids[self._array.selected])

    def candidates(self, logits: Floats) -> Candidates:
        """Return what the chain leaves of a row. Raises AppError as `draw` does."""
        self._apply(logits)
        return self.left()

    def draw_of_candidates(self, logits: Floats) -> tuple[int, Candidates]:
        """Return both at once. Raises AppError as `draw` does."""
        self._apply(logits)
        return int(self._ids[self._array.selected]), self.left()

    def _apply(self, logits: Floats) -> None:
        highest = logits[argmax(logits)]
        tokens = self._narrowing and self._narrowing.of(logits, highest, self._changing())
        if tokens is None:
            tokens, values = self._all, logits
        else:
            values = logits[tokens]
        self._ids[: len(tokens)] = tokens
        self._logits[: len(tokens)] = values
        array = self._array
        array.size, array.selected, array.sorted = len(tokens), -1, False
        _apply(self._chain, self._array_address)

    def left(self) -> Candidates:
        """Return what the chain left of the row it saw last."""
        left = self._array.size
        return Candidates(self._ids[:left].copy(), self._shares[:left].astype(np.float64))

    def _changing(self) -> frozenset[int]:
        return self._biased.union(self._recent) if self._recent else self._biased

    def accept(self, token: int) -> None:
        """Tell the penalties, if there are any, that this token came."""
        if self._recent.maxlen:
            self._recent.append(token)
            _accept(self._chain, token)

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


def _shortlist(vocabulary_size: int, count: int) -> Shortlist | None:
    return Shortlist(vocabulary_size, count) if count else None


def _kept(settings: SamplingSettings) -> int:
    """Return how many tokens top-k leaves, 0 for all."""
    return 1 if settings.greedy else settings.top_k
