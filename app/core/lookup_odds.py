"""How often text goes on as it did at an earlier place, by how strong the match with it is."""

from typing import Final

CONTESTED: Final = 0
"""Two places match equally well and go on differently."""

RESUMED: Final = (1, 2)
"""None or one token agrees behind an edit: a place is near where the text was followed before it,
and after the edit nothing, or one token, has agreed yet."""

_EXACT: Final = (3, 4, 5, 6, 8, 12, 16, 24, 32)
"""Agreeing tokens up to which a match falls in each class after those."""

_FIRST_ODDS: Final = (0.35, 0.3, 0.4, 0.5, 0.55, 0.6, 0.7, 0.77, 0.85, 0.9, 0.94, 0.98)
"""A priori, by class: between edits of source code (higher) and prose (lower), as measured over
450,000 tokens of both."""

_CLASS: Final = tuple(
    len(RESUMED) + 1 + sum(length > bound for bound in _EXACT[:-1])
    for length in range(_EXACT[-1] + 1)
)

FIRST_WEIGHT: Final = 4.0
"""How many observations the odds a priori count for."""

FORGETTING: Final = 1 / 64
"""A class remembers about its last 64 observations: text changes its kind."""


def exact(length: int) -> int:
    """Return the class of a match of this many tokens."""
    return _CLASS[length] if length < len(_CLASS) else _CLASS[-1]


class Odds:
    """Learns from every token of the text, drafted or not, whether it was the one foretold."""

    def __init__(self) -> None:
        self.chances = list(_FIRST_ODDS)
        """Probability that the next token is the one foretold, by class."""
        self._seen = [0.0] * len(_FIRST_ODDS)
        self._right = [0.0] * len(_FIRST_ODDS)

    def record(self, kind: int, right: bool) -> None:
        """Learn how a token foretold by a match of class `kind` turned out."""
        self._seen[kind] += 1.0 - FORGETTING * self._seen[kind]
        self._right[kind] += right - FORGETTING * self._right[kind]
        self._update(kind)

    def soften(self) -> None:
        """Trust what was learnt half as much: another text begins."""
        for kind in range(len(self.chances)):
            self._seen[kind] /= 2
            self._right[kind] /= 2
            self._update(kind)

    def _update(self, kind: int) -> None:
        right = self._right[kind] + FIRST_WEIGHT * _FIRST_ODDS[kind]
        self.chances[kind] = right / (self._seen[kind] + FIRST_WEIGHT)
