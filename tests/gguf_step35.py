"""Writes `step35` GGUFs: several MTP heads, of which each makes one guess of a draft.

Planted like `gguf_qwen35`: a head takes one half of z(previous token) from the hidden state it is
fed and the other half, through its own attention, from its own cache.
"""

from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tests.gguf_parts import (
    BASE_SLIDING,
    Quant,
    Tensors,
    TinyShape,
    Weights,
    begin,
    feed_forward,
    finish,
    model_ends,
    ones,
)
from tests.gguf_qwen35 import half_code_projection, half_code_rms
from tests.planted_language import (
    CONSTANT,
    Language,
    previous_token_key,
    previous_token_query,
    sharpness,
)

PLANTED_STEP35 = TinyShape(
    width=256, layers=4, heads=4, kv_heads=2, head_dim=32, ffn=512, vocabulary=2048, context=4096
)


def write_step35(
    path: Path,
    shape: TinyShape = PLANTED_STEP35,
    seed: int = 0,
    quant: Quant = "f32",
    language: Language = Language(),  # noqa: B008 - frozen
    eps: float = 0.05,
    heads: int = 3,
) -> Path:
    """Write a `step35` model of dense layers, all but the last of the trunk with a window."""
    layers = shape.layers + heads
    writer = begin(path, "step35", replace(shape, layers=layers), quant, 0)
    writer.add_head_count(shape.heads)
    writer.add_head_count_kv(shape.kv_heads)
    writer.add_key_length(shape.head_dim)
    writer.add_value_length(shape.head_dim)
    writer.add_rope_dimension_count(shape.head_dim)
    writer.add_rope_freq_base(BASE_SLIDING)
    writer.add_sliding_window(shape.sliding_window)
    pattern = [index != shape.layers - 1 for index in range(layers)]
    writer.add_array("step35.attention.sliding_window_pattern", pattern)
    writer.add_expert_feed_forward_length(shape.ffn)
    writer.add_nextn_predict_layers(heads)
    tensors = _tensors(shape, Weights(seed), language, eps, heads)
    return finish(writer, path, tensors, quant)


def _tensors(
    shape: TinyShape, weights: Weights, language: Language, eps: float, heads: int
) -> Tensors:
    width, code = shape.width, language.code
    yield from model_ends(shape, weights, language, eps, embedding_scale=1.0)
    share = eps / (2 * shape.layers) ** 0.5
    for index in range(shape.layers):
        block = f"blk.{index}."
        yield f"{block}attn_norm.weight", ones(width)
        copied = np.arange(code) if index == 0 else np.arange(0)
        rms = language.rms_in(width)
        yield from _attention(block, shape, weights, language, share, copied, rms)
        yield from feed_forward(block, width, shape.ffn, weights, share / 0.6)
    share = eps / 2**0.5
    for index in range(shape.layers, shape.layers + heads):
        block = f"blk.{index}."
        yield f"{block}attn_norm.weight", ones(width)
        copied, rms = np.arange(code // 2, code), half_code_rms(width, language)
        yield from _attention(block, shape, weights, language, share, copied, rms)
        yield from feed_forward(block, width, shape.ffn, weights, share / 0.6)
        projection = half_code_projection(weights.matrix(width, 2 * width), language)
        yield f"{block}nextn.eh_proj.weight", projection
        yield f"{block}nextn.enorm.weight", ones(width, language.rms_in(width))
        yield f"{block}nextn.hnorm.weight", ones(width, language.rms_out(width, eps))


def _attention(
    block: str,
    shape: TinyShape,
    weights: Weights,
    language: Language,
    share: float,
    copied: NDArray[np.int_],
    rms: float,
) -> Tensors:
    """Yield attention whose first heads copy these numbers of z(previous token); the other heads
    are random."""
    width, dim, group = shape.width, shape.head_dim, shape.heads // shape.kv_heads
    query = weights.matrix(shape.heads * dim, width, 3.0)
    key = weights.matrix(shape.kv_heads * dim, width)
    value = weights.matrix(shape.kv_heads * dim, width)
    output = weights.matrix(width, shape.heads * dim, 1.5 * share)
    constant = 2 * language.code
    read = (sharpness(dim, BASE_SLIDING) * dim**0.5) ** 0.5 * rms / CONSTANT
    for index in range(len(copied) // dim):
        rows, head = slice(index * dim, (index + 1) * dim), index * group * dim
        numbers = copied[rows]
        query[head : head + dim] = key[rows] = value[rows] = 0
        query[head : head + dim, constant] = read * previous_token_query(
            dim, BASE_SLIDING, neox=True
        )
        key[rows, constant] = read * previous_token_key(dim, neox=True)
        value[np.arange(dim) + index * dim, numbers] = rms
        output[:, head : head + dim] = 0
        output[language.code + numbers, head + np.arange(dim)] = 1
    yield f"{block}attn_q.weight", query
    yield f"{block}attn_k.weight", key
    yield f"{block}attn_v.weight", value
    yield f"{block}attn_output.weight", output
