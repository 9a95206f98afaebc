"""The target: a small Gemma 4 text model."""

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
from mini_pair.shapes import VOCAB_SIZE, AttentionShape, TargetShape


class KeyValue(NamedTuple):
    """Keys and values of one layer, [batch, kv_heads, time, head_dim]."""

    key: Tensor
    value: Tensor


class Attention(nn.Module):
    """Grouped-query attention with normed queries, keys and values and scale 1."""

    def __init__(self, width: int, shape: AttentionShape, sliding: bool) -> None:
        super().__init__()
        self.shape = shape
        self.sliding = sliding
        self.norm = norm_weight(width)
        self.query = linear(width, shape.heads * shape.head_dim)
        self.key = linear(width, shape.kv_heads * shape.head_dim)
        self.value = linear(width, shape.kv_heads * shape.head_dim)
        self.output = linear(shape.heads * shape.head_dim, width)
        self.query_norm = norm_weight(shape.head_dim, initial_qk_weight(shape))
        self.key_norm = norm_weight(shape.head_dim, initial_qk_weight(shape))
        self.post_norm = norm_weight(width)
        self.register_buffer("frequencies", rope_frequencies(shape, sliding), persistent=False)

    def forward(self, x: Tensor, positions: Tensor, mask: Tensor) -> tuple[Tensor, KeyValue]:
        """Return x plus the attention's contribution, and the keys and values."""
        normed = rms_norm(x, self.norm)
        query = rms_norm(self._heads(self.query(normed)), self.query_norm)
        key = rms_norm(self._heads(self.key(normed)), self.key_norm)
        value = rms_norm(self._heads(self.value(normed)), None)
        query = rotate(query, positions, self.frequencies)
        key = rotate(key, positions, self.frequencies)
        mixed = functional.scaled_dot_product_attention(
            query, key, value, attn_mask=mask, scale=1.0, enable_gqa=True
        )
        out = self.output(mixed.transpose(1, 2).flatten(2))
        return x + rms_norm(out, self.post_norm), KeyValue(key, value)

    def _heads(self, x: Tensor) -> Tensor:
        batch, time, _ = x.shape
        return x.view(batch, time, -1, self.shape.head_dim).transpose(1, 2)


class Layer(nn.Module):
    """One transformer layer."""

    def __init__(self, shape: TargetShape, sliding: bool) -> None:
        super().__init__()
        self.attention = Attention(shape.width, shape.attention, sliding)
        self.feed_forward = FeedForward(shape.width, shape.hidden)

    def forward(self, x: Tensor, positions: Tensor, mask: Tensor) -> tuple[Tensor, KeyValue]:
        """Return the layer's output and its keys and values."""
        x, cache = self.attention(x, positions, mask)
        return self.feed_forward(x), cache


class TargetOutput(NamedTuple):
    """What the target hands to the loss and to the drafter.

    `hidden` [batch, time, width] is taken after the output norm, as
    `llama_get_embeddings_nextn_ith` returns it.
    """

    hidden: Tensor
    sliding_cache: KeyValue
    full_cache: KeyValue


class Target(nn.Module):
    """Gemma 4 without per-layer embeddings, experts or logit soft-capping."""

    def __init__(self, shape: TargetShape) -> None:
        super().__init__()
        self.shape = shape
        self.embedding = nn.Embedding(VOCAB_SIZE, shape.width)
        nn.init.normal_(self.embedding.weight, std=0.02)
        self.layers = nn.ModuleList(Layer(shape, sliding) for sliding in shape.sliding)
        self.output_norm = norm_weight(shape.width)

    def embed(self, tokens: Tensor) -> Tensor:
        """Return the scaled embeddings that enter the first layer (and the drafter)."""
        return self.embedding(tokens) * self.shape.width**0.5

    def forward(self, tokens: Tensor) -> TargetOutput:
        """Run tokens [batch, time] from position 0."""
        positions = torch.arange(tokens.shape[1], device=tokens.device)
        masks = {s: causal_mask(positions, self.shape.attention, s) for s in (True, False)}
        x = self.embed(tokens)
        caches: list[KeyValue] = []
        for layer, sliding in zip(self.layers, self.shape.sliding, strict=True):
            x, cache = layer(x, positions, masks[sliding])
            caches.append(cache)
        return TargetOutput(rms_norm(x, self.output_norm), caches[-2], caches[-1])

    def logits(self, hidden: Tensor) -> Tensor:
        """Return the scores of the next token; the head is the embedding table."""
        return functional.linear(hidden, self.embedding.weight)


def causal_mask(positions: Tensor, shape: AttentionShape, sliding: bool) -> Tensor:
    """Return which keys [.., key] each query [query, ..] may see."""
    distance = positions[:, None] - positions[None, :]
    allowed = distance >= 0
    return allowed & (distance < shape.window) if sliding else allowed
