"""How large llama.cpp's compute buffer gets: its largest graph, built from a file's header.

llama_context::sched_reserve allocates the graph of a full batch whose every row that may have
logits has them, over a full cache; this builds the same graph and replays the allocator on it.
"""

from app.gguf.context_plan import ContextPlan
from app.gguf.graph_memory import Graph, Tensor
from app.gguf.layer_graphs import NUMBER, Cache, LayerGraph, Rotated
from app.gguf.layout import Block, Layout

_MASK = 2
"""Bytes of an entry of a mask for flash attention: F16."""

_FUSED = "fc"
"""The tensor that makes one hidden state of three: only EAGLE-3 has it."""

_PLACE = 8
"""Bytes of an index into a cache: I64."""


def compute_bytes(layout: Layout, plan: ContextPlan, *, blocks: tuple[Block, ...]) -> int:
    """Return the bytes of the compute buffer of a context that runs `blocks`."""
    return _Builder(layout, plan, blocks).build().peak()


class _Builder:
    def __init__(self, layout: Layout, plan: ContextPlan, blocks: tuple[Block, ...]) -> None:
        self.layout = layout
        self._plan = plan
        self._blocks = blocks
        self._rows = plan.rows
        self._outputs = min(plan.outputs, plan.rows)
        self._states = 1 + (plan.rollback if layout.rolls_back else 0)
        self._graph = Graph()
        self._known: Tensor | None = None

    def build(self) -> Graph:
        tokens, first = self._begin()
        embeddings = _LayerEmbeddings(self, tokens, first)
        caches = self._caches()
        chosen = self._graph.input(self._outputs * NUMBER)
        stream = first
        for block in self._blocks:
            layer = LayerGraph(self._graph, self.layout, block, self._rows)
            stream = layer.feed_forward(self._mix(layer, block, stream, caches))
            if "inp_gate" in block.shapes:
                gate = layer.own_gate(stream)
                stream = layer.own_embedding(stream, gate, embeddings.projected())
        self._finish(stream, chosen)
        return self._graph

    def _mix(
        self, layer: LayerGraph, block: Block, stream: Tensor, caches: dict[bool, Cache]
    ) -> Tensor:
        """Add what looks at other tokens: attention, or a state."""
        normed = self.row(self.layout.width, stream)
        if self._known is not None:
            normed = self.row(2 * self.layout.width, self._known, normed)
        if block.state != (0, 0) and not any(block.cache):
            recur = layer.delta_net if "attn_gate" in block.shapes else layer.scan
            return recur(normed, stream, self._states)
        if not block.heads:
            return stream
        return layer.attention(
            normed,
            stream,
            caches[block.sliding],
            flash=self._plan.flash_attention,
            rotated=Rotated(self._plan.keys_are_quantized, self._plan.values_are_quantized),
        )

    def _begin(self) -> tuple[Tensor, Tensor]:
        """Add what the graph is fed with; return the tokens and the first layer's input."""
        layout, graph = self.layout, self._graph
        tokens = graph.input(self._rows * NUMBER)
        hidden = graph.input(self._rows * layout.width_out * NUMBER)
        if _FUSED in layout.outer:  # EAGLE-3 goes on from the hidden state, beside the token
            self._known = self.row(layout.width, tokens)
            return tokens, hidden
        joins = any("nextn.eh_proj" in block.shapes for block in self._blocks)
        if not joins and "nextn.pre_projection" not in layout.outer:
            return tokens, self.row(layout.width, tokens)
        known = self.row(layout.width_out, tokens)
        return tokens, self.row(layout.width, self.row(2 * layout.width_out, known, hidden))

    def _caches(self) -> dict[bool, Cache]:
        """Return the full and the sliding cache as far as any layer reads them."""
        flash = self._plan.flash_attention
        entry = _MASK if flash else NUMBER
        values = max((block.cache[1] for block in self._blocks), default=0)
        found: dict[bool, Cache] = {}
        for sliding in dict.fromkeys(block.sliding for block in self._blocks if block.heads):
            cells = self._plan.cells(self.layout.window if sliding else 0)
            if not flash:  # values are then stored across, each number at a place of its own
                self._graph.input(values * self._rows * _PLACE)
            found[sliding] = Cache(cells, self._graph.input(cells * self._rows * entry))
        return found

    def _finish(self, stream: Tensor, chosen: Tensor) -> None:
        if self._known is not None:
            self._graph.keep(stream)
        normed = self.row(self.layout.width, stream)
        rows = self._graph.add(self.layout.width * self._outputs * NUMBER, normed, chosen)
        logits = self.layout.vocabulary * self._outputs * NUMBER
        if "d2t" not in self.layout.outer:
            self._graph.add(logits, rows)
            return
        own = self.layout.outer["d2t"][0] * self._outputs * NUMBER
        self._graph.add(0, self._graph.add(own, rows), self._graph.input(logits))

    def row(self, numbers: int, *sources: Tensor, in_place: bool = False) -> Tensor:
        """Add a tensor of so many numbers a token."""
        return self._graph.add(numbers * self._rows * NUMBER, *sources, in_place=in_place)


class _LayerEmbeddings:
    """What Gemma's effective models look up for every layer at once; projected when first used."""

    def __init__(self, builder: _Builder, tokens: Tensor, first: Tensor) -> None:
        self._builder = builder
        self._first = first
        self._projected: Tensor | None = None
        self._width = builder.layout.outer.get("per_layer_model_proj", (0, 0))[-1]
        self._looked_up = builder.row(self._width, builder.row(self._width, tokens))

    def projected(self) -> Tensor:
        """Return the tensor that holds the embeddings of all layers."""
        if self._projected is None:
            row, width = self._builder.row, self._width
            normed = row(width, row(width, self._first))
            self._projected = row(width, row(width, normed, self._looked_up, in_place=True))
        return self._projected
