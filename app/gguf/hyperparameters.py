"""A model's hyperparameters out of GGUF metadata, read as llama.cpp's load_hparams reads them."""

from dataclasses import dataclass

from app.gguf.header import Header, Scalar

MAX_LAYERS = 512
"""LLAMA_MAX_LAYERS; more of them end the process."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """Typed look-ups in a header's metadata; a value of the wrong type counts as absent."""

    header: Header

    @property
    def architecture(self) -> str:
        """`general.architecture`."""
        return self.text("general.architecture")

    def text(self, key: str) -> str:
        """Return a string, "" without one."""
        value = self.header.metadata.get(key)
        return value if isinstance(value, str) else ""

    def number(self, key: str) -> int | None:
        """Return a whole number; "~." stands for the architecture's prefix in every key."""
        value = self.header.metadata.get(self._full(key))
        return value if isinstance(value, int) and not isinstance(value, bool) else None

    def flag(self, key: str) -> bool | None:
        """Return a boolean."""
        value = self.header.metadata.get(self._full(key))
        return value if isinstance(value, bool) else None

    def items(self, key: str) -> tuple[Scalar, ...] | None:
        """Return a list."""
        value = self.header.metadata.get(self._full(key))
        return value if isinstance(value, tuple) else None

    def has(self, key: str) -> bool:
        """Whether the key is there, with any value."""
        return self._full(key) in self.header.metadata

    def per_layer(self, key: str, layers: int) -> tuple[int, ...]:
        """Return one number a layer from a number or a list; () if there is no such thing."""
        listed = self.items(key)
        if listed is None:
            single = self.number(key)
            return () if single is None else (single,) * layers
        numbers = tuple(int(item) for item in listed if isinstance(item, int))
        return numbers if len(numbers) == len(listed) == layers else ()

    def _full(self, key: str) -> str:
        return self.architecture + key[1:] if key.startswith("~.") else key


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
    pattern = metadata.items("~.attention.sliding_window_pattern") or ()
    kv_key = "~.attention.head_count_kv"
    return Attention(
        heads=heads,
        kv_heads=metadata.per_layer(kv_key, known) if metadata.has(kv_key) else heads,
        key_length=key,
        value_length=value,
        key_length_swa=_or(metadata.number("~.attention.key_length_swa"), key),
        value_length_swa=_or(metadata.number("~.attention.value_length_swa"), value),
        sliding_window=_or(metadata.number("~.attention.sliding_window"), 0),
        sliding=tuple(bool(item) for item in pattern),
    )


def _or(value: int | None, default: int) -> int:
    return default if value is None else value
