"""Writes `mamba` GGUFs: nothing but states, none of which llama.cpp keeps to go back to.

The first layer's convolution carries the previous token of the planted language, so that an answer
that goes on from a wrong state reads differently. The other layers are random.
"""

from pathlib import Path

import numpy as np

from tests.gguf_parts import Quant, Tensors, TinyShape, Weights, begin, finish, model_ends, ones
from tests.gguf_qwen35 import KERNEL, LOUD, reading
from tests.planted_language import CONSTANT, Language

STATE, RANK = 16, 16
"""Numbers of a state a channel, inner size of the time step."""

MAMBA = TinyShape(width=256, layers=4, vocabulary=2048, context=4096)
SMALL_MAMBA = TinyShape(width=160, layers=2, vocabulary=2048, context=4096)


def write_mamba(
    path: Path,
    shape: TinyShape = MAMBA,
    seed: int = 0,
    quant: Quant = "f32",
    language: Language = Language(),  # noqa: B008 - frozen
    eps: float = 0.15,
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
    yield from model_ends(shape, weights, language, eps, embedding_scale=1.0)
    share = eps / max(1, shape.layers - 1) ** 0.5
    for index in range(shape.layers):
        block = f"blk.{index}."
        yield f"{block}attn_norm.weight", ones(shape.width)
        if index == 0:
            yield from _previous_token_convolution(block, shape.width, language)
        else:
            yield from _random_layer(block, shape.width, weights, share)


def _previous_token_convolution(block: str, width: int, language: Language) -> Tensors:
    """Yield a layer that adds z(previous token), one tap back in the convolution.

    Its time steps are next to nothing, so its states hold nothing: what comes out is what the
    convolution says. silu(2s) - silu(-2s) = 2s: each number of the code takes two channels.
    """
    inner, code = 2 * width, language.code
    rms, gate = language.rms_in(width), LOUD / (1 + np.exp(-LOUD))
    numbers = np.arange(code)
    entering = np.zeros((2 * inner, width), np.float32)
    entering[2 * numbers, numbers] = 2.0 * rms
    entering[2 * numbers + 1, numbers] = -2.0 * rms
    entering[inner:] = reading(inner, width, 2 * code, LOUD * rms / CONSTANT)
    taps = np.zeros((inner, KERNEL), np.float32)
    taps[:, -2] = 1.0
    leaving = np.zeros((width, inner), np.float32)
    leaving[code + numbers, 2 * numbers] = 1 / (2 * gate)
    leaving[code + numbers, 2 * numbers + 1] = -1 / (2 * gate)
    yield f"{block}ssm_in.weight", entering
    yield f"{block}ssm_conv1d.weight", taps
    yield f"{block}ssm_x.weight", np.zeros((RANK + 2 * STATE, inner), np.float32)
    yield f"{block}ssm_dt.weight", np.zeros((inner, RANK), np.float32)
    yield f"{block}ssm_out.weight", leaving
    yield from _constants(block, inner, step=-20.0)


def _random_layer(block: str, width: int, weights: Weights, share: float) -> Tensors:
    inner = 2 * width
    yield f"{block}ssm_in.weight", weights.matrix(2 * inner, width)
    yield f"{block}ssm_conv1d.weight", weights.matrix(inner, KERNEL, 2.0)
    yield f"{block}ssm_x.weight", weights.matrix(RANK + 2 * STATE, inner)
    yield f"{block}ssm_dt.weight", weights.matrix(inner, RANK)
    # Gated states and their past have an RMS of about 6.
    yield f"{block}ssm_out.weight", weights.matrix(width, inner, share / 6)
    yield from _constants(block, inner, step=-1.0)


def _constants(block: str, inner: int, step: float) -> Tensors:
    yield f"{block}ssm_conv1d.bias", np.zeros(inner, np.float32)
    yield f"{block}ssm_dt.bias", ones(inner, step)
    yield f"{block}ssm_a", np.tile(-np.linspace(0.05, 1.0, STATE, dtype=np.float32), (inner, 1))
    yield f"{block}ssm_d", ones(inner)
