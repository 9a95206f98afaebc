"""On which device each byte of a pair lies, as llama.cpp spreads layers over devices.

As it counts (src/llama-model.cpp, load_tensors): the output is one layer, the last one; the layers
on GPUs are the last ones, each going to the GPU in whose share its place falls. Tables that are
only looked up, the output buffer and checkpoints stay in RAM; every device in use has compute
buffers.
"""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import Final

from app.gguf.memory import DRAFTER, ContextMemory, LayerMemory, PairMemory, Part, Sizes

RAM: Final = 0
"""The place of what is on no GPU."""


def spread(memory: PairMemory, gpu_layers: int, shares: Sequence[float]) -> tuple[Sizes, ...]:
    """Return what lies in RAM, then what lies on each GPU: one a share, all in any unit."""
    places: list[dict[str, int]] = [{} for _ in (RAM, *shares)]
    for owner, context in zip(("", DRAFTER), memory.contexts, strict=False):
        _Spreader(places, owner, gpu_layers, shares).add(context, memory.target)
    return tuple(tuple(place.items()) for place in places)


class _Spreader:
    def __init__(
        self,
        places: list[dict[str, int]],
        owner: str,
        gpu_layers: int,
        shares: Sequence[float],
    ) -> None:
        self._places, self._owner = places, owner
        self._wanted = gpu_layers if any(shares) else 0
        total = sum(shares) or 1.0
        self._ends = [end / total for end in accumulate(shares)]

    def add(self, context: ContextMemory, target: ContextMemory) -> None:
        count = behind = len(context.layers)
        if not any(layer.weights for layer in context.layers):  # heads inside the target's file
            behind = len(target.layers)
        used = {self._place(behind, behind)}
        for index, layer in enumerate(context.layers):
            place = self._place(behind - count + index, behind)
            used.add(place)
            self._add_layer(place, layer)
        output = self._place(behind, behind)
        head = context.repacked_head if output == RAM else context.head_copy
        self._put(output, Part.WEIGHTS, context.output_weights + head)
        self._put(RAM, Part.WEIGHTS, context.input_weights)
        self._put(RAM, Part.OUTPUT, context.output)
        self._put(RAM, Part.CHECKPOINTS, context.checkpoints)
        for place in {RAM, *used}:
            self._put(place, Part.COMPUTE, context.compute)

    def _add_layer(self, place: int, layer: LayerMemory) -> None:
        self._put(place, Part.WEIGHTS, layer.weights)
        self._put(place, Part.CACHE, layer.cache)
        self._put(place, Part.WINDOW_CACHE, layer.window_cache)
        self._put(place, Part.STATES, layer.states)

    def _place(self, layer: int, count: int) -> int:
        """Return where a layer of so many lies, the output being the one behind them."""
        on_gpus = min(self._wanted, count + 1)
        first = count + 1 - on_gpus
        if layer < first or not on_gpus:
            return RAM
        found = bisect_right(self._ends, (layer - first) / on_gpus)
        return 1 + min(found, len(self._ends) - 1)

    def _put(self, place: int, part: Part, size: int) -> None:
        if size:
            name = self._owner + part.value
            self._places[place][name] = self._places[place].get(name, 0) + size
