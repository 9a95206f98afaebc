"""How a pair fits into the memory that is free: GPU layers and context, or a refusal with numbers.

Weights are mapped from the file, so the system can drop them and read them again: a model larger
than the free RAM runs, but reads itself from the disk for every token. So it is refused, unless
somebody says how many layers go to the GPU (0 without one): then weights need not fit.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from app.core.devices import Device
from app.core.errors import AppError
from app.gguf.context_plan import PADDING
from app.gguf.memory import PairMemory, Part
from app.gguf.spread import spread

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
    """Free bytes.

    Attributes:
        gpus: of each GPU that takes layers. shared: they use the RAM, so that both need to fit it.
        split: what share of the layers each GPU gets; () is by what is free.
    """

    ram: int
    gpus: tuple[int, ...] = ()
    shared: bool = False
    split: tuple[float, ...] = ()

    @property
    def shares(self) -> tuple[float, ...]:
        """What share of the layers each GPU gets, in any unit."""
        return self.split or tuple(float(size) for size in self.gpus)


def free_on(
    devices: Iterable[Device], chosen: Sequence[str] = (), split: Sequence[float] = ()
) -> FreeMemory:
    """Return what is free on the devices that llama.cpp puts layers on, or on the `chosen` ones."""
    known = tuple(devices)
    gpus = [one for name in chosen for one in known if one.name == name] or usual_gpus(known)
    return FreeMemory(
        ram=max((one.free_bytes for one in known if one.kind == "cpu"), default=0),
        gpus=tuple(one.free_bytes for one in gpus),
        shared=any(one.kind == "integrated gpu" for one in gpus),
        split=tuple(split) if len(split) == len(gpus) else (),
    )


def usual_gpus(devices: Iterable[Device]) -> list[Device]:
    """Return the GPUs that llama.cpp uses unasked: integrated ones only where there is no other."""
    known = tuple(devices)
    gpus = [one for one in known if one.kind == "gpu"]
    return gpus or [one for one in known if one.kind == "integrated gpu"]


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
    """Bytes in RAM, weights apart, and on each GPU."""

    ram_weights: int
    ram_others: int
    gpus: tuple[int, ...] = ()

    @property
    def ram(self) -> int:
        """All bytes in RAM."""
        return self.ram_weights + self.ram_others

    @property
    def gpu(self) -> int:
        """All bytes on GPUs."""
        return sum(self.gpus)


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


def place(memory: PairMemory, gpu_layers: int, shares: Sequence[float] = (1.0,)) -> Placement:
    """Return where the bytes go when so many layers are on GPUs, one a share."""
    in_ram, *on_gpus = spread(memory, gpu_layers, shares)
    weights = sum(size for part, size in in_ram if part.endswith(Part.WEIGHTS))
    total = sum(size for _, size in in_ram)
    return Placement(weights, total - weights, tuple(sum(s for _, s in one) for one in on_gpus))


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
        placement = place(memory, layers, free.shares)
        if _fits(placement, free, insisted=wish.gpu_layers is not None):
            return Fit(length, layers, placement)
    return None


def _layer_counts(memory: PairMemory, free: FreeMemory, wish: Wish) -> Iterator[int]:
    if wish.gpu_layers is not None:
        yield wish.gpu_layers
    elif not free.gpus:
        yield 0
    else:
        # Fewer layers on the GPUs take more RAM: if the most that the GPUs hold do not fit it, only
        # none at all may, which saves the GPUs' compute buffers where those are in RAM too.
        yield _most_layers(memory, free)
        yield 0


def _most_layers(memory: PairMemory, free: FreeMemory) -> int:
    """Return as many layers as the GPUs have room for."""
    low, high = 0, max(len(context.layers) for context in memory.contexts) + 1
    while low < high:
        middle = (low + high + 1) // 2
        if _gpus_hold(place(memory, middle, free.shares), free):
            low = middle
        else:
            high = middle - 1
    return low


def _fits(placement: Placement, free: FreeMemory, *, insisted: bool) -> bool:
    ram = placement.ram_others if insisted else placement.ram
    if free.shared:
        ram += placement.gpu
    if ram > free.ram - RAM_RESERVE:
        return False
    return insisted or _gpus_hold(placement, free)


def _gpus_hold(placement: Placement, free: FreeMemory) -> bool:
    return all(
        not size or size <= room - GPU_RESERVE
        for size, room in zip(placement.gpus, free.gpus, strict=True)
    )


def _refusal(estimate: Estimate, free: FreeMemory, wish: Wish) -> AppError:
    length = wish.context_length or min(wish.default_length, wish.longest)
    memory = estimate(length)
    needed, room = place(memory, 0), max(0, free.ram - RAM_RESERVE)
    there = gigabytes(room)
    if free.gpus:
        there += f" of RAM and {gigabytes(sum(free.gpus))} on the GPU"
    parts = ", ".join(f"{part} {gigabytes(size)}" for part, size in memory.sizes() if size >> 20)
    title = (
        f"This needs {gigabytes(needed.ram)} for a context of {length} tokens, and {there} "
        f"are free ({parts})."
    )
    if fitting := _longest_fitting(estimate, free, wish, min(length, wish.longest + 1)):
        return AppError(title, f"A context of up to {fitting} tokens fits.")
    drafter = ", or load it without its drafter" if memory.drafter else ""
    advice = f"Choose a smaller model or one quantized to fewer bits{drafter}."
    if wish.gpu_layers is None and needed.ram_others <= room:
        advice += (
            " With 0 layers on the GPU (--gpu-layers 0) it loads all the same and reads its "
            "weights from the disk for every token, which is very slow."
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


def gigabytes(size: int) -> str:
    """Return a size as people read it."""
    return f"{size / 1e9:.1f} GB" if size >= 1e8 else f"{size / 1e6:.0f} MB"
