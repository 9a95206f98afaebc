"""How many tokens to draft in the next round."""

from app.core.speculation import Round

DEFAULT_DEPTH = 3
"""llama.cpp's default draft length (common/common.h, n_max)."""

MAX_DEPTH = 16
"""Deeper drafts never paid in any report seen; the window's choices end here."""


class FixedDepth:
    """The same draft length every round."""

    def __init__(self, depth: int) -> None:
        self._depth = depth

    def next_depth(self) -> int:
        return self._depth

    def observe(self, one: Round) -> None:
        del one
