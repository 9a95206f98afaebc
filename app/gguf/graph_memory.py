"""How much memory a graph of tensors needs: ggml's allocator replayed (ggml/src/ggml-alloc.c).

llama.cpp reserves its compute buffer by allocating the largest graph it will ever run. What comes
out is not the sum of what lives at a time, since freed places are reused only by what fits them.
"""

from collections import Counter
from dataclasses import dataclass

ALIGNMENT = 64
"""TENSOR_ALIGNMENT of ggml's CPU buffers; GPUs use 128 or 256, which changes kilobytes."""

Tensor = int
"""What `Graph` hands out for a tensor."""


@dataclass(frozen=True, slots=True)
class _Node:
    size: int
    sources: tuple[Tensor, ...]
    in_place: bool


class Graph:
    """Tensors in the order in which they are computed; sizes in bytes."""

    def __init__(self) -> None:
        self._nodes: list[_Node] = []
        self._kept: set[Tensor] = set()

    def input(self, size: int) -> Tensor:
        """Add a tensor that is filled in before the graph runs; one that nothing reads stays."""
        return self._append(_Node(size, (), in_place=False))

    def add(self, size: int, *sources: Tensor, in_place: bool = False) -> Tensor:
        """Add a tensor computed from `sources`; size 0 for what is written elsewhere.

        `in_place`: takes the place of a source of the same size that nobody else needs
        (ggml_op_can_inplace).
        """
        return self._append(_Node(-(-size // ALIGNMENT) * ALIGNMENT, sources, in_place))

    def keep(self, tensor: Tensor) -> None:
        """Make a tensor an output, whose place nothing else gets."""
        self._kept.add(tensor)

    def _append(self, node: _Node) -> Tensor:
        self._nodes.append(node)
        return len(self._nodes) - 1

    def peak(self) -> int:
        """Return the bytes that the whole graph needs."""
        return _Replay(self._nodes, self._kept).run()


class _Replay:
    """ggml_gallocr_alloc_graph_impl: inputs first, then nodes, freeing what was read last."""

    def __init__(self, nodes: list[_Node], kept: set[Tensor]) -> None:
        self._nodes = nodes
        self._kept = kept
        self._readers = Counter(source for node in nodes for source in node.sources)
        self._places: dict[Tensor, int] = {}
        self._arena = _Arena()

    def run(self) -> int:
        for tensor, node in enumerate(self._nodes):
            if not node.sources:
                self._places[tensor] = self._arena.take(node.size)
        for tensor, node in enumerate(self._nodes):
            if not node.sources:
                continue
            if node.size and not (node.in_place and self._inherit(tensor, node)):
                self._places[tensor] = self._arena.take(node.size)
            for source in node.sources:
                self._readers[source] -= 1
                if not self._readers[source] and source not in self._kept:
                    self._free(source)
        return self._arena.peak

    def _inherit(self, tensor: Tensor, node: _Node) -> bool:
        for source in node.sources:
            same = self._nodes[source].size == node.size and source not in self._kept
            if same and self._readers[source] == 1 and source in self._places:
                self._places[tensor] = self._places.pop(source)
                return True
        return False

    def _free(self, tensor: Tensor) -> None:
        place = self._places.pop(tensor, None)
        if place is not None:
            self._arena.give_back(place, self._nodes[tensor].size)


class _Arena:
    """ggml_dyn_tallocr: the smallest free block that fits, else the end."""

    def __init__(self) -> None:
        self.peak = 0
        self._end = 0
        self._holes: dict[int, int] = {}

    def take(self, size: int) -> int:
        fitting = [(hole, -place) for place, hole in self._holes.items() if hole >= size]
        if not fitting:
            place, self._end = self._end, self._end + size
            self.peak = max(self.peak, self._end)
            return place
        hole, place = min(fitting)  # of two that fit as well, ggml takes the later one
        place = -place
        del self._holes[place]
        if hole > size:
            self._holes[place + size] = hole - size
        return place

    def give_back(self, place: int, size: int) -> None:
        following = self._holes.pop(place + size, 0)
        for before, hole in self._holes.items():
            if before + hole == place:
                place, size = before, size + hole
                break
        size += following
        if place + size == self._end:
            self._end = place
            self._holes.pop(place, None)
        else:
            self._holes[place] = size
