"""Attention geometry out of GGUF metadata, read as llama.cpp's load_hparams reads it."""

from dataclasses import dataclass

from app.gguf.hyperparameters import MAX_LAYERS, Metadata
from app.gguf.layer_kinds import sliding_layers, sliding_window


@dataclass(frozen=True, slots=True)
class Attention:
    """Attention geometry: what an assistant must share with its target.

    Attributes:
        heads, kv_heads: one number a layer.
        key_length, value_length: size of a head, in full attention layers.
        key_length_swa, value_length_swa: in sliding window layers.
        sliding_window: tokens; 0 without one. sliding: which layers see only the window.
    """

    heads: tuple[int, ...]
    kv_heads: tuple[int, ...]
    key_length: int
    value_length: int
    key_length_swa: int
    value_length_swa: int
    sliding_window: int
    sliding: tuple[bool, ...]


def read_attention(metadata: Metadata, width: int, layers: int) -> Attention:
    """Return the attention geometry with llama.cpp's defaults for what is not said."""
    known = layers if layers <= MAX_LAYERS else 0
    heads = metadata.per_layer("~.attention.head_count", known)
    default = width // heads[0] if heads and heads[0] else 0
    key = _or(metadata.number("~.attention.key_length"), default)
    value = _or(metadata.number("~.attention.value_length"), default)
    kv_key = "~.attention.head_count_kv"
    return Attention(
        heads=heads,
        kv_heads=metadata.per_layer(kv_key, known) if metadata.has(kv_key) else heads,
        key_length=key,
        value_length=value,
        key_length_swa=_or(metadata.number("~.attention.key_length_swa"), key),
        value_length_swa=_or(metadata.number("~.attention.value_length_swa"), value),
        sliding_window=sliding_window(metadata),
        sliding=sliding_layers(metadata, known),
    )


def _or(value: int | None, default: int) -> int:
    return default if value is None else value
