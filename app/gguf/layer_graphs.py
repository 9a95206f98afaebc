"""The tensors that llama.cpp computes in one layer, told from the weights that the layer has.

Written after src/llama-graph.cpp (build_attn, build_ffn, build_moe_ffn), src/models/gemma4.cpp and
src/models/qwen35.cpp. Norms, activations and rotations that ggml does in place are left out; of a
view it makes a copy, since only whole tensors give their place away.
"""

from dataclasses import dataclass
from typing import NamedTuple

from app.gguf.graph_memory import Graph, Tensor
from app.gguf.layout import Block, Layout

NUMBER = 4
"""Bytes of a computed number: F32."""


@dataclass(frozen=True, slots=True)
class Cache:
    """What a layer attends to: cells, and the tensor that masks them."""

    cells: int
    mask: Tensor


class Rotated(NamedTuple):
    """What a quantized cache turns before it stores it, and queries or results with it."""

    keys: bool
    values: bool


class LayerGraph:
    """Adds the tensors of one layer for `rows` tokens to a graph."""

    def __init__(self, graph: Graph, layout: Layout, block: Block, rows: int) -> None:
        self._graph = graph
        self._layout = layout
        self._block = block
        self._rows = rows
        self._shapes = block.shapes

    def _shape(self, name: str, dimensions: int) -> tuple[int, ...]:
        """Return a tensor's shape in so many dimensions, whatever the file says."""
        return (*self._shapes.get(name, (0,)), *(1,) * dimensions)[:dimensions]

    def row_tensor(self, numbers: int, *sources: Tensor, in_place: bool = False) -> Tensor:
        """Add a tensor of so many numbers a token."""
        return self._graph.add(numbers * self._rows * NUMBER, *sources, in_place=in_place)

    def attention(
        self, normed: Tensor, residual: Tensor, cache: Cache, *, flash: bool, rotated: Rotated
    ) -> Tensor:
        """Attend and add the residual."""
        heads = self._block.heads * self._block.head_size
        query, gate = self._queries(normed, heads)
        if rotated.keys:
            query = self.row_tensor(heads, query)
        self._fill_cache(normed, rotated=rotated)
        if flash:
            mixed = self.row_tensor(heads, query, cache.mask)
        else:
            scores = self.row_tensor(cache.cells * self._block.heads, query)
            scores = self.row_tensor(
                cache.cells * self._block.heads, scores, cache.mask, in_place=True
            )
            mixed = self.row_tensor(heads, self.row_tensor(heads, scores))
        if rotated.values:
            mixed = self.row_tensor(heads, mixed)
        if gate is not None:
            mixed = self.row_tensor(heads, self.row_tensor(heads, gate), mixed, in_place=True)
        projected = self.row_tensor(self._layout.width, mixed)
        return self.row_tensor(self._layout.width, projected, residual, in_place=True)

    def _queries(self, normed: Tensor, heads: int) -> tuple[Tensor, Tensor | None]:
        """Return the queries, and what holds a gate for each (Qwen 3.5) or None."""
        if "attn_qkv" in self._shapes:
            joint = self.row_tensor(self._shapes["attn_qkv"][-1], normed)
            self._graph.add(0, joint)  # values go to the cache from where they are
            self._graph.add(0, self.row_tensor(self._block.cache[0], joint))
            return self.row_tensor(heads, joint), None
        down = self._shapes.get("attn_q_a")
        if down is not None:
            normed = self.row_tensor(down[-1], normed)
        width = self._shapes.get("attn_q", (0, heads))[-1]
        query = self.row_tensor(width, normed)
        return self.row_tensor(heads, query), query if width == 2 * heads else None

    def _fill_cache(self, normed: Tensor, *, rotated: Rotated) -> None:
        """Compute keys and values; what is normed or rotated is a view first, so a copy after."""
        keys, values = self._block.cache
        if not keys or "attn_qkv" in self._shapes:
            return
        value = self.row_tensor(values, normed) if values else None
        if value is not None and (rotated.values or self._layout.architecture == "gemma4"):
            value = self.row_tensor(values, value)
        key = self.row_tensor(keys, self.row_tensor(keys, normed))
        if rotated.keys:
            key = self.row_tensor(keys, key)
        for entry in (key, value):
            if entry is not None:
                self._graph.add(0, entry)

    def delta_net(self, normed: Tensor, residual: Tensor, states: int) -> Tensor:
        """Add linear attention (gated delta net) that writes `states` states."""
        graph, rows = self._graph, self._rows
        taps, conv = self._shape("ssm_conv1d", 2)
        inner = self._shape("ssm_out", 2)[0]
        keys = (conv - inner) // 2
        small = self._shapes.get("ssm_alpha", self._shapes.get("ssm_ba", (0, 0)))[-1]
        before = graph.add(self._block.state[0] * NUMBER, normed)
        mixed = self.row_tensor(conv, normed)
        joined = graph.add(conv * (rows + taps - 1) * NUMBER, before, mixed)
        for _ in range(states):
            graph.add(0, joined)
        state = graph.add(self._block.state[1] * NUMBER, normed)
        convolved = self.row_tensor(conv, joined)
        query, key = self.row_tensor(keys, convolved), self.row_tensor(keys, convolved)
        decay, beta = self.row_tensor(small, normed), self.row_tensor(small, normed)
        size = (inner * rows + self._block.state[1] * states) * NUMBER
        attended = graph.add(size, query, key, convolved, decay, beta, state)
        graph.add(0, attended)
        result = self.row_tensor(inner, attended)
        gate = self.row_tensor(inner, self.row_tensor(inner, normed))
        result = self.row_tensor(inner, result, gate, in_place=True)
        projected = self.row_tensor(self._layout.width, result)
        return self.row_tensor(self._layout.width, residual, projected, in_place=True)

    def scan(self, normed: Tensor, residual: Tensor, states: int) -> Tensor:
        """Add a layer that scans its states (Mamba) or only convolves (LFM2)."""
        graph, rows = self._graph, self._rows
        conv, state = self._block.state
        wide = self._shapes.get("ssm_in", self._shapes.get("shortconv.in_proj", (0, 0)))[-1]
        inner = self._shapes.get("ssm_out", (self._layout.width,))[0]
        before = graph.add(conv * NUMBER, normed)
        mixed = self.row_tensor(wide, normed)
        joined = graph.add(inner * rows * NUMBER + conv * NUMBER, before, mixed)
        graph.add(0, joined)
        convolved = self.row_tensor(inner, joined)
        scanned = graph.add((inner * rows + state * states) * NUMBER, convolved, mixed)
        graph.add(0, scanned)
        projected = self.row_tensor(self._layout.width, self.row_tensor(inner, scanned, mixed))
        return self.row_tensor(self._layout.width, projected, residual, in_place=True)

    def feed_forward(self, residual: Tensor) -> Tensor:
        """Add the chosen, the dense and the shared part, whichever the layer has."""
        width = self._layout.width
        dense, chosen = "ffn_up" in self._shapes, "ffn_down_exps" in self._shapes
        if dense and chosen:  # Gemma's router, experts and dense part read norms of their own
            other = self._experts(self._norm(residual), residual)
            total = self._dense("ffn_up", "ffn_gate", self._norm(residual))
        elif dense or chosen:
            normed = self._norm(residual)
            total = self._dense("ffn_up", "ffn_gate", normed) if dense else self._experts(normed)
            shared = "ffn_up_shexp" in self._shapes
            other = self._dense("ffn_up_shexp", "ffn_gate_shexp", normed) if shared else None
        else:
            return residual
        if other is not None:
            total = self.row_tensor(width, total, other, in_place=True)
        return self.row_tensor(width, total, residual, in_place=True)

    def _norm(self, stream: Tensor) -> Tensor:
        return self.row_tensor(self._layout.width, stream)

    def _dense(self, up: str, gate: str, normed: Tensor) -> Tensor:
        inner = self._shapes[up][-1]
        down = self._shapes.get(up.replace("up", "down"), (inner,))[0]
        if gate in self._shapes:
            active = self.row_tensor(
                inner, self.row_tensor(inner, normed), self.row_tensor(inner, normed)
            )
        elif down < inner:
            active = self.row_tensor(down, self.row_tensor(inner, normed))
        else:
            active = self.row_tensor(inner, normed)
        return self.row_tensor(self._layout.width, active)

    def _experts(self, routed: Tensor, residual: Tensor | None = None) -> Tensor:
        """Compute the chosen experts on what was routed, or on another norm of `residual`."""
        inner, width, count = self._shape("ffn_down_exps", 3)
        used = self._layout.experts_used
        chances = self.row_tensor(count, routed)
        order = self.row_tensor(count, chances)
        shares = self.row_tensor(used, chances, order)
        normed = routed if residual is None else self._norm(residual)
        if "ffn_gate_up_exps" in self._shapes:
            both = self.row_tensor(used * 2 * inner, normed, order)
            active = self.row_tensor(used * inner, both)
        else:
            first, second = (self.row_tensor(used * inner, normed, order) for _ in range(2))
            active = self.row_tensor(used * inner, first, second)
        results = self.row_tensor(used * width, active, order)
        results = self.row_tensor(used * width, results, shares, in_place=True)
        return self.row_tensor(width, results)

    def own_gate(self, stream: Tensor) -> Tensor:
        """Add the gate to the layer's own embedding of the tokens (Gemma's effective models)."""
        return self.row_tensor(self._shapes["inp_gate"][-1], stream)

    def own_embedding(self, stream: Tensor, gate: Tensor, embedded: Tensor) -> Tensor:
        """Add the layer's own embedding of the tokens."""
        inner = self.row_tensor(self._shapes["inp_gate"][-1], gate, embedded, in_place=True)
        projected = self.row_tensor(self._layout.width, inner)
        return self.row_tensor(self._layout.width, stream, projected, in_place=True)
