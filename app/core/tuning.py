"""How llama.cpp is set to compute."""

from dataclasses import dataclass
from enum import StrEnum

DEFAULT_SPIN = 300_000
"""libgomp's own."""


class CacheType(StrEnum):
    """What the KV cache is kept in. Q8_0 halves its size and may change the text."""

    F16 = "f16"
    Q8_0 = "q8_0"


@dataclass(frozen=True, slots=True)
class Tuning:
    """Choices that change the speed; None leaves one to the program's rule.

    Attributes:
        threads: that compute; else every core.
        spin: how many times a thread that waits for the others looks before it sleeps
            (GOMP_SPINCOUNT); else DEFAULT_SPIN.
        repack: weights laid out anew for the CPU, where that is safe; else by their type.
        flash_attention: attention in one pass; else as llama.cpp decides.
        cache_type: never chosen silently, only by whoever accepts another text.
    """

    threads: int | None = None
    spin: int | None = None
    repack: bool | None = None
    flash_attention: bool | None = None
    cache_type: CacheType = CacheType.F16
