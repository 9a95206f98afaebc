"""From one conversation to another: the one that is left is kept, the other one brought back."""

from collections.abc import Sequence
from typing import Final

from app.engine.conversation_states import KeptConversation
from app.engine.pair import Pair
from app.engine.prefix import common_prefix

SHORTEST: Final = 64
"""Tokens below which reading again costs nothing that is felt."""


def enter_conversation(pair: Pair, name: str, prompt: Sequence[int]) -> None:
    """Make the pair's cache that of conversation `name`, if it is kept and its next prompt,
    `prompt`, has more in common with it than with what is in the cache."""
    states = pair.states
    if name == states.current:
        return
    if states.current:
        _leave(pair, states.current)
    states.current = name
    kept = states.take(name)
    if kept is None:
        return
    if common_prefix(kept.tokens, prompt) > common_prefix(pair.cached, prompt):
        _come_back(pair, kept)


def _leave(pair: Pair, name: str) -> None:
    if len(pair.cached) < SHORTEST:
        return
    target = pair.rollback.save()
    if target is not None:
        pair.states.keep(name, KeptConversation(tuple(pair.cached), target, pair.drafter.save()))


def _come_back(pair: Pair, kept: KeptConversation) -> None:
    pair.cached.clear()
    restored = pair.rollback.restore(kept.target)
    if restored:
        pair.cached.extend(kept.tokens)
    pair.drafter.restore(kept.drafter if restored else None)
