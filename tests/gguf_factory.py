"""Writes GGUF files that llama.cpp loads and runs: targets, draft models and Gemma 4 assistants.

Weights are random, from a seed. With a `Language` they hold a planted language and `eps` is the
RMS of everything else the layers add, where a code is +1 or -1: the knob of agreement.
"""

from dataclasses import replace
from pathlib import Path

import gguf
import numpy as np

from tests.gguf_parts import (
    BASE_FULL,
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
    Language,
    previous_token_key,
    previous_token_query,
    sharpness,
)

TINY = TinyShape()
TINY_ASSISTANT = replace(TINY, width=32)
PLANTED_TARGET = TinyShape(
    width=256, layers=6, heads=4, kv_heads=2, head_dim=32, ffn=768, vocabulary=2048, context=4096
)
PLANTED_DRAFT = replace(PLANTED_TARGET, width=160, layers=2, ffn=320)
PLANTED_ASSISTANT = replace(PLANTED_TARGET, width=160, layers=2, ffn=320)


def write_llama(
    path: Path,
    shape: TinyShape = TINY,
    seed: int = 0,
    quant: Quant = "f32",
    language: Language | None = None,
    eps: float = 0.05,
    dialect: int = 0,
) -> Path:
    """Write an `llama` model, which can be a target or a classic draft model."""
    writer = begin(path, "llama", shape, quant, dialect)
    writer.add_head_count(shape.heads)
    writer.add_head_count_kv(shape.kv_heads)
    writer.add_key_length(shape.head_dim)
    writer.add_value_length(shape.head_dim)
    writer.add_rope_dimension_count(shape.head_dim)
    writer.add_rope_freq_base(BASE_SLIDING)
    return finish(writer, path, _llama_tensors(shape, Weights(seed), language, eps), quant)


def write_gemma4(
    path: Path,
    shape: TinyShape = TINY,
    seed: int = 0,
    quant: Quant = "f32",
    language: Language | None = None,
    eps: float = 0.05,
    dialect: int = 0,
) -> Path:
    """Write a `gemma4` target: sliding layers, and full ones of which the last is one."""
    writer = begin(path, "gemma4", shape, quant, dialect)
    _add_gemma_attention(writer, "gemma4", shape, shape.sliding)
    writer.add_uint32("gemma4.embedding_length_per_layer_input", 0)
    writer.add_uint32("gemma4.attention.shared_kv_layers", 0)
    return finish(writer, path, _gemma_tensors(shape, Weights(seed), language, eps), quant)


def write_gemma4_assistant(
    path: Path,
    target_shape: TinyShape,
    shape: TinyShape = TINY_ASSISTANT,
    seed: int = 0,
    quant: Quant = "f32",
    language: Language | None = None,
    eps: float = 0.05,
    dialect: int = 0,
) -> Path:
    """Write a `gemma4-assistant` drafter for targets of `target_shape`, whose KV cache it reads.

    Heads' sizes are the target's; of `shape` count width (not the target's), layers, heads and ffn.
    """
    shape = replace(
        target_shape, width=shape.width, layers=shape.layers, heads=shape.heads, ffn=shape.ffn
    )
    sliding = [index != shape.layers - 1 for index in range(shape.layers)]
    arch = "gemma4-assistant"
    writer = begin(path, arch, shape, quant, dialect)
    _add_gemma_attention(writer, arch, shape, sliding)
    writer.add_uint32(f"{arch}.embedding_length_out", target_shape.width)
    writer.add_uint32(f"{arch}.nextn_predict_layers", shape.layers)
    writer.add_uint32(f"{arch}.attention.shared_kv_layers", shape.layers)
    tensors = _assistant_tensors(target_shape.width, shape, sliding, Weights(seed), language, eps)
    return finish(writer, path, tensors, quant)


def write_vocabulary_variant(path: Path, shape: TinyShape = TINY, seed: int = 0) -> Path:
    """Write an `llama` model of this shape whose words are others than everybody else's."""
    return write_llama(path, shape, seed, dialect=5)


def _add_gemma_attention(
    writer: gguf.GGUFWriter, arch: str, shape: TinyShape, sliding: list[bool]
) -> None:
    writer.add_head_count(shape.heads)
    writer.add_head_count_kv([shape.attention(flag)[1] for flag in sliding])
    writer.add_array(f"{arch}.attention.sliding_window_pattern", sliding)
    writer.add_sliding_window(shape.sliding_window)
    for suffix, flag, base in (("", False, BASE_FULL), ("_swa", True, BASE_SLIDING)):
        size = shape.attention(flag)[0]
        writer.add_uint32(f"{arch}.attention.key_length{suffix}", size)
        writer.add_uint32(f"{arch}.attention.value_length{suffix}", size)
        writer.add_uint32(f"{arch}.rope.dimension_count{suffix}", size)
        writer.add_float32(f"{arch}.rope.freq_base{suffix}", base)


def _llama_tensors(
    shape: TinyShape, weights: Weights, language: Language | None, eps: float
) -> Tensors:
    width, dim = shape.width, shape.head_dim
    q_rows, kv_rows = shape.heads * dim, shape.kv_heads * dim
    share = (eps if language else 1.0) / (2 * shape.layers) ** 0.5
    yield from model_ends(shape, weights, language, eps, embedding_scale=1.0)
    for index in range(shape.layers):
        block = f"blk.{index}."
        yield f"{block}attn_norm.weight", ones(width)
        if language and index == 0:
            yield from _previous_token_head(shape, language, neox=False)
        else:
            # Louder queries, or attention would be an average that adds next to nothing.
            yield f"{block}attn_q.weight", weights.matrix(q_rows, width, 3.0)
            yield f"{block}attn_k.weight", weights.matrix(kv_rows, width)
            yield f"{block}attn_v.weight", weights.matrix(kv_rows, width)
            yield f"{block}attn_output.weight", weights.matrix(width, q_rows, 1.5 * share)
        # silu(gate) * up of unit inputs has an RMS of .6
        yield from feed_forward(block, width, shape.ffn, weights, share / 0.6)


def _gemma_tensors(
    shape: TinyShape, weights: Weights, language: Language | None, eps: float
) -> Tensors:
    width = shape.width
    share = (eps if language else 1.0) / (2 * shape.layers) ** 0.5
    yield from model_ends(shape, weights, language, eps, embedding_scale=width**-0.5)
    yield "rope_freqs.weight", ones(shape.attention(False)[0] // 2)
    for index, sliding in enumerate(shape.sliding):
        block = f"blk.{index}."
        dim, kv_heads = shape.attention(sliding)
        planted = bool(language) and index == 0
        yield f"{block}attn_norm.weight", ones(width)
        if language and planted:
            yield from _previous_token_head(shape, language, neox=True)
        else:
            yield f"{block}attn_q.weight", weights.matrix(shape.heads * dim, width)
            yield f"{block}attn_k.weight", weights.matrix(kv_heads * dim, width)
            yield f"{block}attn_v.weight", weights.matrix(kv_heads * dim, width)
            yield f"{block}attn_output.weight", weights.matrix(width, shape.heads * dim)
        sharp = sharpness(dim, BASE_SLIDING) / 2 if planted else 3 * dim**-0.5
        yield f"{block}attn_q_norm.weight", ones(dim, sharp**0.5)
        yield f"{block}attn_k_norm.weight", ones(dim, sharp**0.5)
        code_rms = (language.code / width) ** 0.5 if language else 1.0
        yield f"{block}post_attention_norm.weight", ones(width, code_rms if planted else share)
        yield from feed_forward(block, width, shape.ffn, weights)
        yield f"{block}post_ffw_norm.weight", ones(width, share)
        yield f"{block}layer_output_scale.weight", ones(1)


def _assistant_tensors(
    target_width: int,
    shape: TinyShape,
    sliding: list[bool],
    weights: Weights,
    language: Language | None,
    eps: float,
) -> Tensors:
    width = shape.width
    share = (eps if language else 1.0) / (2 * shape.layers) ** 0.5
    yield from _assistant_ends(target_width, shape, weights, language, eps)
    yield "rope_freqs.weight", ones(shape.attention(False)[0] // 2)
    for index, flag in enumerate(sliding):
        block, dim = f"blk.{index}.", shape.attention(flag)[0]
        yield f"{block}attn_norm.weight", ones(width)
        yield f"{block}attn_q.weight", weights.matrix(shape.heads * dim, width)
        yield f"{block}attn_q_norm.weight", ones(dim, (3 * dim**-0.5) ** 0.5)
        yield f"{block}attn_output.weight", weights.matrix(width, shape.heads * dim)
        yield f"{block}post_attention_norm.weight", ones(width, share)
        yield from feed_forward(block, width, shape.ffn, weights)
        yield f"{block}post_ffw_norm.weight", ones(width, share)
        yield f"{block}layer_output_scale.weight", ones(1)


def _assistant_ends(
    target_width: int, shape: TinyShape, weights: Weights, language: Language | None, eps: float
) -> Tensors:
    """Yield head and projections. z(previous) comes from the hidden state h and nowhere else."""
    size, width = shape.vocabulary, shape.width
    before = weights.matrix(width, 2 * target_width)
    after = weights.matrix(target_width, width)
    if language is None:
        yield "token_embd.weight", weights.matrix(size, width, 3.0)
        yield "output_norm.weight", ones(width)
    else:
        code, reserved = language.code, language.reserved
        last, previous = np.arange(code), np.arange(code, 2 * code)
        signals = np.arange(2 * code, reserved)
        before[:reserved] = 0
        before[reserved:] *= 0.5
        before[last, last] = 1
        before[signals, signals] = 1
        before[previous, target_width + last] = 1
        after[:] = 0
        after[last, last] = 1
        yield "token_embd.weight", language.head(size, width)
        yield "output_norm.weight", ones(width, language.rms_out(width, eps))
    yield "nextn.pre_projection.weight", before
    yield "nextn.post_projection.weight", after


def _previous_token_head(shape: TinyShape, language: Language, neox: bool) -> Tensors:
    """Yield layer 0's attention, which copies z(previous token) to its place in the stream.

    In Gemma (neox) norms set the size of queries, keys and values; in llama the matrices do.
    """
    width, dim, code = shape.width, shape.head_dim, language.code
    used = code // dim
    if code % dim or used > min(shape.kv_heads, shape.heads) or width < language.reserved:
        raise ValueError(f"a code of {code} does not fit {shape}")
    rms = language.rms_in(width)
    product = 1.0 if neox else sharpness(dim, BASE_SLIDING) * dim**0.5
    read = product**0.5 * rms / CONSTANT
    query = np.zeros((shape.heads * dim, width), np.float32)
    key = np.zeros((shape.kv_heads * dim, width), np.float32)
    value = np.zeros((shape.kv_heads * dim, width), np.float32)
    output = np.zeros((width, shape.heads * dim), np.float32)
    query[:, 2 * code] = read * np.tile(previous_token_query(dim, BASE_SLIDING, neox), shape.heads)
    key[:, 2 * code] = read * np.tile(previous_token_key(dim, neox), shape.kv_heads)
    value[np.arange(code), np.arange(code)] = 1.0 if neox else rms
    group = shape.heads // shape.kv_heads
    for head in range(used):
        rows = np.arange(dim)
        output[code + head * dim + rows, head * group * dim + rows] = 1.0
    yield "blk.0.attn_q.weight", query
    yield "blk.0.attn_k.weight", key
    yield "blk.0.attn_v.weight", value
    yield "blk.0.attn_output.weight", output
