"""How a pair fits into the memory that is free: GPU layers and context, or a refusal with numbers.

Weights are mapped from the file, so the system can drop them and read them again: a model larger
than the free RAM runs, but reads itself from the disk for every token. So it is refused, unless
somebody says how many layers go to the GPU (0 without one): then weights need not fit.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from app.core.errors import AppError
from app.gguf.context_plan import PADDING
from app.gguf.memory import ContextMemory, PairMemory

RAM_RESERVE: Final = 512 << 20
"""Left to the program itself (vocabularies, scratch memory of its threads) and to the system."""

GPU_RESERVE: Final = 1 << 30
"""Left on every GPU for its driver and its kernels: llama.cpp's own margin (common/common.h)."""

SHORTEST_CONTEXT: Final = 512
"""Nothing shorter is chosen for somebody who did not ask for it."""

Estimate = Callable[[int], PairMemory]
"""What the pair needs for a context of so many tokens."""


@dataclass(frozen=True, slots=True)
class FreeMemory:
    """Free bytes. `shared`: the GPUs use the RAM, so that both need to fit it."""

    ram: int
    gpus: tuple[int, ...] = ()
    shared: bool = False


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked for; None: choose.

    Attributes:
        default_length: the context to begin with when nobody asked for one.
        longest: what the model was made for.
    """

    context_length: int | None
    gpu_layers: int | None
    default_length: int
    longest: int


@dataclass(frozen=True, slots=True)
class Placement:
    """Bytes in RAM, weights apart, and on all GPUs. `computing`: of the latter, on each GPU."""

    ram_weights: int
    ram_others: int
    gpu: int
    computing: int

    @property
    def ram(self) -> int:
        """All bytes in RAM."""
        return self.ram_weights + self.ram_others


@dataclass(frozen=True, slots=True)
class Fit:
    """What to load with, and where that puts the bytes; gpu_layers count for both models."""

    context_length: int
    gpu_layers: int
    placement: Placement


def fit_pair(estimate: Estimate, free: FreeMemory, wish: Wish) -> Fit:
    """Return the most that fits: the context first, then as many layers on the GPUs as can be.

    Raises AppError with what is needed and what is free.
    """
    for length in _lengths(wish):
        if (found := _fit_length(estimate, free, wish, length)) is not None:
            return found
    raise _refusal(estimate, free, wish)


def place(memory: PairMemory, gpu_layers: int) -> Placement:
    """Return where the bytes go when so many layers are on the GPUs.

    As llama.cpp counts (src/llama-model.cpp, load_tensors): the output is one layer, the last one;
    tables that are only looked up, the output buffer and checkpoints stay in RAM.
    """
    placed = [_place(context, gpu_layers) for context in memory.contexts]
    return Placement(
        ram_weights=sum(part.ram_weights for part in placed),
        ram_others=sum(part.ram_others for part in placed),
        gpu=sum(part.gpu for part in placed),
        computing=sum(part.computing for part in placed),
    )


def _place(context: ContextMemory, gpu_layers: int) -> Placement:
    count = len(context.layers)
    below = count - min(max(gpu_layers - 1, 0), count)
    ram, gpu = context.layers[:below], context.layers[below:]
    ram_weights = context.input_weights + sum(layer.weights for layer in ram)
    on_gpu = sum(layer.total for layer in gpu)
    if gpu_layers > 0:
        on_gpu += context.output_weights + context.head_copy
    else:
        ram_weights += context.output_weights + context.repacked_head
    computing = context.compute if gpu_layers > 0 else 0
    others = sum(layer.total - layer.weights for layer in ram)
    others += context.compute + context.output + context.checkpoints
    return Placement(ram_weights, others, on_gpu + computing, computing)


def _lengths(wish: Wish) -> Iterator[int]:
    if wish.context_length is not None:
        yield wish.context_length
        return
    length = min(wish.default_length, wish.longest)
    yield length
    while length // 2 >= SHORTEST_CONTEXT:
        length //= 2
        yield length


def _fit_length(estimate: Estimate, free: FreeMemory, wish: Wish, length: int) -> Fit | None:
    memory = estimate(length)
    for layers in _layer_counts(memory, free, wish):
        placement = place(memory, layers)
        if _fits(placement, memory, free, insisted=wish.gpu_layers is not None):
            return Fit(length, layers, placement)
    return None


def _layer_counts(memory: PairMemory, free: FreeMemory, wish: Wish) -> Iterator[int]:
    if wish.gpu_layers is not None:
        yield wish.gpu_layers
    elif not free.gpus:
        yield 0
    else:
        most = max(len(context.layers) for context in memory.contexts) + 1
        yield from range(most, -1, -1)


def _fits(placement: Placement, memory: PairMemory, free: FreeMemory, *, insisted: bool) -> bool:
    ram = placement.ram_others if insisted else placement.ram
    if free.shared:
        ram += placement.gpu
    if ram > free.ram - RAM_RESERVE:
        return False
    return insisted or placement.gpu <= _gpu_room(placement, memory, free)


def _gpu_room(placement: Placement, memory: PairMemory, free: FreeMemory) -> int:
    """Return the bytes for a pair on all GPUs, of which every one has its own compute buffers.

    Layers are not cut, so each GPU but the last may have up to a layer's worth left over.
    """
    largest = max((layer.total for c in memory.contexts for layer in c.layers), default=0)
    rooms = [room - GPU_RESERVE for room in free.gpus if room > GPU_RESERVE]
    return sum(rooms) - max(0, len(rooms) - 1) * (largest + placement.computing)


def _refusal(estimate: Estimate, free: FreeMemory, wish: Wish) -> AppError:
    length = wish.context_length or min(wish.default_length, wish.longest)
    memory = estimate(length)
    needed, room = place(memory, 0), max(0, free.ram - RAM_RESERVE)
    there = _gigabytes(room)
    if free.gpus:
        there += f" of RAM and {_gigabytes(sum(free.gpus))} on the GPU"
    parts = ", ".join(f"{part} {_gigabytes(size)}" for part, size in memory.sizes() if size >> 20)
    title = (
        f"This needs {_gigabytes(needed.ram)} for a context of {length} tokens, and {there} "
        f"are free ({parts})."
    )
    if fitting := _longest_fitting(estimate, free, wish, min(length, wish.longest + 1)):
        return AppError(title, f"A context of up to {fitting} tokens fits.")
    drafter = ", or load it without its drafter" if memory.drafter else ""
    advice = f"Choose a smaller model or one quantized to fewer bits{drafter}."
    if wish.gpu_layers is None and needed.ram_others <= room:
        advice += (
            " With --gpu-layers 0 it loads all the same and reads its weights from the disk for "
            "every token, which is very slow."
        )
    return AppError(title, advice)


def _longest_fitting(estimate: Estimate, free: FreeMemory, wish: Wish, above: int) -> int:
    """Return the longest context below `above` that fits, in whole cells; 0 if none does."""
    low, high = 0, max(0, above - 1) // PADDING
    while low < high:
        middle = (low + high + 1) // 2
        if _fit_length(estimate, free, wish, middle * PADDING) is not None:
            low = middle
        else:
            high = middle - 1
    return low * PADDING


def _gigabytes(size: int) -> str:
    return f"{size / 1e9:.1f} GB" if size >= 1e8 else f"{size / 1e6:.0f} MB"
