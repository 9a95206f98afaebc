"""What every GGUF written for the tests is made of: sizes, random weights, header and tensors."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import gguf
import numpy as np
from numpy.typing import NDArray

from tests.gguf_vocabulary import vocabulary, write_tokenizer
from tests.planted_language import Language, Matrix

Quant = Literal["f32", "q8_0", "q4_0"]
QUANTS = {
    "q8_0": (gguf.GGMLQuantizationType.Q8_0, gguf.LlamaFileType.MOSTLY_Q8_0),
    "q4_0": (gguf.GGMLQuantizationType.Q4_0, gguf.LlamaFileType.MOSTLY_Q4_0),
}
Tensors = Iterator[tuple[str, Matrix | NDArray[np.int64]]]

BASE_SLIDING, BASE_FULL = 10_000.0, 1_000_000.0
RMS_EPSILON = 1e-6
FULL_EVERY = 4
Q8_BLOCK = 32
"""Numbers of a row that share a scale; shorter rows (convolutions) stay as they are."""
BLOCK = 1_000_003
"""Random numbers drawn once a file; odd, so that rows cut from repetitions of it still differ."""


@dataclass(frozen=True, slots=True)
class TinyShape:
    """Sizes of a model. Everything a row of a quantized matrix is made of is a multiple of 32.

    Attributes:
        head_dim, kv_heads: of all layers, or of sliding ones if full layers have their own.
        full_head_dim, full_kv_heads: of Gemma's full attention layers; 0 means the same.
        sliding_window: tokens; Gemma only.
    """

    width: int = 64
    layers: int = 2
    heads: int = 2
    kv_heads: int = 1
    head_dim: int = 32
    ffn: int = 128
    vocabulary: int = 512
    context: int = 2048
    sliding_window: int = 64
    full_head_dim: int = 0
    full_kv_heads: int = 0

    def attention(self, sliding: bool) -> tuple[int, int]:
        """Return head size and KV heads of a layer."""
        if sliding:
            return self.head_dim, self.kv_heads
        return self.full_head_dim or self.head_dim, self.full_kv_heads or self.kv_heads

    @property
    def sliding(self) -> list[bool]:
        """Which Gemma layers see only the window: not the last one and every fourth before it."""
        last = self.layers - 1
        return [index == 0 or (last - index) % FULL_EVERY != 0 for index in range(self.layers)]


class Weights:
    """Random matrices, cut from one block of random numbers."""

    def __init__(self, seed: int) -> None:
        self._rng = np.random.default_rng(seed)
        self._block = self._rng.standard_normal(BLOCK, dtype=np.float32)

    def matrix(self, rows: int, columns: int, scale: float = 1.0) -> Matrix:
        """Return [rows, columns] that keeps a unit RMS, times `scale`."""
        count, start = rows * columns, int(self._rng.integers(BLOCK))
        repeats = (start + count + BLOCK - 1) // BLOCK
        block = self._block if repeats == 1 else np.tile(self._block, repeats)
        factor = np.float32(scale / columns**0.5)
        return block[start : start + count].reshape(rows, columns) * factor


def begin(path: Path, arch: str, shape: TinyShape, quant: Quant, dialect: int) -> gguf.GGUFWriter:
    """Return a writer with what every architecture says: sizes and the vocabulary."""
    writer = gguf.GGUFWriter(path, arch)
    writer.add_name(path.stem)
    writer.add_file_type(QUANTS[quant][1] if quant in QUANTS else gguf.LlamaFileType.ALL_F32)
    writer.add_context_length(shape.context)
    writer.add_embedding_length(shape.width)
    writer.add_block_count(shape.layers)
    writer.add_feed_forward_length(shape.ffn)
    writer.add_layer_norm_rms_eps(RMS_EPSILON)
    write_tokenizer(writer, vocabulary(shape.vocabulary, dialect))
    return writer


def finish(writer: gguf.GGUFWriter, path: Path, tensors: Tensors, quant: Quant) -> Path:
    """Write the tensors, those that can be of `quant`'s type, and close; return the path."""
    for name, values in tensors:
        if quant in QUANTS and values.ndim == 2 and values.shape[1] % Q8_BLOCK == 0:
            kind = QUANTS[quant][0]
            writer.add_tensor(name, gguf.quantize(values, kind), raw_dtype=kind)
        elif values.dtype == np.int64:
            writer.add_tensor(name, values)
        else:
            writer.add_tensor(name, np.ascontiguousarray(values, np.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path


def ones(size: int, value: float = 1.0) -> Matrix:
    """Return a vector of one and the same number."""
    return np.full(size, value, np.float32)


def feed_forward(block: str, width: int, ffn: int, weights: Weights, scale: float = 1.0) -> Tensors:
    """Yield a gated feed-forward part and its norm; `scale` is that of what it adds."""
    yield f"{block}ffn_norm.weight", ones(width)
    yield f"{block}ffn_gate.weight", weights.matrix(ffn, width)
    yield f"{block}ffn_up.weight", weights.matrix(ffn, width)
    yield f"{block}ffn_down.weight", weights.matrix(width, ffn, scale)


def model_ends(
    shape: TinyShape,
    weights: Weights,
    language: Language | None,
    eps: float,
    embedding_scale: float,
) -> Tensors:
    """Yield embedding and head, which are two tables here even where real files tie them."""
    size, width = shape.vocabulary, shape.width
    if language is None:
        loud = width**0.5 * embedding_scale
        yield "token_embd.weight", weights.matrix(size, width, loud)
        yield "output.weight", weights.matrix(size, width, 3.0)
        yield "output_norm.weight", ones(width)
        return
    yield "token_embd.weight", language.embedding(size, width) * np.float32(embedding_scale)
    yield "output.weight", language.head(size, width)
    yield "output_norm.weight", ones(width, language.rms_out(width, eps))
