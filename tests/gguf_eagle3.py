"""Writes EAGLE-3 drafters of the planted language for targets of `gguf_factory`.

At position P the drafter reads token P+1 and g(P), three of the target's layer inputs at P run
through `fc`. g(P) and what its one layer leaves behind are laid out alike: z(last) in [0, C),
z(previous) in [C, 2C). So hand-set heads that look at their own position replace z(last) by the new
token's code and move the first half of the old one to z(previous). Its second half comes from the
embedding one position before, through one more head. So a row of features of another position and
a wrong pair in the drafter's own cache both lower acceptance.
"""

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tests.gguf_factory import PLANTED_TARGET
from tests.gguf_parts import (
    BASE_SLIDING,
    Quant,
    Tensors,
    TinyShape,
    Weights,
    begin,
    feed_forward,
    finish,
    ones,
)
from tests.planted_language import (
    CONSTANT,
    FILLER,
    Language,
    Matrix,
    previous_token_key,
    previous_token_query,
    sharpness,
)

ARCH = "eagle3"
PLANTED_EAGLE3 = replace(
    PLANTED_TARGET, width=160, layers=1, heads=4, kv_heads=4, head_dim=64, ffn=320
)


@dataclass(frozen=True, slots=True)
class Eagle3Parts:
    """What an EAGLE-3 file holds.

    Attributes:
        target_layers: whose inputs it reads; the target's number of layers means its last output.
        draft_vocabulary: tokens it can propose (`d2t`); 0 for all.
        own_embedding, own_head: else the target's are used, and the widths must be equal.
    """

    target_layers: tuple[int, ...] = (1, 3, 5)
    draft_vocabulary: int = 0
    own_embedding: bool = True
    own_head: bool = True


def write_eagle3(
    path: Path,
    target_shape: TinyShape = PLANTED_TARGET,
    shape: TinyShape = PLANTED_EAGLE3,
    seed: int = 2,
    quant: Quant = "f32",
    language: Language = Language(),  # noqa: B008 - frozen
    eps: float = 0.05,
    parts: Eagle3Parts = Eagle3Parts(),
    dialect: int = 0,
) -> Path:
    """Write a drafter for targets of `target_shape`; of `shape` count width, heads and ffn.

    Heads must have keys of their own; the last one holds half a code, the others together two codes
    and the end-of-turn flag.
    """
    shape = replace(
        shape, layers=1, vocabulary=target_shape.vocabulary, context=target_shape.context
    )
    dim = shape.head_dim
    room = (shape.heads - 1) * dim
    if shape.heads != shape.kv_heads or room <= 2 * language.code or dim < language.code // 2:
        raise ValueError(f"two codes of {language.code} do not fit {shape}")
    writer = begin(path, ARCH, shape, quant, dialect)
    writer.add_head_count(shape.heads)
    writer.add_head_count_kv(shape.kv_heads)
    writer.add_key_length(shape.head_dim)
    writer.add_value_length(shape.head_dim)
    writer.add_rope_dimension_count(shape.head_dim)
    writer.add_rope_freq_base(BASE_SLIDING)
    writer.add_array(f"{ARCH}.target_layers", list(parts.target_layers))
    writer.add_uint32(f"{ARCH}.target_hidden_size", target_shape.width)
    # Only a normed stream lets the head take away exactly what is to be replaced.
    writer.add_bool(f"{ARCH}.norm_before_residual", True)
    writer.add_bool(f"{ARCH}.norm_before_fc", False)
    tensors = _tensors(target_shape.width, shape, Weights(seed), language, eps, parts)
    return finish(writer, path, tensors, quant)


def proposable(size: int, count: int) -> NDArray[np.int64]:
    """Return the `count` of `size` tokens that a reduced vocabulary keeps, in id order."""
    return np.sort(np.random.default_rng(size).permutation(size)[:count]).astype(np.int64)


def _tensors(
    target_width: int,
    shape: TinyShape,
    weights: Weights,
    language: Language,
    eps: float,
    parts: Eagle3Parts,
) -> Tensors:
    size, width = shape.vocabulary, shape.width
    head = language.head(size, width)
    if parts.draft_vocabulary:
        kept = proposable(size, parts.draft_vocabulary)
        head = head[kept]
        yield "d2t", kept
    if parts.own_embedding:
        yield "token_embd.weight", language.embedding(size, width)
    if parts.own_head:
        yield "output.weight", head
    yield "output_norm.weight", ones(width, language.rms_out(width, eps))
    yield "fc.weight", _fusion(target_width, width, weights, language, eps)
    yield "blk.0.attn_norm.weight", ones(width)
    yield "blk.0.attn_norm_2.weight", ones(width)
    yield from _shifting_heads(shape, language)
    share = eps / language.rms_out(width, 0.0)
    yield from feed_forward("blk.0.", width, shape.ffn, weights, share / 0.6)


def _fusion(
    target_width: int, width: int, weights: Weights, language: Language, eps: float
) -> Matrix:
    """Return fc. Neighbouring dimensions of the codes come from different layers in turn."""
    fusion = weights.matrix(width, 3 * target_width, FILLER / language.rms_out(target_width, eps))
    planted = np.arange(language.reserved)
    fusion[: language.reserved] = 0
    fusion[planted, planted % 3 * target_width + planted] = 1
    return fusion


def _shifting_heads(shape: TinyShape, language: Language) -> Tensors:
    """Yield the layer's attention over [embedding, g], both normed.

    All heads look at their own position but the last one, which looks at the one before.
    """
    width, dim, code = shape.width, shape.head_dim, language.code
    rms_embedding, rms_g = language.rms_in(width), language.rms_out(width, 0.0)
    loud = (sharpness(dim, BASE_SLIDING) * dim**0.5) ** 0.5 * rms_embedding / CONSTANT
    here = previous_token_key(dim, neox=False)
    before = previous_token_query(dim, BASE_SLIDING, neox=False)
    key = np.zeros((shape.heads * dim, 2 * width), np.float32)
    query = np.zeros_like(key)
    key[:, 2 * code] = loud * np.tile(here, shape.heads)
    query[:, 2 * code] = loud * np.concatenate([np.tile(here, shape.heads - 1), before])
    value = np.zeros_like(key)
    output = np.zeros((width, shape.heads * dim), np.float32)
    last, previous, flag = np.arange(code), np.arange(code, 2 * code), 2 * code + 1
    half, remote = code // 2, (shape.heads - 1) * dim
    embedding = rms_embedding / rms_g
    value[last, last] = embedding
    value[last, width + last] = -1
    value[previous[:half], width + last[:half]] = 1
    value[previous, width + previous] = -1
    value[2 * code, flag] = embedding
    value[2 * code, width + flag] = -1
    value[remote + last[half:] - half, last[half:]] = embedding
    output[last, last] = output[previous, previous] = output[flag, 2 * code] = 1
    output[previous[half:], remote + last[half:] - half] = 1
    yield "blk.0.attn_q.weight", query
    yield "blk.0.attn_k.weight", key
    yield "blk.0.attn_v.weight", value
    yield "blk.0.attn_output.weight", output
