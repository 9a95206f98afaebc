"""Building blocks of Gemma 4 as llama.cpp computes them (src/models/gemma4.cpp)."""

import torch
from torch import Tensor, nn
from torch.nn import functional

from mini_pair.shapes import RMS_EPS, AttentionShape


def rope_frequencies(shape: AttentionShape, sliding: bool) -> Tensor:
    """Return the rotation per position of each pair of dimensions, [head_dim / 2].

    Full layers use "proportional" rotation: only the first pairs turn.
    """
    base = shape.rope_base_sliding if sliding else shape.rope_base_full
    pairs = shape.head_dim // 2
    frequencies = base ** (-torch.arange(pairs, dtype=torch.float32) / pairs)
    if not sliding:
        frequencies[rotated_pairs(shape) :] = 0.0
    return frequencies


def rotated_pairs(shape: AttentionShape) -> int:
    """Return how many pairs of dimensions a full layer rotates."""
    return int(shape.head_dim * shape.rotary_share_full / 2)


def rotate(x: Tensor, positions: Tensor, frequencies: Tensor) -> Tensor:
    """Apply rotary embedding in the neox layout to x [..., time, head_dim]."""
    angles = positions[:, None].float() * frequencies
    cos, sin = angles.cos().to(x.dtype), angles.sin().to(x.dtype)
    left, right = x.chunk(2, dim=-1)
    return torch.cat((left * cos - right * sin, right * cos + left * sin), dim=-1)


def rms_norm(x: Tensor, weight: Tensor | None) -> Tensor:
    """Divide by the root mean square of the last dimension; the weight has no +1 shift."""
    return functional.rms_norm(x, (x.shape[-1],), weight, RMS_EPS)


def norm_weight(width: int, value: float = 1.0) -> nn.Parameter:
    """Create the weight of a norm."""
    return nn.Parameter(torch.full((width,), value))


def linear(inputs: int, outputs: int) -> nn.Linear:
    """Create a projection without bias, initialised for unit-variance inputs."""
    layer = nn.Linear(inputs, outputs, bias=False)
    nn.init.normal_(layer.weight, std=inputs**-0.5)
    return layer


def tanh_gelu(x: Tensor) -> Tensor:
    """Return GELU in its tanh form."""
    return functional.gelu(x, approximate="tanh")


class FeedForward(nn.Module):
    """Gated feed-forward network with tanh-GELU, between two norms."""

    def __init__(self, width: int, hidden: int) -> None:
        super().__init__()
        self.norm = norm_weight(width)
        self.gate = linear(width, hidden)
        self.up = linear(width, hidden)
        self.down = linear(hidden, width)
        self.post_norm = norm_weight(width)
        self.activation = tanh_gelu

    def forward(self, x: Tensor) -> Tensor:
        """Return x plus the network's contribution."""
        normed = rms_norm(x, self.norm)
        mixed = self.activation(self.gate(normed)) * self.up(normed)
        return x + rms_norm(self.down(mixed), self.post_norm)


def initial_qk_weight(shape: AttentionShape) -> float:
    """Return the query and key norm weight that stands in for the missing 1/sqrt(d) scale."""
    return shape.head_dim**-0.25
