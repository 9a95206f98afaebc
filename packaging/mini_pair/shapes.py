"""Shapes of the two models and the special tokens they share."""

from dataclasses import dataclass

PAD, BOS, EOS, TURN, END_TURN = range(5)
SPECIAL_TOKENS = ("<pad>", "<bos>", "<eos>", "<start_of_turn>", "<end_of_turn>")

VOCAB_SIZE = 4096
CONTEXT_LENGTH = 2048
RMS_EPS = 1e-6


@dataclass(frozen=True)
class AttentionShape:
    """Attention geometry, the same in both models because they share one KV cache."""

    heads: int = 4
    kv_heads: int = 1
    head_dim: int = 64
    window: int = 256
    rope_base_sliding: float = 10_000.0
    rope_base_full: float = 1_000_000.0
    rotary_share_full: float = 0.25


@dataclass(frozen=True)
class TargetShape:
    """Gemma 4 target: every fourth layer attends to everything, the last one included."""

    width: int = 192
    layers: int = 12
    hidden: int = 512
    attention: AttentionShape = AttentionShape()

    @property
    def sliding(self) -> list[bool]:
        """Tell for each layer whether it sees only the window."""
        return [(index + 1) % 4 != 0 for index in range(self.layers)]


@dataclass(frozen=True)
class DrafterShape:
    """Gemma 4 assistant: `width` must differ from the target's, `backbone` must equal it."""

    width: int = 256
    hidden: int = 768
    sliding: tuple[bool, ...] = (True,)
    backbone: int = TargetShape.width
    attention: AttentionShape = AttentionShape()
