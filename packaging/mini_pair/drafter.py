"""The drafter: a Gemma 4 assistant, which has no keys and values of its own.

It reads the target's KV cache and hidden state (src/models/gemma4-assistant.cpp).
"""

from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional

from mini_pair.layers import (
    FeedForward,
    initial_qk_weight,
    linear,
    norm_weight,
    rms_norm,
    rope_frequencies,
    rotate,
)
from mini_pair.shapes import VOCAB_SIZE, AttentionShape, DrafterShape
from mini_pair.target import KeyValue, TargetOutput


class SharedAttention(nn.Module):
    """Queries of the drafter over keys and values of the target."""

    def __init__(self, width: int, shape: AttentionShape, sliding: bool) -> None:
        super().__init__()
        self.shape = shape
        self.sliding = sliding
        self.norm = norm_weight(width)
        self.query = linear(width, shape.heads * shape.head_dim)
        self.output = linear(shape.heads * shape.head_dim, width)
        self.query_norm = norm_weight(shape.head_dim, initial_qk_weight(shape))
        self.post_norm = norm_weight(width)
        self.register_buffer("frequencies", rope_frequencies(shape, sliding), persistent=False)

    def forward(self, x: Tensor, positions: Tensor, mask: Tensor, cache: KeyValue) -> Tensor:
        """Return x plus the attention's contribution."""
        batch, time, _ = x.shape
        query = self.query(rms_norm(x, self.norm)).view(batch, time, -1, self.shape.head_dim)
        query = rms_norm(query.transpose(1, 2), self.query_norm)
        query = rotate(query, positions, self.frequencies)
        mixed = functional.scaled_dot_product_attention(
            query, cache.key, cache.value, attn_mask=mask, scale=1.0, enable_gqa=True
        )
        return x + rms_norm(self.output(mixed.transpose(1, 2).flatten(2)), self.post_norm)


class DrafterLayer(nn.Module):
    """One layer of the drafter, scaled as a whole at the end."""

    def __init__(self, shape: DrafterShape, sliding: bool) -> None:
        super().__init__()
        self.attention = SharedAttention(shape.width, shape.attention, sliding)
        self.feed_forward = FeedForward(shape.width, shape.hidden)
        self.scale = norm_weight(1)

    def forward(self, x: Tensor, positions: Tensor, mask: Tensor, cache: KeyValue) -> Tensor:
        """Return the layer's output."""
        return self.feed_forward(self.attention(x, positions, mask, cache)) * self.scale


class Draft(NamedTuple):
    """Logits of one drafted token [batch, time, vocab] and the hidden state for the next step."""

    logits: Tensor
    hidden: Tensor


class Drafter(nn.Module):
    """Predicts token k + 1 from token k, a hidden state and the target's KV cache."""

    def __init__(self, shape: DrafterShape) -> None:
        super().__init__()
        self.shape = shape
        self.embedding = nn.Embedding(VOCAB_SIZE, shape.width)
        nn.init.normal_(self.embedding.weight, std=0.02)
        self.pre_projection = linear(2 * shape.backbone, shape.width)
        self.post_projection = linear(shape.width, shape.backbone)
        self.layers = nn.ModuleList(DrafterLayer(shape, sliding) for sliding in shape.sliding)
        self.output_norm = norm_weight(shape.width)

    def forward(
        self, embedded: Tensor, hidden: Tensor, positions: Tensor, target: TargetOutput
    ) -> Draft:
        """Run one draft step.

        Args:
            embedded: the target's scaled embeddings of the last tokens, [batch, time, backbone].
            hidden: the target's hidden state of the token before, or the previous step's.
            positions: where the first drafted token's predecessor stands; the same in every step.
            target: the target's caches of the text before `positions`.
        """
        x = self.pre_projection(torch.cat((embedded, hidden), dim=-1))
        keys = torch.arange(target.full_cache.key.shape[2], device=positions.device)
        for layer in self.layers:
            sliding = layer.attention.sliding
            mask = draft_mask(positions, keys, self.shape.attention, sliding)
            cache = target.sliding_cache if sliding else target.full_cache
            x = layer(x, positions, mask, cache)
        x = rms_norm(x, self.output_norm)
        return Draft(functional.linear(x, self.embedding.weight), self.post_projection(x))


def draft_mask(positions: Tensor, keys: Tensor, shape: AttentionShape, sliding: bool) -> Tensor:
    """Return which target keys a drafter query may see: only those before its position."""
    distance = positions[:, None] - keys[None, :]
    allowed = distance > 0
    return allowed & (distance < shape.window) if sliding else allowed
