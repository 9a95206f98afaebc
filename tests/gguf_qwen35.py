"""Writes `qwen35` GGUFs: gated delta nets, full attention in between, an MTP block at the end.

With a `Language` (planted_language.py) the first delta net layer's convolution carries the previous
token, so that a recurrent state rolled back by a wrong count writes another text. The MTP block
takes one half of that code from the hidden state it is fed and the other half, through its own
attention, from its own cache: a wrong hidden state and a wrong cache both lower acceptance.
"""

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

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
from tests.planted_language import (
    CONSTANT,
    FILLER,
    FLAG,
    Language,
    Matrix,
    previous_token_key,
    previous_token_query,
    sharpness,
)

KERNEL = 4
"""Tokens a convolution sees."""

LOUD = 4.0
"""Through silu or sigmoid this is a gate that is wide open."""

TINY_QWEN35 = TinyShape(layers=3)
PLANTED_QWEN35 = TinyShape(
    width=256, layers=6, heads=4, kv_heads=2, head_dim=32, ffn=768, vocabulary=2048, context=4096
)

SMALL_QWEN35 = replace(PLANTED_QWEN35, width=160, layers=3, ffn=320)
"""Small enough to be the draft model of PLANTED_QWEN35."""


@dataclass(frozen=True, slots=True)
class Extent:
    """Which parts of the model a file has.

    Attributes:
        declared: MTP blocks in the metadata. trunk, blocks: whether their tensors are written.
        interval: every so many layers one has full attention.
        trained: whether the blocks know the language of the rest, else they guess at random.
    """

    declared: int = 1
    trunk: bool = True
    blocks: bool = True
    interval: int = 3
    trained: bool = True


WHOLE = Extent()
HEADLESS = Extent(declared=0, blocks=False)
STRIPPED = Extent(blocks=False)
"""Its metadata promises a block that is not in the file: llama.cpp alone refuses it."""

SIDECAR = Extent(trunk=False)
"""Only the MTP block, with the vocabulary's tables: a drafter for the whole model."""


def write_qwen35(
    path: Path,
    shape: TinyShape = TINY_QWEN35,
    seed: int = 0,
    quant: Quant = "f32",
    language: Language | None = None,
    eps: float = 0.05,
    dialect: int = 0,
    extent: Extent = WHOLE,
) -> Path:
    """Write a `qwen35` model, or the part of it that `extent` says."""
    writer = begin(
        path, "qwen35", replace(shape, layers=shape.layers + extent.declared), quant, dialect
    )
    writer.add_head_count(shape.heads)
    writer.add_head_count_kv(shape.kv_heads)
    writer.add_key_length(shape.head_dim)
    writer.add_value_length(shape.head_dim)
    writer.add_rope_dimension_count(shape.head_dim)
    writer.add_rope_dimension_sections(_sections(shape.head_dim))
    writer.add_rope_freq_base(BASE_SLIDING)
    writer.add_ssm_conv_kernel(KERNEL)
    writer.add_ssm_state_size(shape.head_dim)
    writer.add_ssm_group_count(shape.kv_heads)
    writer.add_ssm_time_step_rank(shape.heads)
    writer.add_ssm_inner_size(shape.heads * shape.head_dim)
    writer.add_full_attention_interval(extent.interval)
    if extent.declared:
        writer.add_nextn_predict_layers(extent.declared)
    return finish(writer, path, _tensors(shape, Weights(seed), language, eps, extent), quant)


def _sections(rotated: int) -> list[int]:
    """Share a head's pairs among time, height and width, which are one position for text."""
    pairs = rotated // 2
    return [(pairs + 2) // 3, (pairs + 1) // 3, pairs // 3, 0]


def _tensors(
    shape: TinyShape, weights: Weights, language: Language | None, eps: float, extent: Extent
) -> Tensors:
    share = (eps if language else 1.0) / (2 * shape.layers) ** 0.5
    yield from model_ends(shape, weights, language, eps, embedding_scale=1.0)
    if extent.trunk:
        for index in range(shape.layers):
            block = f"blk.{index}."
            yield f"{block}attn_norm.weight", ones(shape.width)
            yield f"{block}post_attention_norm.weight", ones(shape.width)
            if (index + 1) % extent.interval == 0:
                yield from _attention(block, shape, weights, share)
            elif language and index == 0:
                yield from _previous_token_convolution(block, shape, language)
            else:
                yield from _delta_net(block, shape, weights, share)
            yield from _plain_feed_forward(block, shape, weights, share / 0.6)
    if extent.blocks:
        known = language if extent.trained else None
        for index in range(extent.declared):
            yield from _prediction_block(f"blk.{shape.layers + index}.", shape, weights, known, eps)


def _plain_feed_forward(block: str, shape: TinyShape, weights: Weights, scale: float) -> Tensors:
    """Yield the feed-forward part, whose norm is the one after attention here."""
    for name, values in feed_forward(block, shape.width, shape.ffn, weights, scale):
        if not name.endswith("ffn_norm.weight"):
            yield name, values


def _attention(block: str, shape: TinyShape, weights: Weights, scale: float) -> Tensors:
    """Yield full attention: each query comes with a gate, so half of `attn_q` is gates."""
    width, dim = shape.width, shape.head_dim
    sharp = (3 * dim**-0.5) ** 0.5
    yield f"{block}attn_q.weight", weights.matrix(2 * shape.heads * dim, width)
    yield f"{block}attn_k.weight", weights.matrix(shape.kv_heads * dim, width)
    yield f"{block}attn_v.weight", weights.matrix(shape.kv_heads * dim, width)
    # The gate takes half of what the heads say.
    yield f"{block}attn_output.weight", weights.matrix(width, shape.heads * dim, 3.0 * scale)
    yield f"{block}attn_q_norm.weight", ones(dim, sharp * dim**0.25)
    yield f"{block}attn_k_norm.weight", ones(dim, sharp * dim**0.25)


def _delta_net(block: str, shape: TinyShape, weights: Weights, scale: float) -> Tensors:
    """Yield a gated delta net that remembers some tens of tokens."""
    width, dim, heads = shape.width, shape.head_dim, shape.heads
    channels = 2 * shape.kv_heads * dim + heads * dim
    yield f"{block}attn_qkv.weight", weights.matrix(channels, width)
    yield f"{block}attn_gate.weight", weights.matrix(heads * dim, width)
    yield f"{block}ssm_conv1d.weight", weights.matrix(channels, KERNEL, 2.0)
    yield f"{block}ssm_dt.bias", ones(heads, -2.0)
    yield f"{block}ssm_a", ones(heads, -1.0)
    yield f"{block}ssm_beta.weight", weights.matrix(heads, width)
    yield f"{block}ssm_alpha.weight", weights.matrix(heads, width)
    yield f"{block}ssm_norm.weight", ones(dim)
    yield f"{block}ssm_out.weight", weights.matrix(width, heads * dim, scale / 0.6)


def _previous_token_convolution(block: str, shape: TinyShape, language: Language) -> Tensors:
    """Yield a delta net whose values are z(previous token), one tap back in the convolution.

    Its key is the same for all tokens and its update complete, so the state holds the last value
    alone. silu(2s) - silu(-2s) = 2s: each number of the code takes two channels, of either sign.
    """
    width, dim, heads, code = shape.width, shape.head_dim, shape.heads, language.code
    if 2 * code > heads * dim or width < language.reserved:
        raise ValueError(f"a code of {code} does not fit {shape}")
    rms = language.rms_in(width)
    keys = 2 * shape.kv_heads * dim
    qkv = np.zeros((keys + heads * dim, width), np.float32)
    taps = np.zeros((keys + heads * dim, KERNEL), np.float32)
    qkv[:keys, 2 * code] = rms / CONSTANT
    taps[:keys, -1] = 1.0
    numbers = np.arange(code)
    qkv[keys + 2 * numbers, numbers] = 2.0 * rms
    qkv[keys + 2 * numbers + 1, numbers] = -2.0 * rms
    taps[keys:, -2] = 1.0
    high, low = (2 / (1 + np.exp(-2))), (-2 / (1 + np.exp(2)))
    norm = ((high**2 + low**2) / 2) ** 0.5
    gate = LOUD / (1 + np.exp(-LOUD))
    out = np.zeros((width, heads * dim), np.float32)
    out[code + numbers, 2 * numbers] = norm / (2 * gate)
    out[code + numbers, 2 * numbers + 1] = -norm / (2 * gate)
    yield f"{block}attn_qkv.weight", qkv
    yield f"{block}attn_gate.weight", reading(heads * dim, width, 2 * code, LOUD * rms / CONSTANT)
    yield f"{block}ssm_conv1d.weight", taps
    yield f"{block}ssm_dt.bias", ones(heads)
    yield f"{block}ssm_a", ones(heads, -1.0)
    yield f"{block}ssm_beta.weight", reading(heads, width, 2 * code, 20 * rms / CONSTANT)
    yield f"{block}ssm_alpha.weight", reading(heads, width, 2 * code, 0.0)
    yield f"{block}ssm_norm.weight", ones(dim)
    yield f"{block}ssm_out.weight", out


def reading(rows: int, width: int, column: int, scale: float) -> Matrix:
    """Return [rows, width] that reads one dimension only."""
    matrix = np.zeros((rows, width), np.float32)
    matrix[:, column] = scale
    return matrix


def _prediction_block(
    block: str, shape: TinyShape, weights: Weights, language: Language | None, eps: float
) -> Tensors:
    """Yield an MTP block; without a head of its own it ends in the model's."""
    width = shape.width
    share = (eps if language else 1.0) / 2**0.5
    yield f"{block}attn_norm.weight", ones(width)
    yield f"{block}post_attention_norm.weight", ones(width)
    projection = weights.matrix(width, 2 * width)
    if language is None:
        yield from _attention(block, shape, weights, share)
        norms = (ones(width), ones(width))
    else:
        yield from _half_code_attention(block, shape, weights, language, share)
        projection = half_code_projection(projection, language)
        norms = (ones(width, language.rms_in(width)), ones(width, language.rms_out(width, eps)))
    yield from _plain_feed_forward(block, shape, weights, share / 0.6)
    yield f"{block}nextn.eh_proj.weight", projection
    yield f"{block}nextn.enorm.weight", norms[0]
    yield f"{block}nextn.hnorm.weight", norms[1]


def half_code_projection(random: Matrix, language: Language) -> Matrix:
    """Return what makes a stream out of the token's embedding and the hidden state before it.

    z(previous) is z(last) of that hidden state: its first half from there, its second half left
    to the block's attention.
    """
    width, code = random.shape[0], language.code
    last, signals = np.arange(code), np.arange(2 * code, language.reserved)
    half = np.arange(code // 2)
    projection = random.copy()
    projection[: language.reserved] = 0
    projection[language.reserved :] *= FILLER
    projection[last, last] = 1
    projection[signals, signals] = 1
    projection[code + half, width + half] = 1
    return projection


def half_code_rms(width: int, language: Language) -> float:
    """Return the RMS of that stream."""
    rest = (width - language.reserved) * FILLER**2
    return ((1.5 * language.code + CONSTANT**2 + FLAG**2 + rest) / width) ** 0.5


def _half_code_attention(
    block: str, shape: TinyShape, weights: Weights, language: Language, share: float
) -> Tensors:
    """Yield attention whose first heads copy the second half of z(previous token) from the cache;
    the others are random."""
    width, dim, half = shape.width, shape.head_dim, language.code // 2
    used, group = half // dim, shape.heads // shape.kv_heads
    if half % dim or used > shape.kv_heads:
        raise ValueError(f"half a code of {language.code} does not fit the heads of {shape}")
    rms = half_code_rms(width, language)
    constant, read = 2 * language.code, rms / CONSTANT
    tensors = {name.removeprefix(block): m for name, m in _attention(block, shape, weights, share)}
    query, output = tensors["attn_q.weight"], tensors["attn_output.weight"]
    key, value = tensors["attn_k.weight"], tensors["attn_v.weight"]
    key[: used * dim] = value[: used * dim] = 0
    key[: used * dim, constant] = read * np.tile(previous_token_key(dim, neox=True), used)
    numbers = np.arange(dim)
    for index in range(used):
        copied = half + index * dim + numbers
        head = index * group * dim
        value[index * dim + numbers, copied] = rms
        query[2 * head : 2 * (head + dim)] = 0
        query[2 * head : 2 * head + dim, constant] = read * previous_token_query(
            dim, BASE_SLIDING, neox=True
        )
        query[2 * head + dim : 2 * (head + dim), constant] = read * 2 * LOUD
        output[:, head : head + dim] = 0
        output[language.code + copied, head + numbers] = 1
    # Norms make queries and keys of the random heads as loud as the planted ones.
    sharp = sharpness(dim, BASE_SLIDING) / 2 * dim**0.5
    tensors["attn_q_norm.weight"][:] = sharp**0.5
    tensors["attn_k_norm.weight"][:] = sharp**0.5
    for name, values in tensors.items():
        yield block + name, values
