"""Writes `mamba` GGUFs: nothing but states, none of which llama.cpp keeps to go back to.

Which of a token's three successors comes next (planted_language.py) is left to the random layers,
and so to the states: an answer that goes on from a wrong one reads differently.
"""

from pathlib import Path

import numpy as np

from tests.gguf_parts import (
    Quant,
    Tensors,
    TinyShape,
    Weights,
    begin,
    finish,
    model_ends,
    ones,
)
from tests.planted_language import Language

KERNEL, STATE, RANK = 4, 16, 16
"""Tokens a convolution sees, numbers of a state a channel, inner size of the time step."""

MAMBA = TinyShape(width=256, layers=4, vocabulary=2048, context=4096)
SMALL_MAMBA = TinyShape(width=160, layers=2, vocabulary=2048, context=4096)


def write_mamba(
    path: Path,
    shape: TinyShape = MAMBA,
    seed: int = 0,
    quant: Quant = "f32",
    language: Language = Language(),  # noqa: B008 - frozen
    eps: float = 0.3,
) -> Path:
    """Write a `mamba` model; of `shape` count width, layers, vocabulary and context."""
    writer = begin(path, "mamba", shape, quant, 0)
    writer.add_head_count(0)
    writer.add_ssm_conv_kernel(KERNEL)
    writer.add_ssm_inner_size(2 * shape.width)
    writer.add_ssm_state_size(STATE)
    writer.add_ssm_time_step_rank(RANK)
    return finish(writer, path, _tensors(shape, Weights(seed), language, eps), quant)


def _tensors(shape: TinyShape, weights: Weights, language: Language, eps: float) -> Tensors:
    width, inner = shape.width, 2 * shape.width
    yield from model_ends(shape, weights, language, eps, embedding_scale=1.0)
    for index in range(shape.layers):
        block = f"blk.{index}."
        yield f"{block}attn_norm.weight", ones(width)
        yield f"{block}ssm_in.weight", weights.matrix(2 * inner, width)
        yield f"{block}ssm_conv1d.weight", weights.matrix(inner, KERNEL, 2.0)
        yield f"{block}ssm_conv1d.bias", np.zeros(inner, np.float32)
        yield f"{block}ssm_x.weight", weights.matrix(RANK + 2 * STATE, inner)
        yield f"{block}ssm_dt.weight", weights.matrix(inner, RANK)
        yield f"{block}ssm_dt.bias", ones(inner, -1.0)
        yield f"{block}ssm_a", np.tile(-np.linspace(0.05, 1.0, STATE, dtype=np.float32), (inner, 1))
        yield f"{block}ssm_d", ones(inner)
        yield f"{block}ssm_out.weight", weights.matrix(width, inner, 2 * eps / shape.layers**0.5)
