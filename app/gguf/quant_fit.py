"""Which of a repository's files fit this machine together with their drafter, and which to take."""

from dataclasses import dataclass
from enum import StrEnum

from app.core.pair_memory import PairMemory


class Verdict(StrEnum):
    """Whether a pair fits the memory that is free."""

    FITS = "fits"
    TIGHT = "tight"
    """It loads, with little memory left over or with part of it not on the GPU."""
    TOO_LARGE = "too large"


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
