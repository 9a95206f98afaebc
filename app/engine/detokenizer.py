"""Tokens to text as they come: whole characters only, and never the start of a stop string."""

import codecs
from collections.abc import Callable, Sequence


class Detokenizer:
    """Turns one turn's tokens into text, piece by piece.

    Attributes:
        text: everything released so far. stopped: whether a stop string was reached.
    """

    def __init__(self, piece: Callable[[int], bytes], stop: Sequence[str] = ()) -> None:
        self._piece = piece
        self._stop = tuple(s for s in stop if s)
        self._decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
        self._held = ""
        self.text = ""
        self.stopped = False

    def push(self, token: int) -> str:
        """Add a token; return the text that can be shown now (maybe none)."""
        return self._release(self._decoder.decode(self._piece(token)), final=False)

    def finish(self) -> str:
        """Return what was still held back: nothing more will come."""
        return self._release(self._decoder.decode(b"", final=True), final=True)

    def _release(self, fresh: str, *, final: bool) -> str:
        if self.stopped:
            return ""
        if not self._stop:
            self.text += fresh
            return fresh
        self._held += fresh
        cut = min((at for s in self._stop if (at := self._held.find(s)) >= 0), default=-1)
        if cut >= 0:
            self.stopped = True
            ready, self._held = self._held[:cut], ""
        else:
            safe = len(self._held) if final else len(self._held) - self._dangling()
            ready, self._held = self._held[:safe], self._held[safe:]
        self.text += ready
        return ready

    def _dangling(self) -> int:
        """Return how many characters at the end may be the start of a stop string."""
        longest = max((len(s) for s in self._stop), default=1) - 1
        for size in range(min(longest, len(self._held)), 0, -1):
            tail = self._held[-size:]
            if any(s.startswith(tail) for s in self._stop):
                return size
        return 0
