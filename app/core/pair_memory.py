"""What a loaded pair's memory goes to, and how much of it the drafter adds."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

DRAFTER = "drafter "
"""Before the name of a part that belongs to the drafter, see PairInfo.memory."""


class Share(StrEnum):
    """What is shown apart."""

    WEIGHTS = "weights"
    CACHE = "KV cache"
    STATES = "rollback states"
    COMPUTE = "compute"
    DRAFTER_WEIGHTS = "drafter weights"
    DRAFTER_CACHE = "drafter KV cache"
    DRAFTER_STATES = "drafter rollback states"
    DRAFTER_COMPUTE = "drafter compute"

    @property
    def of_drafter(self) -> bool:
        """Whether only the drafter needs it."""
        return self.value.startswith(DRAFTER)


_KINDS = {
    "weights": Share.WEIGHTS,
    "KV cache": Share.CACHE,
    "sliding KV cache": Share.CACHE,
    "recurrent states": Share.STATES,
    "compute": Share.COMPUTE,
    "output": Share.COMPUTE,
}


@dataclass(frozen=True, slots=True)
class PairMemory:
    """Bytes by share, in the order of Share, those of nothing left out."""

    shares: tuple[tuple[Share, int], ...]

    @classmethod
    def of(cls, parts: Iterable[tuple[str, int]]) -> "PairMemory":
        """Sum up what llama.cpp reported; an unknown part counts as compute."""
        found: dict[Share, int] = {}
        for name, size in parts:
            share = _KINDS.get(name.removeprefix(DRAFTER), Share.COMPUTE)
            if name.startswith(DRAFTER):
                share = Share(DRAFTER + share.value)
            found[share] = found.get(share, 0) + size
        return cls(tuple((share, found[share]) for share in Share if found.get(share)))

    @property
    def total(self) -> int:
        """All of it."""
        return sum(size for _, size in self.shares)

    @property
    def drafter(self) -> int:
        """What is needed for the drafter alone."""
        return sum(size for share, size in self.shares if share.of_drafter)

    @property
    def added(self) -> float | None:
        """The drafter's bytes over the target's; None if nothing is known."""
        target = self.total - self.drafter
        return self.drafter / target if target else None
