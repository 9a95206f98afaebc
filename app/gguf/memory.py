"""What a pair of files needs in bytes, part by part, told from their headers alone.

Sizes follow llama.cpp's own allocations: src/llama-kv-cache.cpp and -iswa.cpp (caches),
src/llama-memory-recurrent.cpp (states), llama_context::output_reserve (output buffer) and
llama_context::sched_reserve (compute buffer, see compute_graph).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from app.gguf.compute_graph import compute_bytes
from app.gguf.context_plan import CHECKPOINT_BYTES, MAX_CHECKPOINTS, ContextPlan
from app.gguf.layout import Block, Layout
from app.gguf.prediction import has_only_heads, heads_are_usable
from app.gguf.repacking import repacked_head

Sizes = tuple[tuple[str, int], ...]
"""(part, bytes), a part named as in Part, a drafter's with "drafter " before it."""

DRAFTER: Final = "drafter "
_INPUT_TABLES: Final = ("token_embd", "per_layer_token_embd")
"""Tables that are only looked up: llama.cpp leaves them in RAM."""


class Part(StrEnum):
    """What memory goes to."""

    WEIGHTS = "weights"
    CACHE = "KV cache"
    WINDOW_CACHE = "sliding KV cache"
    STATES = "recurrent states"
    COMPUTE = "compute"
    OUTPUT = "output"
    CHECKPOINTS = "checkpoints"


@dataclass(frozen=True, slots=True)
class LayerMemory:
    """Bytes of one layer, which all lie on one device."""

    weights: int = 0
    cache: int = 0
    window_cache: int = 0
    states: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.weights + self.cache + self.window_cache + self.states


@dataclass(frozen=True, slots=True)
class ContextMemory:
    """Bytes of a model and its context.

    Attributes:
        input_weights: tables that stay in RAM. output_weights: what makes logits.
        head_copy: of a tied table, which a GPU gets; repacked_head: or the CPU, repacked.
        compute, output: buffers of the context.
        checkpoints: copies of states, none at first, as many as a conversation may leave.
    """

    layers: tuple[LayerMemory, ...]
    input_weights: int
    output_weights: int
    head_copy: int
    repacked_head: int
    compute: int
    output: int
    checkpoints: int = 0

    def sizes(self) -> Sizes:
        """Return the parts that are not empty, weights first, with nothing on a GPU."""
        outer = self.input_weights + self.output_weights + self.repacked_head
        parts = {
            Part.WEIGHTS: outer + sum(layer.weights for layer in self.layers),
            Part.CACHE: sum(layer.cache for layer in self.layers),
            Part.WINDOW_CACHE: sum(layer.window_cache for layer in self.layers),
            Part.STATES: sum(layer.states for layer in self.layers),
            Part.COMPUTE: self.compute,
            Part.OUTPUT: self.output,
            Part.CHECKPOINTS: self.checkpoints,
        }
        return tuple((part.value, size) for part, size in parts.items() if size)


@dataclass(frozen=True, slots=True)
class PairPlan:
    """How the contexts of a pair are going to be created; no drafter for plain decoding."""

    target: ContextPlan
    drafter: ContextPlan | None = None


@dataclass(frozen=True, slots=True)
class PairMemory:
    """What both need."""

    target: ContextMemory
    drafter: ContextMemory | None

    @property
    def contexts(self) -> tuple[ContextMemory, ...]:
        """The target's and, if there is one, the drafter's."""
        return (self.target,) if self.drafter is None else (self.target, self.drafter)

    def sizes(self) -> Sizes:
        """Return every part of both, with nothing on a GPU."""
        drafter = self.drafter.sizes() if self.drafter else ()
        return (*self.target.sizes(), *((DRAFTER + part, size) for part, size in drafter))

    @property
    def total(self) -> int:
        """Bytes in all."""
        return sum(size for _, size in self.sizes())


def estimate_pair(target: Layout, drafter: Layout | None, plan: PairPlan) -> PairMemory:
    """Return what a target and its drafter need.

    A plan with a drafter but no file for it means the prediction layers in the target's own file.
    Those are loaded even if the plan does without them.
    """
    main = _estimate(target, plan.target, target.nextn if heads_are_usable(target) else ())
    if plan.drafter is None:
        return PairMemory(main, None)
    if drafter is None:
        return PairMemory(main, _context(target, plan.drafter, target.nextn))
    if has_only_heads(drafter):
        drafter = replace(drafter, blocks=drafter.nextn, nextn=())
    if drafter.is_assistant:
        reads = replace(plan.drafter, cache_batch=plan.target.rows)
        return PairMemory(main, _estimate(drafter, reads))
    return PairMemory(main, _estimate(drafter, plan.drafter))


def estimate_context(target: Layout, plan: ContextPlan) -> ContextMemory:
    """Return what one more context of a loaded target needs."""
    return _context(target, plan, target.blocks)


def most_weights(layout: Layout, *, prediction_layers: bool) -> int:
    """Return the bytes that a file's weights can take: every tensor, and a tied table twice."""
    blocks = (*layout.blocks, *(layout.nextn if prediction_layers else ()))
    tables = layout.outer_weights
    head = max(tables["token_embd"] if layout.tied else 0, repacked_head(layout))
    return sum(tables.values()) + head + sum(block.weights for block in blocks)


def _estimate(layout: Layout, plan: ContextPlan, passive: tuple[Block, ...] = ()) -> ContextMemory:
    """Return a whole file's needs; `passive` blocks are loaded and computed by another context."""
    blocks = layout.nextn if layout.only_predicts else layout.blocks
    context = _context(layout, plan, blocks)
    layers = [
        replace(layer, weights=block.weights)
        for layer, block in zip(context.layers, blocks, strict=True)
    ]
    tables = layout.outer_weights
    inputs = sum(tables.get(name, 0) for name in _INPUT_TABLES)
    return replace(
        context,
        layers=(*layers, *(LayerMemory(weights=block.weights) for block in passive)),
        input_weights=inputs,
        output_weights=sum(tables.values()) - inputs,
        head_copy=tables["token_embd"] if layout.tied else 0,
        repacked_head=repacked_head(layout),
    )


def _context(layout: Layout, plan: ContextPlan, blocks: Iterable[Block]) -> ContextMemory:
    """Return what a context adds to weights that are loaded already."""
    blocks = tuple(blocks)
    return ContextMemory(
        layers=tuple(_layer(layout, plan, block) for block in blocks),
        input_weights=0,
        output_weights=0,
        head_copy=0,
        repacked_head=0,
        compute=compute_bytes(layout, plan, blocks=blocks),
        output=output_bytes(layout, plan),
        checkpoints=checkpoint_bytes(4 * sum(sum(block.state) for block in blocks)),
    )


def _layer(layout: Layout, plan: ContextPlan, block: Block) -> LayerMemory:
    keys, values = block.cache
    if values and not plan.flash_attention:  # stored across, every layer as wide as the widest
        values = max(other.cache[1] for other in layout.blocks)
    row = plan.cache_bytes(keys, values)
    states = 1 + (plan.rollback if layout.rolls_back else 0)
    return LayerMemory(
        cache=0 if block.sliding else row * plan.cells(),
        window_cache=row * plan.cells(layout.window) if block.sliding else 0,
        states=4 * sum(block.state) * states,
    )


def checkpoint_bytes(state: int) -> int:
    """Return what copies of a state of so many bytes grow to: those to come back to in a later
    turn, and that of before the last pass."""
    if not state:
        return 0
    return state * (1 + max(1, min(MAX_CHECKPOINTS, CHECKPOINT_BYTES // state)))


def output_bytes(layout: Layout, plan: ContextPlan) -> int:
    """Return the size that the output buffer grows to: llama.cpp starts it with a single row."""
    logits = layout.vocabulary * plan.outputs
    hidden = layout.width_out * plan.hidden_rows
    return 4 * (logits + hidden + layout.width * plan.tapped_layers * plan.rows)
