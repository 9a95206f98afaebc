"""Choosing the target's next token: zero-copy argmax when greedy, a llama_sampler chain else."""

import math
import secrets
from typing import Any, Protocol

import llama_cpp

from app.core.errors import AppError
from app.core.sampling import SamplingSettings
from app.engine.llama import Floats, LlamaContext


class Chooser(Protocol):
    """Chooses from one row of logits and commits to the choice."""

    def choose(self, context: LlamaContext, row: int) -> int:
        """Return the token that follows `row`; rows come in order, each once."""
        ...

    def close(self) -> None:
        """Free what the chain holds."""
        ...


def argmax(logits: Floats) -> int:
    """Return the likeliest token. NaN wins every argmax, so one look at the winner finds any."""
    best = int(logits.argmax())
    if not math.isfinite(logits[best]):
        raise AppError(
            "The model computed numbers that are not finite.",
            "Its file is probably damaged: download it again.",
        )
    return best


class GreedyChooser:
    """Always the likeliest token."""

    def choose(self, context: LlamaContext, row: int) -> int:
        return argmax(context.logits(row))

    def close(self) -> None:
        """Nothing is held."""


class SampledChooser:
    """llama.cpp's chain: top-k first (it makes the rest cheap), top-p, min-p, temperature, dist."""

    def __init__(self, settings: SamplingSettings) -> None:
        seed = secrets.randbits(32) if settings.seed is None else settings.seed
        params = llama_cpp.llama_sampler_chain_default_params()
        params.no_perf = True
        self._chain: Any = llama_cpp.llama_sampler_chain_init(params)
        stages: list[Any] = []
        if settings.top_k:
            stages.append(llama_cpp.llama_sampler_init_top_k(settings.top_k))
        if settings.top_p < 1.0:
            stages.append(llama_cpp.llama_sampler_init_top_p(settings.top_p, 1))
        if settings.min_p > 0.0:
            stages.append(llama_cpp.llama_sampler_init_min_p(settings.min_p, 1))
        stages.append(llama_cpp.llama_sampler_init_temp(settings.temperature))
        stages.append(llama_cpp.llama_sampler_init_dist(seed))
        for stage in stages:
            llama_cpp.llama_sampler_chain_add(self._chain, stage)

    def choose(self, context: LlamaContext, row: int) -> int:
        argmax(context.logits(row))  # a NaN inside the chain would abort the process
        return int(llama_cpp.llama_sampler_sample(self._chain, context.handle, row))

    def close(self) -> None:
        if self._chain:
            llama_cpp.llama_sampler_free(self._chain)
            self._chain = None


def make_chooser(settings: SamplingSettings) -> Chooser:
    """Return the chooser for `settings`."""
    return GreedyChooser() if settings.greedy else SampledChooser(settings)
