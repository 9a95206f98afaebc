"""Headers shaped like those of published files, without the weights: a file of 16 GB takes a MB.

Widths, layers and heads are those of the models named; vocabularies are short unless asked for.
"""

import struct
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import gguf

from app.gguf.header import read_file_header
from tests.gguf_architectures import (
    Architecture,
    DeltaNet,
    Experts,
    finish_hollow,
    write_architecture,
)
from tests.gguf_rewrite import add_value
from tests.gguf_vocabulary import vocabulary, write_tokenizer
from tests.hub_server.repos import ServedFile

TOKENS = 1024
GEMMA_TOKENS = 262_144

GEMMA_12B = Architecture(
    *("gemma4", 3840, 48, 16, 8, 256, 15360), vocabulary=TOKENS, context=131_072, window=1024,
    tied=True,
)  # fmt: skip
GEMMA_26B_A4B = Architecture(
    *("gemma4", 2816, 30, 16, 8, 256, 2112), vocabulary=TOKENS, context=262_144, window=1024,
    tied=True, experts=Experts(128, 8, 704),
)  # fmt: skip
GEMMA_E4B = Architecture(
    *("gemma4", 2560, 42, 8, 2, 256, 10240), vocabulary=TOKENS, context=131_072, window=512,
    tied=True, shared=18, per_layer=256,
)  # fmt: skip
QWEN_27B = Architecture(
    *("qwen35", 5120, 64, 24, 4, 256, 17408), vocabulary=TOKENS, context=262_144,
    delta_net=DeltaNet(48, 16),
)  # fmt: skip
QWEN_35B_A3B = Architecture(
    *("qwen35moe", 2048, 40, 16, 2, 256, 512), vocabulary=TOKENS, context=262_144,
    experts=Experts(256, 8, 512, shared=512), delta_net=DeltaNet(32, 16),
)  # fmt: skip
LLAMA_8B = Architecture("llama", 4096, 32, 32, 8, 128, 14336, vocabulary=TOKENS, context=131_072)
LLAMA_1B = Architecture(
    "llama", 2048, 16, 32, 8, 64, 8192, vocabulary=TOKENS, context=131_072, tied=True
)
QWEN3_32B = Architecture("qwen3", 5120, 64, 64, 8, 128, 25600, vocabulary=TOKENS, context=40_960)
QWEN3_06B = Architecture(
    "qwen3", 1024, 28, 16, 8, 128, 3072, vocabulary=TOKENS, context=40_960, tied=True
)

Q4, Q8 = gguf.GGMLQuantizationType.Q4_0, gguf.GGMLQuantizationType.Q8_0


@dataclass(frozen=True, slots=True)
class HeaderFile:
    """The beginning of a file, and how large the whole is."""

    beginning: bytes
    size: int

    def write(self, path: Path) -> Path:
        """Write it with a hole in place of what follows."""
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            file.write(self.beginning)
            file.truncate(self.size)
        return path

    def served(self, path: str) -> ServedFile:
        """Return it as a file of the test hub."""
        kept = self.beginning[: self.size]
        return ServedFile(path, kept, hole=self.size - len(kept))


def model(
    folder: Path, shape: Architecture, name: str, kind: gguf.GGMLQuantizationType = Q8
) -> HeaderFile:
    """Return a whole model's header; it calls itself `name`."""
    return from_file(write_architecture(folder / f"{name}.gguf", shape, kind=kind))


def from_file(path: Path) -> HeaderFile:
    """Return a file's header, and delete the file."""
    end = read_file_header(path).data_offset
    with path.open("rb") as file:
        found = HeaderFile(file.read(end), path.stat().st_size)
    path.unlink()
    return found


def write_header(
    folder: Path,
    architecture: str,
    keys: dict[str, Any],
    shapes: Sequence[tuple[str, tuple[int, ...]]],
    *,
    tokens: int = TOKENS,
    template: bool = True,
    kind: gguf.GGMLQuantizationType = Q8,
) -> HeaderFile:
    """Return a header of these keys and tensors; "~." in a key stands for the architecture."""
    path = folder / "header.gguf"
    writer = gguf.GGUFWriter(path, architecture)
    for key, value in keys.items():
        add_value(writer, architecture + key[1:] if key.startswith("~.") else key, value)
    if tokens:
        write_tokenizer(writer, vocabulary(tokens))
    if not template:
        del writer.kv_data[0]["tokenizer.chat_template"]
    return from_file(finish_hollow(writer, path, iter(shapes), kind))


def assistant(
    folder: Path,
    width_out: int = 3840,
    architecture: str = "gemma4-assistant",
    kv_heads: Sequence[int] = (8, 8, 8, 8),
    tokens: int = TOKENS,
) -> HeaderFile:
    """Return the header of a Gemma 4 MTP drafter, 49 tensors, as published for the 12B."""
    width, layers, heads, dim, ffn = 1024, 4, 16, 256, 8192
    keys = {
        "general.name": "Gemma 4 MTP",
        "~.context_length": 131_072,
        "~.embedding_length": width,
        "~.embedding_length_out": width_out,
        "~.block_count": layers,
        "~.feed_forward_length": ffn,
        "~.nextn_predict_layers": layers,
        "~.attention.head_count": heads,
        "~.attention.head_count_kv": list(kv_heads),
        "~.attention.shared_kv_layers": layers,
        "~.attention.sliding_window": 1024,
        "~.attention.sliding_window_pattern": [True, True, True, False],
        "~.attention.key_length": 2 * dim,
        "~.attention.value_length": 2 * dim,
        "~.attention.key_length_swa": dim,
        "~.attention.value_length_swa": dim,
        "~.rope.dimension_count": 2 * dim,
        "~.rope.dimension_count_swa": dim,
        "~.attention.layer_norm_rms_epsilon": 1e-6,
    }
    shapes: list[tuple[str, tuple[int, ...]]] = [
        ("token_embd.weight", (width, tokens)),
        ("output_norm.weight", (width,)),
        ("rope_freqs.weight", (dim,)),
        ("nextn.pre_projection.weight", (2 * width_out, width)),
        ("nextn.post_projection.weight", (width, width_out)),
    ]
    for layer in range(layers):
        rows = heads * dim * (2 if layer == layers - 1 else 1)
        shapes += [
            (f"blk.{layer}.attn_norm.weight", (width,)),
            (f"blk.{layer}.attn_q.weight", (width, rows)),
            (f"blk.{layer}.attn_q_norm.weight", (rows // heads,)),
            (f"blk.{layer}.attn_output.weight", (rows, width)),
            (f"blk.{layer}.post_attention_norm.weight", (width,)),
            (f"blk.{layer}.ffn_norm.weight", (width,)),
            (f"blk.{layer}.ffn_gate.weight", (width, ffn)),
            (f"blk.{layer}.ffn_up.weight", (width, ffn)),
            (f"blk.{layer}.ffn_down.weight", (ffn, width)),
            (f"blk.{layer}.post_ffw_norm.weight", (width,)),
            (f"blk.{layer}.layer_output_scale.weight", (1,)),
        ]
    return write_header(folder, architecture, keys, shapes, tokens=tokens)


def with_heads(shape: Architecture, heads: int = 1) -> Architecture:
    """Return the same model with MTP heads at its end."""
    return replace(shape, nextn=heads)


def without(
    folder: Path, file: HeaderFile, drop: tuple[str, ...], changes: dict[str, Any] | None = None
) -> HeaderFile:
    """Return the header of the same file without tensors whose names begin so, other keys apart."""
    path = file.write(folder / "whole.gguf")
    reader = gguf.GGUFReader(path)
    values = {key: field.contents() for key, field in reader.fields.items()} | (changes or {})
    shapes = [
        (tensor.name, tuple(int(n) for n in tensor.shape))
        for tensor in reader.tensors
        if not tensor.name.startswith(drop)
    ]
    architecture = values.pop("general.architecture")
    keys = {
        key: value
        for key, value in values.items()
        if value is not None and not key.startswith(("GGUF.", "tokenizer."))
    }
    del reader
    path.unlink()
    return write_header(folder, architecture, keys, shapes, tokens=TOKENS)


def eagle3(folder: Path, target_width: int = 4096) -> HeaderFile:
    """Return the header of an EAGLE-3 drafter for the 8B Llama."""
    width, dim, heads, kv_heads, ffn, kept = 4096, 128, 32, 8, 14336, 512
    keys = {
        "general.name": "EAGLE3 LLaMA3.1 Instruct 8B",
        "~.context_length": 2048,
        "~.embedding_length": width,
        "~.block_count": 1,
        "~.feed_forward_length": ffn,
        "~.attention.head_count": heads,
        "~.attention.head_count_kv": kv_heads,
        "~.attention.key_length": dim,
        "~.attention.value_length": dim,
        "~.rope.dimension_count": dim,
        "~.attention.layer_norm_rms_epsilon": 1e-5,
        "~.target_layers": [2, 16, 29],
        "~.target_hidden_size": target_width,
    }
    block = "blk.0."
    shapes = [
        ("d2t", (kept,)),
        ("output.weight", (width, kept)),
        ("output_norm.weight", (width,)),
        ("fc.weight", (3 * target_width, width)),
        (f"{block}attn_norm.weight", (width,)),
        (f"{block}attn_norm_2.weight", (width,)),
        (f"{block}attn_q.weight", (2 * width, heads * dim)),
        (f"{block}attn_k.weight", (2 * width, kv_heads * dim)),
        (f"{block}attn_v.weight", (2 * width, kv_heads * dim)),
        (f"{block}attn_output.weight", (heads * dim, width)),
        (f"{block}ffn_norm.weight", (width,)),
        (f"{block}ffn_gate.weight", (width, ffn)),
        (f"{block}ffn_up.weight", (width, ffn)),
        (f"{block}ffn_down.weight", (ffn, width)),
    ]
    found = write_header(folder, "eagle3", keys, shapes)
    # The list of tokens comes first among the tensors, and is looked at in a file that is here.
    tokens = struct.pack(f"<{kept}q", *range(kept))
    return replace(found, beginning=found.beginning + tokens)


def bare(architecture: str, claims: tuple[int, int], rest: bytes = b"") -> HeaderFile:
    """Return a few bytes that claim so many tensors and keys."""
    key = b"general.architecture"
    value = struct.pack("<Q", len(key)) + key + struct.pack("<IQ", 8, len(architecture))
    data = b"GGUF" + struct.pack("<IQQ", 3, *claims) + value + architecture.encode() + rest
    return HeaderFile(data, len(data))
