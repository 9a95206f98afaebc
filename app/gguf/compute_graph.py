"""How large llama.cpp's compute buffer gets: its largest graph, built from a file's header.

llama_context::sched_reserve allocates the graph of a full batch whose every row that may have
logits has them, over a full cache; this builds the same graph and replays the allocator on it.
"""

from app.gguf.context_plan import ContextPlan
from app.gguf.graph_memory import Graph, Tensor
from app.gguf.layer_graphs import NUMBER, Cache, LayerGraph
from app.gguf.layout import Block, Layout

_MASK = 2
"""Bytes of an entry of a mask for flash attention: F16."""


def compute_bytes(layout: Layout, plan: ContextPlan, *, blocks: tuple[Block, ...]) -> int:
    """Return the bytes of the compute buffer of a context that runs `blocks`."""
    return _Builder(layout, plan, blocks).build().peak()


class _Builder:
    def __init__(self, layout: Layout, plan: ContextPlan, blocks: tuple[Block, ...]) -> None:
        self._layout = layout
        self._plan = plan
        self._blocks = blocks
        self._rows = plan.rows
        self._graph = Graph()

    def build(self) -> Graph:
        stream = self._begin()
        embedded = self._layer_embeddings(stream)
        caches = self._caches()
        states = 1 + (self._plan.rollback if self._layout.rolls_back else 0)
        for block in self._blocks:
            layer = LayerGraph(self._graph, self._layout, block, self._rows)
            normed = layer.row_tensor(self._layout.width, stream)
            if "attn_norm_2" in block.shapes and "fc" in self._layout.outer:
                normed = layer.row_tensor(2 * self._layout.width, normed, stream)
            if block.state != (0, 0) and not any(block.cache):
                recur = layer.delta_net if "attn_gate" in block.shapes else layer.scan
                stream = recur(normed, stream, states)
            elif block.heads:
                stream = layer.attention(
                    normed,
                    stream,
                    caches[block.sliding],
                    flash=self._plan.flash_attention,
                    rotated=self._plan.cache_is_quantized,
                )
            stream = layer.feed_forward(layer.row_tensor(self._layout.width, stream), stream)
            if embedded is not None:
                stream = layer.own_embedding(stream, embedded)
        self._finish(stream)
        return self._graph

    def _begin(self) -> Tensor:
        """Add what the graph is fed with and return the first layer's input."""
        layout, graph = self._layout, self._graph
        tokens = graph.input(self._rows * NUMBER)
        hidden = graph.input(self._rows * layout.width_out * NUMBER)
        projection = layout.outer.get("nextn.pre_projection")
        joins = [block for block in self._blocks if "nextn.eh_proj" in block.shapes]
        if projection is None and not joins:
            return self._row(layout.width, tokens)
        if projection is not None:
            known = self._row(layout.width_out, tokens)
        else:
            known = self._row(layout.width, tokens)
            hidden = self._row(layout.width, hidden)
        return self._row(layout.width, self._row(2 * layout.width_out, known, hidden))

    def _layer_embeddings(self, stream: Tensor) -> Tensor | None:
        shape = self._layout.outer.get("per_layer_model_proj")
        if shape is None:
            return None
        looked_up = self._row(shape[-1], stream)
        projected = self._row(shape[-1], stream)
        return self._row(shape[-1], self._row(shape[-1], projected, looked_up, in_place=True))

    def _caches(self) -> dict[bool, Cache]:
        """Return the full and the sliding cache as far as any layer reads them."""
        entry = _MASK if self._plan.flash_attention else NUMBER
        kinds = {block.sliding for block in self._blocks if block.heads}
        found: dict[bool, Cache] = {}
        for sliding in sorted(kinds):
            cells = self._plan.cells(self._layout.window if sliding else 0)
            found[sliding] = Cache(cells, self._graph.input(cells * self._rows * entry))
        return found

    def _finish(self, stream: Tensor) -> None:
        normed = self._row(self._layout.width, stream)
        outputs = min(self._plan.outputs, self._rows)
        chosen = self._graph.add(self._layout.width * outputs * NUMBER, normed)
        self._graph.add(self._layout.vocabulary * outputs * NUMBER, chosen)

    def _row(self, numbers: int, *sources: Tensor, in_place: bool = False) -> Tensor:
        return self._graph.add(numbers * self._rows * NUMBER, *sources, in_place=in_place)
