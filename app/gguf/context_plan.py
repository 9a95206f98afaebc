"""How a context is going to be created, as far as memory depends on it."""

from dataclasses import dataclass
from typing import Final

from app.gguf.ggml_types import GGML_TYPES

PADDING: Final = 256
"""llama.cpp pads contexts and windows to a multiple of this many cells."""

CHECKPOINT_BYTES: Final = 512 * 2**20
"""Memory for the copies of a recurrent state that a conversation may come back to; the newest one
is kept whatever its size."""

MAX_CHECKPOINTS: Final = 64
"""A turn leaves two."""

_TYPES: Final = {kind.name: kind for kind in GGML_TYPES.values()}


@dataclass(frozen=True, slots=True)
class ContextPlan:
    """The parameters of one llama_context of one sequence.

    Attributes:
        length: tokens. batch: tokens evaluated at once (n_ubatch).
        outputs: rows with logits at once. hidden_rows: rows whose hidden state is kept.
        tapped_layers: layers whose input is kept for every row, for an EAGLE-3 drafter.
        rollback: earlier states to go back to; only some architectures keep any.
        cache_type: ggml's name of the type of keys; value_type: of values, "" for the same.
        cache_batch: the batch of the context whose cache this one reads; 0 for a cache of its own.
    """

    length: int
    batch: int = 512
    outputs: int = 1
    hidden_rows: int = 0
    tapped_layers: int = 0
    rollback: int = 0
    cache_type: str = "F16"
    value_type: str = ""
    flash_attention: bool = True
    cache_batch: int = 0

    @property
    def rows(self) -> int:
        """Tokens that are really evaluated at once."""
        return min(self.batch, self.length)

    @property
    def keys_are_quantized(self) -> bool:
        """Whether keys are stored in blocks."""
        return _TYPES[self.cache_type].block > 1

    @property
    def values_are_quantized(self) -> bool:
        """Whether values are stored in blocks."""
        return _TYPES[self.value_type or self.cache_type].block > 1

    def cells(self, window: int = 0) -> int:
        """Return the cells of a full cache, or of one trimmed to a window (llama_kv_cache_iswa)."""
        full = _padded(self.length)
        return _padded(min(full, window + (self.cache_batch or self.rows))) if window else full

    def cache_bytes(self, keys: int, values: int) -> int:
        """Return the bytes of one row of a cache: so many numbers of either kind."""
        return _row(self.cache_type, keys) + _row(self.value_type or self.cache_type, values)


def _row(name: str, numbers: int) -> int:
    kind = _TYPES[name]
    return -(-numbers // kind.block) * kind.block_bytes


def _padded(cells: int) -> int:
    return -(-cells // PADDING) * PADDING
