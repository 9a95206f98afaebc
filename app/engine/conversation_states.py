"""What the engine keeps in memory of conversations that were left, so that they need not be read
again when somebody comes back to them."""

from collections import OrderedDict
from dataclasses import dataclass, replace
from typing import Final

from app.engine.devices import available_memory
from app.engine.drafters.base import DrafterState
from app.engine.rollback import SavedCache

MOST_BYTES: Final = 2 * 2**30
"""Of memory for all of them."""

SHARE_OF_FREE: Final = 4
"""No more than one part in so many of what is free is taken."""


@dataclass(frozen=True, slots=True)
class KeptConversation:
    """A conversation's tokens, the target's cache of them, and what the drafter held."""

    tokens: tuple[int, ...]
    target: SavedCache
    drafter: DrafterState | None

    @property
    def size(self) -> int:
        """Bytes."""
        return self.target.size + (self.drafter.size if self.drafter is not None else 0)


class ConversationStates:
    """States by conversation, the longest unused given up first.

    No more than `limit` bytes; by default as many as leave enough free memory.

    Attributes:
        current: the conversation that the cache belongs to, "" for none that is to be kept.
    """

    def __init__(self, limit: int | None = None) -> None:
        self._limit = limit
        self._kept: OrderedDict[str, KeptConversation] = OrderedDict()
        self.current = ""

    def __contains__(self, name: str) -> bool:
        return name in self._kept

    @property
    def size(self) -> int:
        """Bytes that are held."""
        return sum(kept.size for kept in self._kept.values())

    def keep(self, name: str, kept: KeptConversation) -> None:
        """Keep a conversation that is left, and give others up for it."""
        self._kept[name] = kept
        limit = self._most()
        while self._kept and self.size > limit:
            self._kept.popitem(last=False)

    def take(self, name: str) -> KeptConversation | None:
        """Return what is kept of a conversation, and keep it no longer."""
        return self._kept.pop(name, None)

    def forget_drafter(self) -> None:
        """Another drafter is going to be opened: it can use nothing of what this one held."""
        for name, kept in self._kept.items():
            self._kept[name] = replace(kept, drafter=None)

    def _most(self) -> int:
        if self._limit is not None:
            return self._limit
        free = available_memory()
        return MOST_BYTES if free is None else min(MOST_BYTES, (free + self.size) // SHARE_OF_FREE)
