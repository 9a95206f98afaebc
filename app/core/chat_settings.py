"""How a conversation is answered: its own choices, over the user's, over the target's makers'."""

from collections.abc import Mapping
from typing import Final

from app.core.sampling import SamplingSettings
from app.core.thinking import Thinking
from app.core.usual_sampling import UsualSampling, Values, with_values

THINKING: Final = "thinking"
"""Beside the names of SamplingSettings: 1 asks to think first, 0 asks not to."""


def asked_thinking(own: Values) -> bool | None:
    """Return whether a conversation asks to think first; None leaves it to the target."""
    value = dict(own).get(THINKING)
    return None if value is None else value > 0


def sampling_of(
    own: Values,
    user: SamplingSettings,
    usual: UsualSampling | None,
    thinking: Thinking | None,
    *,
    chosen: bool,
) -> SamplingSettings:
    """Return the sampling in force.

    `own` are the conversation's choices, which win. `user`'s stand below them if they were
    `chosen`; if not, the target's `usual` ones do, by whether it thinks first.
    """
    base = user
    if usual is not None and not chosen:
        asked = asked_thinking(own)
        thinks = thinking is not None and (thinking.usual if asked is None else asked)
        base = with_values(base, usual.thinking if thinks else usual.plain)
    return with_values(base, own)


def changed(own: Values, changes: Mapping[str, float | None]) -> Values:
    """Return a conversation's choices with some of them changed, or taken back by None."""
    merged = dict(own) | dict(changes)
    return tuple((name, value) for name, value in merged.items() if value is not None)
