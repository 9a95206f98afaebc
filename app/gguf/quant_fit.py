"""Which of a repository's files fit this machine together with their drafter, and which to take."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import prod
from typing import Final, NamedTuple

from app.core.errors import AppError
from app.core.pair_memory import PairMemory
from app.core.pairs import DEFAULT_CONTEXT_LENGTH, Method
from app.gguf.capabilities import Capabilities
from app.gguf.classification import Use
from app.gguf.doctor import Room, estimate_layouts, in_words
from app.gguf.fit import Fit, FreeMemory, Wish, fit_pair, gigabytes
from app.gguf.layout import Block, Layout
from app.gguf.listing import ListedModel
from app.gguf.load_plan import TIGHT, Verdict

POSSIBLE_BITS: Final = (1.0, 36.0)
"""Bits a weight that whole files of a model can have."""

ENOUGH_BITS: Final = 5.0
"""Bits a weight. More make answers hardly better, and every token slower by as much."""


@dataclass(frozen=True, slots=True)
class QuantFit:
    """One target file and its drafter, over a context of so many tokens.

    Attributes:
        path: of the target's file. quantization: as in "Q4_K_M".
        memory: bytes by share, for the stacked bar. free: bytes that it may take.
        gpu_layers: how many it would load on the GPU; 0 without one.
        sentence: the verdict in words, with the numbers.
        estimated: told from another file of the repository and this one's size, because this one's
            header was not read.
    """

    path: str
    size: int
    quantization: str
    context_length: int
    verdict: Verdict
    memory: PairMemory
    free: int
    gpu_layers: int
    sentence: str
    estimated: bool


@dataclass(frozen=True, slots=True)
class FitAdvice:
    """All files of a repository, and the one to take.

    Attributes:
        suggested: path of the best file that fits, None if none does.
        context_length: the longest context to suggest with it.
        sentence: why this one.
    """

    quants: tuple[QuantFit, ...]
    suggested: str | None
    context_length: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Reference:
    """The one file of a repository whose header was read: the others are told from it.

    Attributes:
        size: bytes of all its parts. drafter: None without, or with heads in the target's file.
    """

    target: Capabilities
    size: int
    drafter: Capabilities | None
    method: Method


def fit_quants(reference: Reference, quants: Sequence[ListedModel], room: Room) -> FitAdvice:
    """Return for every quant of the target whether it fits here with its drafter.

    Quants of one model differ in the bytes of their weights and in nothing else that counts here,
    so the other files are told from their sizes. Files of other models are left out.
    """
    fits = tuple(
        _fit(reference, _Row(quant.path, quant.size, quant.quantization), room)
        for quant in sorted(quants, key=lambda quant: quant.size)
        if _is_quant_of(reference.target, quant)
    )
    best = _suggested(reference, fits)
    if best is None:
        sentence = f"None of these fits: {in_words(room.free)} are free."
        return FitAdvice(fits, None, 0, sentence)
    return FitAdvice(fits, best.path, _longest(reference, best, room), _why(best))


def _is_quant_of(target: Capabilities, quant: ListedModel) -> bool:
    """Whether a file is the same model, by its first keys or, while unread, by its size."""
    if quant.classification.use is not Use.TARGET:
        return False
    look = quant.look
    if look is not None:
        same = (look.architecture, look.width, look.layers)
        return same == (target.architecture, target.width, target.layers)
    bits = 8 * quant.size / max(1, _parameters(target.layout))
    return POSSIBLE_BITS[0] <= bits <= POSSIBLE_BITS[1]


class _Row(NamedTuple):
    path: str
    size: int
    quantization: str


def _fit(reference: Reference, quant: _Row, room: Room) -> QuantFit:
    layout = reference.target.layout
    exact = quant.path == reference.target.path.as_posix()
    if not exact:
        layout = _scaled(layout, _weights(layout) + quant.size - reference.size)
    longest = reference.target.context_length or DEFAULT_CONTEXT_LENGTH
    found, problem = _try(reference, layout, room.free, _wish(room.context_length, longest))
    length = (
        found.context_length
        if found
        else room.context_length or min(DEFAULT_CONTEXT_LENGTH, longest)
    )
    side = reference.drafter.layout if reference.drafter else None
    memory = estimate_layouts(layout, side, reference.method, length)
    may_take = _may_take(room.free)
    verdict = _verdict(found, memory.total, room.free, layout)
    return QuantFit(
        path=quant.path,
        size=quant.size,
        quantization=quant.quantization,
        context_length=length,
        verdict=verdict,
        memory=PairMemory.of(memory.sizes()),
        free=may_take,
        gpu_layers=found.gpu_layers if found else 0,
        sentence=problem or _sentence(verdict, memory.total, length, room.free),
        estimated=not exact,
    )


def _wish(asked: int | None, longest: int) -> Wish:
    return Wish(asked, None, DEFAULT_CONTEXT_LENGTH, longest)


def _try(
    reference: Reference, layout: Layout, free: FreeMemory, wish: Wish
) -> tuple[Fit | None, str]:
    side = reference.drafter.layout if reference.drafter else None
    try:
        return fit_pair(
            lambda length: estimate_layouts(layout, side, reference.method, length), free, wish
        ), ""
    except AppError as problem:
        return None, problem.title


def _may_take(free: FreeMemory) -> int:
    """Return the bytes for a pair: on the GPU, where there is one of its own, else in RAM."""
    return sum(free.gpus) if free.gpus and not free.shared else free.ram


def _verdict(found: Fit | None, total: int, free: FreeMemory, layout: Layout) -> Verdict:
    if found is None:
        return Verdict.TOO_LARGE
    whole = not free.gpus or found.gpu_layers > len(layout.blocks)
    roomy = total <= TIGHT * _may_take(free)
    return Verdict.FITS if whole and roomy else Verdict.TIGHT


def _sentence(verdict: Verdict, total: int, length: int, free: FreeMemory) -> str:
    needs = f"It needs {gigabytes(total)} for a context of {length:,} tokens"
    if verdict is Verdict.FITS:
        return f"{needs}; {in_words(free)} are free."
    if free.gpus and total > TIGHT * _may_take(free):
        return f"{needs}, more than the GPU has room for: part of it runs on the processor, slowly."
    return f"{needs} of {in_words(free)}: little is left for other programs."


def _suggested(reference: Reference, fits: Sequence[QuantFit]) -> QuantFit | None:
    """Return the largest of up to ENOUGH_BITS that fits, else the smallest that loads."""
    parameters = _parameters(reference.target.layout)
    for verdict in (Verdict.FITS, Verdict.TIGHT):
        there = [fit for fit in fits if fit.verdict is verdict]
        enough = [fit for fit in there if 8 * fit.size <= ENOUGH_BITS * parameters]
        if there:
            return enough[-1] if enough else there[0]
    return None


def _why(best: QuantFit) -> str:
    if best.verdict is Verdict.TIGHT:
        return f"{best.quantization or best.path} loads, but nothing here fits with room to spare."
    return (
        f"{best.quantization or best.path} fits with its drafter; more bits would make answers "
        "hardly better, and slower."
    )


def _longest(reference: Reference, best: QuantFit, room: Room) -> int:
    """Return the longest context, doubled from the usual one, with which `best` does as well."""
    length, longest = best.context_length, reference.target.context_length or best.context_length
    if room.context_length is not None or best.verdict is not Verdict.FITS:
        return length
    while 2 * length <= longest:
        wanted = replace(room, context_length=2 * length)
        if _fit(reference, _Row(best.path, best.size, best.quantization), wanted).verdict is not (
            Verdict.FITS
        ):
            break
        length *= 2
    return length


def _parameters(layout: Layout) -> int:
    blocks = (*layout.blocks, *layout.nextn)
    shapes = [shape for block in blocks for shape in block.shapes.values()]
    return sum(prod(shape) for shape in (*shapes, *layout.outer.values()))


def _weights(layout: Layout) -> int:
    blocks = sum(block.weights for block in (*layout.blocks, *layout.nextn))
    return blocks + sum(layout.outer_weights.values())


def _scaled(layout: Layout, weights: int) -> Layout:
    """Return the same model with so many bytes of weights."""
    factor = max(0, weights) / max(1, _weights(layout))

    def scale(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(replace(block, weights=round(block.weights * factor)) for block in blocks)

    return replace(
        layout,
        blocks=scale(layout.blocks),
        nextn=scale(layout.nextn),
        outer_weights={name: round(size * factor) for name, size in layout.outer_weights.items()},
    )
