"""How llama.cpp is set to compute."""

from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any

DEFAULT_SPIN = 300_000
"""libgomp's own, and the best on balance: measured on 2 cores (AMD EPYC, Zen 5, 2026-11-24) with
the built-in pair and two of 130M parameters, plain and drafting at depth 3.

Against 1,000 and 20,000 it was 0.99 to 1.07 times as fast on a quiet machine, and 1.19 to 1.48
times beside a process that computed 10 of every 33 ms, as a busy window does. Beside one that never
rests, waiting is a lottery for any of them: 0.5 to 2.2 times 1,000's speed, 1.4 to 3.8 times
20,000's; there one thread instead of two was 1.4 to 5.6 times as fast.
"""

SPINS = (1_000, 20_000, DEFAULT_SPIN)
"""Worth measuring: sleep almost at once, after a fraction of a millisecond, after several."""


class CacheType(StrEnum):
    """What the KV cache is kept in. Q8_0 halves its size, Q4_0 quarters it; either may change the
    text."""

    F16 = "f16"
    Q8_0 = "q8_0"
    Q4_0 = "q4_0"

    @property
    def quantized(self) -> bool:
        """Whether numbers are stored in blocks of 32, which share a scale."""
        return self is not CacheType.F16


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
        cache_type_v: of the values; None keeps them like the keys.
    """

    threads: int | None = None
    spin: int | None = None
    repack: bool | None = None
    flash_attention: bool | None = None
    cache_type: CacheType = CacheType.F16
    cache_type_v: CacheType | None = None

    @property
    def value_type(self) -> CacheType:
        """What the values are kept in."""
        return self.cache_type if self.cache_type_v is None else self.cache_type_v

    @property
    def cache_words(self) -> str:
        """What the cache is kept in: "q8_0", or keys and values apart as "q8_0/f16"."""
        if self.value_type is self.cache_type:
            return self.cache_type.value
        return f"{self.cache_type}/{self.value_type}"

    @property
    def words(self) -> str:
        """What is chosen, in words: "1 thread, no flash attention"; "" for nothing."""
        said: list[str] = []
        if self.threads is not None:
            said.append("1 thread" if self.threads == 1 else f"{self.threads} threads")
        if self.spin is not None:
            said.append(f"spin {self.spin}")
        if self.repack is not None:
            said.append("weights laid out anew" if self.repack else "weights as in the file")
        if self.flash_attention is not None:
            said.append("flash attention" if self.flash_attention else "no flash attention")
        if self.cache_words != CacheType.F16:
            said.append(f"cache in {self.cache_words}")
        return ", ".join(said)

    @property
    def rounds_differently(self) -> bool:
        """Whether results may differ in their last bits from those without these choices."""
        return self != Tuning(spin=self.spin)

    def beside(self, other: "Tuning") -> "Tuning":
        """Return only what differs from `other`, everything else left open."""
        unlike: dict[str, Any] = {
            field.name: mine
            for field in fields(self)
            if (mine := getattr(self, field.name)) != getattr(other, field.name)
        }
        return Tuning(**unlike)


CACHE_WORDS = tuple(
    dict.fromkeys(
        Tuning(cache_type=keys, cache_type_v=values).cache_words
        for keys in CacheType
        for values in CacheType
    )
)
"""All that Tuning.cache_words can be."""


def read_cache_words(words: str) -> tuple[CacheType, CacheType | None]:
    """Return the cache_type and cache_type_v that gave these Tuning.cache_words."""
    keys, _, values = words.partition("/")
    return CacheType(keys), CacheType(values) if values else None
