"""Shows text no faster than eyes follow; what was measured stays what it was."""

from collections import deque
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """One round as text: its draft (`ghost`) and what came of it, of `tokens` tokens."""

    ghost: str
    text: str
    tokens: int


@dataclass(frozen=True, slots=True)
class Shown:
    """What to put on the screen now: settled text, and behind it the draft in flight."""

    text: str
    ghost: str


class PaceBuffer:
    """Holds rounds back so that `tokens_per_second` of them are shown; 0 holds nothing back.

    A round is shown whole, its draft first: at reading speed that is what speculation looks like.
    """

    def __init__(self, tokens_per_second: int = 0) -> None:
        self._rate = tokens_per_second
        self._steps: deque[Step] = deque()
        self._draft = ""
        self._allowance = 0.0
        self._then: float | None = None

    @property
    def pending(self) -> bool:
        """Whether settled text is held back."""
        return bool(self._steps)

    @property
    def paced(self) -> bool:
        """Whether a rate is set at all."""
        return self._rate > 0

    def push(self, step: Step) -> None:
        """Take a verified round."""
        self._steps.append(step)
        self._draft = ""

    def propose(self, ghost: str) -> None:
        """Take the draft that is being verified."""
        self._draft = ghost

    def take(self, now: float) -> Shown:
        """Return what is due at `now` (seconds, any origin)."""
        if not self._rate:
            return self.flush()
        if self._then is None:
            self._allowance = float(self._steps[0].tokens) if self._steps else 0.0
        else:
            self._allowance += (now - self._then) * self._rate
        self._then = now if self._steps or self._then is not None else None
        text: list[str] = []
        while self._steps and self._steps[0].tokens <= self._allowance:
            step = self._steps.popleft()
            self._allowance -= step.tokens
            text.append(step.text)
        if not self._steps:
            self._allowance = min(self._allowance, 1.0)
        return Shown("".join(text), self._steps[0].ghost if self._steps else self._draft)

    def flush(self) -> Shown:
        """Return all that is held back."""
        text = "".join(step.text for step in self._steps)
        self._steps.clear()
        return Shown(text, self._draft)
